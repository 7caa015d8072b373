"""`flask doctor` finds each mistake that trust.md A-16 names, and nothing on a healthy site."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import Connection

from app.cli.doctor import (
    examine,
    postgresql_locale,
    postgresql_trigrams,
    sqlite_durable,
    sqlite_journal,
    version,
)
from app.core import keys

Settings = dict[str, Any]


@pytest.fixture
def healthy(tmp_path: Path) -> Settings:
    """Settings of a city's server on which nothing is wrong."""
    data = tmp_path / "data"
    data.mkdir()
    settings: Settings = {
        "ENVIRONMENT": "production",
        "DEBUG": False,
        "TESTING": False,
        "SECRET_KEY": os.urandom(32),
        "TRUSTED_HOSTS": ["dialogforum.example"],
        "MAX_CONTENT_LENGTH": 512 * 1024,
        "PUBLIC_URL": "https://dialogforum.example",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "DATA_DIR": str(data),
        "MIN_FREE_BYTES": 1024,
        "MAIL_TRANSPORT": "smtp",
        "SMTP_URL": "smtp://mail.example:587",
        "MAIL_FROM": "forum@dialogforum.de",
        "TEMPLATES_AUTO_RELOAD": False,
        "WTF_CSRF_ENABLED": True,
        "DEMO": False,
        **{f"{name.upper()}_KEY_FILE": str(tmp_path / "keys" / f"{name}.key") for name in keys.NAMES},
    }
    keys.create_missing(settings)
    return settings


def _example_people(settings: Settings) -> None:
    (Path(settings["DATA_DIR"]) / "demo-accounts.json").write_text("[]")


def _open_key(settings: Settings) -> None:
    Path(settings["CODE_KEY_FILE"]).chmod(0o640)


def _world_key(settings: Settings) -> None:
    Path(settings["CONTACT_KEY_FILE"]).chmod(0o604)


def _no_key(settings: Settings) -> None:
    Path(settings["SECRET_KEY_FILE"]).unlink()


def _keys_in_data(settings: Settings) -> None:
    settings["CODE_KEY_FILE"] = ""
    keys.create_missing(settings)


def _keys_in_backups(settings: Settings) -> None:
    settings["CONTACT_KEY_FILE"] = str(Path(settings["DATA_DIR"]) / "backups" / "contact.key")
    keys.create_missing(settings)


def setting(name: str, value: Any) -> Callable[[Settings], None]:
    """A seed that changes one setting."""
    return lambda settings: settings.update({name: value})


SEEDS: list[tuple[Callable[[Settings], None], str]] = [
    (setting("DEBUG", True), "DEBUG must be off"),
    (setting("TESTING", True), "TESTING must be off"),
    (setting("SECRET_KEY", None), "SECRET_KEY is missing or guessable"),
    (setting("SECRET_KEY", "dev"), "SECRET_KEY is missing or guessable"),
    (setting("SECRET_KEY", "change-me-" + "0123456789abcdef" * 2), "SECRET_KEY is missing or guessable"),
    (setting("SECRET_KEY", "a" * 64), "SECRET_KEY is missing or guessable"),
    (setting("TRUSTED_HOSTS", None), "TRUSTED_HOSTS is not set"),
    (setting("MAX_CONTENT_LENGTH", None), "MAX_CONTENT_LENGTH is not set"),
    (setting("PUBLIC_URL", ""), "PUBLIC_URL is not set"),
    (setting("PUBLIC_URL", "http://dialogforum.example"), "PUBLIC_URL is not set"),
    (setting("SESSION_COOKIE_SECURE", False), "SESSION_COOKIE_SECURE"),
    (setting("SESSION_COOKIE_HTTPONLY", False), "SESSION_COOKIE_HTTPONLY"),
    (_keys_in_data, "move CODE_KEY_FILE"),
    (_keys_in_backups, "move CONTACT_KEY_FILE"),
    (_open_key, "chmod 600"),
    (_world_key, "chmod 600"),
    (_no_key, "Key file missing"),
    (setting("DATA_DIR", "/nowhere/at/all"), "cannot be written"),
    (setting("MIN_FREE_BYTES", 1 << 60), "MB are free"),
    (setting("MAIL_TRANSPORT", "file"), "MAIL_TRANSPORT must be smtp"),
    (setting("MAIL_TRANSPORT", "memory"), "MAIL_TRANSPORT must be smtp"),
    (setting("SMTP_URL", ""), "SMTP_URL is not set"),
    (setting("MAIL_FROM", "dialogforum@rheine.example"), "MAIL_FROM is not set"),
    (setting("TEMPLATES_AUTO_RELOAD", True), "TEMPLATES_AUTO_RELOAD must be off"),
    (setting("WTF_CSRF_ENABLED", False), "WTF_CSRF_ENABLED must stay on"),
    (setting("DEMO", True), "DEMO must be 0"),
    (_example_people, "Example data is in use"),
]


def findings(settings: Settings, app: Flask) -> list[str]:
    """What the doctor says about these settings with the test database."""
    with app.app_context():
        return examine(settings, app.extensions["sqlalchemy"].engine.connect)


def test_nothing_is_wrong_on_a_healthy_site(app: Flask, healthy: Settings) -> None:
    assert findings(healthy, app) == []


@pytest.mark.parametrize(("seed", "words"), SEEDS, ids=[words for _seed, words in SEEDS])
def test_each_mistake_is_one_line(app: Flask, healthy: Settings, seed: Callable[[Settings], None], words: str) -> None:
    seed(healthy)
    found = findings(healthy, app)
    assert len(found) == 1, found
    assert words in found[0]


def test_on_one_computer_only_what_matters_there_counts(app: Flask, healthy: Settings) -> None:
    healthy.update(ENVIRONMENT="embedded", DEMO=True, MAIL_TRANSPORT="file", PUBLIC_URL="", TRUSTED_HOSTS=None)
    assert findings(healthy, app) == []
    _world_key(healthy)
    assert len(findings(healthy, app)) == 1


def test_a_mistake_ends_the_command_with_an_error(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in keys.NAMES:
        assert stat.S_IMODE(keys.path_of(name, app.config).stat().st_mode) == 0o600
    well = app.test_cli_runner().invoke(args=["doctor"])
    assert (well.exit_code, "All is well" in well.output) == (0, True), well.output
    monkeypatch.setitem(app.config, "MIN_FREE_BYTES", 1 << 60)
    ill = app.test_cli_runner().invoke(args=["doctor"])
    assert ill.exit_code == 1
    assert ill.output.count("✗") == 1


def test_a_careless_sqlite_is_found(tmp_path: Path) -> None:
    with sa.create_engine(f"sqlite:///{tmp_path / 'careless.db'}").connect() as connection:
        connection.exec_driver_sql("PRAGMA synchronous=NORMAL")
        assert "synchronous=FULL" in str(sqlite_durable(connection))
        assert "journal_mode=WAL" in str(sqlite_journal(connection))


def test_a_database_of_another_version_is_found(app: Flask) -> None:
    with app.app_context(), app.extensions["sqlalchemy"].engine.begin() as connection:
        assert version(connection) is None
        connection.execute(sa.text("UPDATE alembic_version SET version_num = 'from-the-future'"))
        assert "from-the-future" in str(version(connection))
        connection.rollback()


def test_a_database_that_is_away_is_found(app: Flask, healthy: Settings) -> None:
    away = sa.create_engine("sqlite:////nowhere/at/all.db")
    with app.app_context():
        found = examine(healthy, away.connect)
    assert len(found) == 1
    assert "cannot be opened" in found[0]


def _postgresql(app: Flask, command: str) -> None:
    engine = sa.create_engine(app.config["SQLALCHEMY_DATABASE_URI"], isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(command))
    engine.dispose()


def _locale_findings(connection: Connection) -> list[str]:
    return [str(postgresql_locale(connection)), str(postgresql_trigrams(connection))]


def test_a_postgresql_that_cannot_read_arabic_is_found(app: Flask) -> None:
    with app.app_context(), app.extensions["sqlalchemy"].engine.connect() as connection:
        assert _locale_findings(connection) == ["None", "None"]
        if connection.dialect.name != "postgresql":
            return
    bad = f"bad_locale_{os.getpid()}"
    _postgresql(app, f"CREATE DATABASE {bad} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
    address = sa.make_url(app.config["SQLALCHEMY_DATABASE_URI"]).set(database=bad)
    engine = sa.create_engine(address)
    try:
        with engine.begin() as connection:
            assert "locale breaks search" in _locale_findings(connection)[0]
            assert "pg_trgm is missing" in _locale_findings(connection)[1]
            connection.execute(sa.text("CREATE EXTENSION pg_trgm"))
            assert "cannot read Arabic" in _locale_findings(connection)[1]
    finally:
        engine.dispose()
        _postgresql(app, f"DROP DATABASE {bad}")
