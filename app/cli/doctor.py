"""`flask doctor`: one line for each thing wrong with this installation; exit code 1 if any.

Source: trust.md A-16. Each check is a small function that returns its finding, or None. A check marked
`everywhere` also counts on one's own computer; the others count in production only.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
import sqlalchemy as sa
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.engine import Connection

from app.cli import schema
from app.core import certificates, clock, halls, keys
from app.extensions import db

Settings = Mapping[str, Any]
LARGEST_BODY = 16 * 1024 * 1024
GUESSABLE = ("dev", "secret", "changeme", "change-me", "default", "password", "test")
FULL = 2


def debugging(settings: Settings) -> str | None:
    """Error pages of the debugger run code for whoever sees them."""
    on = [name for name in ("DEBUG", "TESTING") if settings.get(name)]
    return f"{' and '.join(on)} must be off." if on else None


def secret_key(settings: Settings) -> str | None:
    """Whoever knows the key can sign in as anybody."""
    key = settings.get("SECRET_KEY") or ""
    text = key.decode("latin-1") if isinstance(key, bytes) else key
    weak = len(text) < 32 or len(set(text)) < 10 or text.lower().startswith(GUESSABLE)
    return "SECRET_KEY is missing or guessable; let the program make SECRET_KEY_FILE." if weak else None


def trusted_hosts(settings: Settings) -> str | None:
    """Links in mails and redirects must not follow a forged Host header."""
    return None if settings.get("TRUSTED_HOSTS") else "TRUSTED_HOSTS is not set; name the hosts of this site."


def body_limit(settings: Settings) -> str | None:
    """A request without limit fills memory and disk."""
    limit = settings.get("MAX_CONTENT_LENGTH")
    return None if limit and limit <= LARGEST_BODY else "MAX_CONTENT_LENGTH is not set, or larger than 16 MB."


def public_url(settings: Settings) -> str | None:
    """Mails carry links and print carries codes to scan."""
    url = settings.get("PUBLIC_URL") or ""
    return None if url.startswith("https://") else "PUBLIC_URL is not set, or does not begin with https://."


def session_cookie(settings: Settings) -> str | None:
    """A staff cookie sent without encryption can be read on the way."""
    https = (settings.get("PUBLIC_URL") or "").startswith("https://")
    safe = settings.get("SESSION_COOKIE_SECURE") and settings.get("SESSION_COOKIE_HTTPONLY")
    return "SESSION_COOKIE_SECURE and SESSION_COOKIE_HTTPONLY must be on." if https and not safe else None


def keys_apart(settings: Settings) -> str | None:
    """Who gets a copy of the data must not get the keys with it."""
    data = Path(settings["DATA_DIR"]).resolve()
    inside = [name for name in keys.NAMES if keys.path_of(name, settings).resolve().is_relative_to(data)]
    names = ", ".join(f"{name.upper()}_KEY_FILE" for name in inside)
    if not inside and any(halls.folder(settings).resolve().is_relative_to(data) for _hall in halls.known(settings)):
        return "Keys of halls lie inside DATA_DIR and so beside its backups; set HALL_KEYS_DIR."
    return f"Keys lie inside DATA_DIR and so beside its backups; move {names}." if inside else None


def keys_private(settings: Settings) -> str | None:
    """Key files are for the program's own user."""
    paths = [keys.path_of(name, settings) for name in keys.NAMES]
    missing = [str(path) for path in paths if not path.is_file()]
    if missing:
        return f"Key file missing: {', '.join(missing)}."
    open_ones = [str(path) for path in paths if path.stat().st_mode & 0o077]
    return f"Others can read key files; run chmod 600 {' '.join(open_ones)}." if open_ones else None


def data_dir(settings: Settings) -> str | None:
    """Database, mail and backups are written there."""
    folder = settings["DATA_DIR"]
    try:
        with tempfile.NamedTemporaryFile(dir=folder):
            return None
    except OSError as error:
        return f"DATA_DIR {folder} cannot be written ({error.strerror})."


def disk(settings: Settings) -> str | None:
    """New texts are refused below this limit."""
    folder = Path(settings["DATA_DIR"])
    if not folder.is_dir():
        return None
    free = shutil.disk_usage(folder).free
    wanted = settings["MIN_FREE_BYTES"]
    return f"Only {free >> 20} MB are free; {wanted >> 20} MB are needed." if free < wanted else None


def mail(settings: Settings) -> str | None:
    """Mail in files or in memory reaches nobody."""
    if settings.get("MAIL_TRANSPORT") != "smtp":
        return "MAIL_TRANSPORT must be smtp; any other way reaches nobody."
    return None if settings.get("SMTP_URL") else "SMTP_URL is not set."


def mail_sender(settings: Settings) -> str | None:
    """Answers to the example address get lost."""
    sender = settings.get("MAIL_FROM") or ""
    fits = "@" in sender and not sender.endswith(".example")
    return None if fits else "MAIL_FROM is not set, or an example."


def hall_keys(settings: Settings) -> str | None:
    """Whoever holds the key of a hall can open what travels from it."""
    open_ones = [str(path) for path in sorted(halls.folder(settings).glob("*.key")) if path.stat().st_mode & 0o077]
    return f"Others can read keys of halls; run chmod 600 {' '.join(open_ones)}." if open_ones else None


def hall_itself(settings: Settings) -> str | None:
    """A laptop in a hall needs the city's key before the first text, and no examples among the real ones."""
    if not settings.get("HALL"):
        return None
    if settings["ENVIRONMENT"] == "production":
        return "HALL is for a laptop; the city's server must not have it."
    if keys.ring().code not in {hall.code for hall in halls.known(settings)}:
        return "HALL is on, but there is no key of the city; run flask event key provision FILE."
    return "HALL is on; DEMO must be 0." if settings.get("DEMO") else None


def hall_address(settings: Settings) -> str | None:
    """Phones reach the laptop by this address, and codes to scan carry it."""
    if not settings.get("HALL"):
        return None
    host = urlsplit(settings.get("PUBLIC_URL") or "").hostname
    if host is None:
        return "HALL is on; PUBLIC_URL must be the address that phones type, such as http://192.168.8.2:8000."
    if not {host, "127.0.0.1"} <= set(settings.get("TRUSTED_HOSTS") or []):
        return f"HALL is on; TRUSTED_HOSTS must name {host} and 127.0.0.1."
    return None


def certificate(settings: Settings) -> str | None:
    """Staff in a hall sign in by it; a wrong one teaches people to click warnings away."""
    files = certificates.paths(settings)
    if files is None:
        return None
    host = urlsplit(settings.get("PUBLIC_URL") or "").hostname
    return certificates.problem(files[0], host, clock.now())


def templates(settings: Settings) -> str | None:
    """Looking for changed templates at each request is slow and lets half-written ones out."""
    return "TEMPLATES_AUTO_RELOAD must be off." if settings.get("TEMPLATES_AUTO_RELOAD") else None


def csrf(settings: Settings) -> str | None:
    """Staff forms rely on the token."""
    return "WTF_CSRF_ENABLED must stay on." if not settings.get("WTF_CSRF_ENABLED", True) else None


def demo(settings: Settings) -> str | None:
    """Example people with known passwords have no place on a real site."""
    if settings.get("DEMO"):
        return "DEMO must be 0."
    left = Path(settings["DATA_DIR"]) / "demo-accounts.json"
    return f"Example data is in use ({left}); begin with an empty DATA_DIR." if left.exists() else None


def version(connection: Connection) -> str | None:
    """Code and database change together."""
    found = schema.examine(connection)
    if found.fit is schema.Fit.CURRENT:
        return None
    has = found.found or "none"
    return f"The database has version {has}, the program needs {found.wanted}; run flask db upgrade."


def sqlite_durable(connection: Connection) -> str | None:
    """An acknowledged text must survive a power cut."""
    if connection.dialect.name != "sqlite":
        return None
    level = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
    return "SQLite must run with synchronous=FULL." if level < FULL else None


def sqlite_journal(connection: Connection) -> str | None:
    """Readers must not wait for writers."""
    if connection.dialect.name != "sqlite":
        return None
    mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    return "SQLite must run with journal_mode=WAL." if mode != "wal" else None


def postgresql_locale(connection: Connection) -> str | None:
    """With locale C, large and small umlauts differ and no Arabic word is ever found."""
    if connection.dialect.name != "postgresql":
        return None
    lowered = connection.execute(sa.text("SELECT lower('ÄÖÜ')")).scalar_one()
    if lowered == "äöü":
        return None
    return "The database's locale breaks search in other scripts; create it anew with locale C.UTF-8."


def postgresql_trigrams(connection: Connection) -> str | None:
    """Search inside words rests on pg_trgm."""
    if connection.dialect.name != "postgresql":
        return None
    extension = sa.text("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
    there = connection.execute(extension).scalar_one()
    if not there:
        return "The extension pg_trgm is missing; run CREATE EXTENSION pg_trgm."
    parts = connection.execute(sa.text("SELECT cardinality(show_trgm('شهادة'))")).scalar_one()
    return None if parts else "pg_trgm cannot read Arabic here; create the database anew with locale C.UTF-8."


@dataclass(frozen=True)
class Check:
    """One line of the table: what looks at the settings or the database, and whether it counts everywhere."""

    examine: Callable[..., str | None]
    everywhere: bool = False


SETTINGS = (
    Check(debugging), Check(secret_key), Check(trusted_hosts), Check(body_limit), Check(public_url),
    Check(session_cookie), Check(keys_apart), Check(keys_private, everywhere=True),
    Check(data_dir, everywhere=True), Check(disk, everywhere=True), Check(mail), Check(mail_sender),
    Check(templates), Check(csrf), Check(demo), Check(hall_keys, everywhere=True),
    Check(hall_itself, everywhere=True), Check(hall_address, everywhere=True),
    Check(certificate, everywhere=True),
)  # fmt: skip
DATABASE = (
    Check(version, everywhere=True), Check(sqlite_durable, everywhere=True),
    Check(sqlite_journal, everywhere=True), Check(postgresql_locale, everywhere=True),
    Check(postgresql_trigrams, everywhere=True),
)  # fmt: skip


def examine(settings: Settings, connect: Callable[[], Connection]) -> list[str]:
    """All findings that count here, as sentences. A database that `connect` cannot open is one too."""
    production = settings["ENVIRONMENT"] == "production"
    findings = [check.examine(settings) for check in SETTINGS if production or check.everywhere]
    try:
        with connect() as connection:
            findings += [check.examine(connection) for check in DATABASE if production or check.everywhere]
    except sa.exc.OperationalError as error:
        findings.append(f"The database cannot be opened: {str(error.orig).strip().splitlines()[0]}.")
    return [finding for finding in findings if finding]


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Look for mistakes in the settings, the keys and the database."""
    findings = examine(current_app.config, db.engine.connect)
    for finding in findings:
        click.echo(f"✗ {finding}")
    if findings:
        raise SystemExit(1)
    click.echo(f"All is well ({current_app.config['ENVIRONMENT']}).")
