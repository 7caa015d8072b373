"""A fresh database for every test, copied from a template: SQLite by file, PostgreSQL by its own templates."""

from __future__ import annotations

import os
import shutil
import tomllib
import uuid
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from app.answers.actions import load_templates
from app.concept.actions import load_audiences, load_districts, load_edition
from app.core import database
from app.core.history import SYSTEM
from app.extensions import db
from config import ROOT

# Schema of the kept rows.
KEPT = "kept"
DATA = ROOT / "app" / "concept" / "data"
TEMPLATES = ROOT / "app" / "answers" / "data" / "templates.toml"


class Store(Protocol):
    """Where the test database lives."""

    url: str

    def keep(self, app: Flask) -> None:
        """Remember the present content as the template."""

    def reset(self, app: Flask) -> None:
        """Bring the template's content back."""

    def drop(self) -> None:
        """Remove everything."""


class SqliteStore:
    """A file beside its template."""

    def __init__(self, directory: Path) -> None:
        self.file = directory / "test.db"
        self.template = directory / "template.db"
        self.url = f"sqlite:///{self.file}"

    def keep(self, app: Flask) -> None:
        with app.app_context():
            db.session.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
            db.session.remove()
            db.engine.dispose()
        shutil.copy(self.file, self.template)

    def reset(self, app: Flask) -> None:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        for suffix in ("-wal", "-shm"):
            Path(f"{self.file}{suffix}").unlink(missing_ok=True)
        shutil.copy(self.template, self.file)

    def drop(self) -> None:
        """The temporary directory goes with pytest."""


class PostgresStore:
    """A database of its own on the server named by TEST_DATABASE_URL, with a copy of every row in a schema beside it.

    Copying rows back takes a small part of the time that a new database takes.
    """

    def __init__(self, server: str) -> None:
        self.server = sa.make_url(server)
        self.name = f"dialogforum_{uuid.uuid4().hex[:10]}"
        self.url = self.server.set(database=self.name).render_as_string(hide_password=False)
        self._command(self.server, f'CREATE DATABASE "{self.name}" TEMPLATE template0')
        self._reset: list[str] = []

    def _command(self, where: sa.URL | str, *commands: str) -> None:
        engine = sa.create_engine(where, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for command in commands:
                connection.exec_driver_sql(command)
        engine.dispose()

    def keep(self, app: Flask) -> None:
        with app.app_context():
            tables = sorted(sa.inspect(db.engine).get_table_names())
            filled = [one for one in tables if db.session.execute(sa.text(f'SELECT 1 FROM "{one}" LIMIT 1')).first()]
            counters = db.session.execute(sa.text("SELECT sequencename, last_value FROM pg_sequences")).all()
            db.session.remove()
            db.engine.dispose()
        copies = [f'CREATE TABLE "{KEPT}"."{one}" AS TABLE public."{one}"' for one in filled]
        self._command(self.url, f'CREATE SCHEMA "{KEPT}"', *copies)
        self._reset = [
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()",
            # Rows come and go in any order: no foreign key is looked at meanwhile.
            "SET session_replication_role = replica",
            ";".join(f'DELETE FROM public."{one}"' for one in tables),
            ";".join(f'INSERT INTO public."{one}" SELECT * FROM "{KEPT}"."{one}"' for one in filled),
            *(f"SELECT setval('public.\"{name}\"', {value or 1}, {bool(value)})" for name, value in counters),
        ]

    def reset(self, app: Flask) -> None:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        self._command(self.url, *self._reset)

    def drop(self) -> None:
        self._command(self.server, f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')


def choose(directory: Path) -> Store:
    """PostgreSQL when TEST_DATABASE_URL names a server, else SQLite."""
    server = os.environ.get("TEST_DATABASE_URL")
    return PostgresStore(server) if server else SqliteStore(directory)


def prepare(app: Flask) -> None:
    """Migrate an empty database and load the concept of 2017, the districts and the groups."""
    with app.app_context(), database.writing():
        upgrade()
        _load_concept()
        db.session.commit()


def _load_concept() -> None:
    for name, load in (("concept-2017", load_edition), ("districts", load_districts), ("audiences", load_audiences)):
        load(tomllib.loads((DATA / f"{name}.toml").read_text("utf-8")), actor=SYSTEM)
    load_templates(tomllib.loads(TEMPLATES.read_text("utf-8")), actor=SYSTEM)
