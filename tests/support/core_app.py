"""A bare application with nothing but the machinery of app.core, for tests that need a database and no room.

The fixtures are offered to tests/rules: `core` (context pushed, transactions of one
thread) and `core_app` (context left to the test, for several threads).
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core import attempts, database, history, keys, outbox, search
from app.core.languages import content
from app.extensions import db
from config import TestConfig

TABLES = [
    model.__table__
    for model in (
        attempts.AttemptBucket,
        history.HistoryEntry,
        history.HistoryHead,
        content.TextVersion,
        outbox.OutboxMail,
        search.SearchEntry,
    )
]


@dataclass(frozen=True)
class Thing:
    """Anything that texts, history and search can be about."""

    id: object
    subject_kind: str = "thing"


def thing() -> Thing:
    """A new thing with a random id."""
    return Thing(uuid.uuid4())


def _own_postgres(server: str) -> Iterator[str]:
    url = sa.make_url(server)
    name = f"core_{uuid.uuid4().hex[:10]}"
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE template0')
    yield url.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
    engine.dispose()


@pytest.fixture(scope="session")
def own_postgres() -> Iterator[str | None]:
    """A database of this run on the server that TEST_DATABASE_URL names; None without one."""
    server = os.environ.get("TEST_DATABASE_URL")
    if server:
        yield from _own_postgres(server)
    else:
        yield None


@pytest.fixture
def core_app(tmp_path: Path, own_postgres: str | None) -> Iterator[Flask]:
    """The bare application with empty tables, in SQLite or PostgreSQL. No context is pushed."""
    app = Flask("core")
    app.config.from_object(TestConfig)
    app.config.update(
        DATA_DIR=str(tmp_path), SQLALCHEMY_DATABASE_URI=own_postgres or f"sqlite:///{tmp_path / 'core.db'}"
    )
    db.init_app(app)
    keys.create_missing(app.config)
    keys.load(app.config)
    outbox.configure(app.config)
    with app.app_context():
        database.prepare(db.engine)
        with database.writing():
            db.metadata.create_all(db.engine, tables=TABLES)
    yield app
    with app.app_context():
        db.session.remove()
        if own_postgres:
            with db.engine.begin() as connection:
                connection.exec_driver_sql(f"TRUNCATE {', '.join(table.name for table in TABLES)}")
        db.engine.dispose()


@pytest.fixture
def core(core_app: Flask) -> Iterator[Flask]:
    """The bare application with its context pushed and writing announced."""
    with core_app.app_context(), database.writing():
        yield core_app
        db.session.rollback()


def on_sqlite() -> bool:
    """Whether the test runs on SQLite."""
    return db.engine.dialect.name == "sqlite"
