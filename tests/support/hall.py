"""A city and the laptop of a hall, each an application with its own keys and data, in one process."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from flask import Flask

from app import create_app
from app.contributions.models import Contribution
from app.core import halls, keys, outbox
from app.extensions import db
from config import TestConfig
from tests.support import database
from tests.support.build import World
from tests.support.client import PageClient

Result = TypeVar("Result")
HALL = "hall-2027"


@contextmanager
def at(app: Flask) -> Iterator[Flask]:
    """Keys and post office belong to the process: inside the block they are those of `app`."""
    keys.load(app.config)
    halls.configure(app.config)
    outbox.configure(app.config)
    yield app


def laptop_at(folder: Path, template: Path) -> Flask:
    """A laptop with an empty database and keys of its own, as `make run` makes it."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(template, folder / "dialogforum.db")
    return create_app(TestConfig, DATA_DIR=str(folder), DATABASE_URL="", HALL=True)


def empty_database(folder: Path) -> Path:
    """A migrated database with the concept, to be copied."""
    app = create_app(TestConfig, DATA_DIR=str(folder), DATABASE_URL="")
    database.prepare(app)
    with app.app_context():
        db.session.execute(db.text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.session.remove()
        db.engine.dispose()
    return folder / "dialogforum.db"


def call(app: Flask, *words: str | Path, fails: bool = False) -> str:
    """Call `flask …` there; gives what it printed."""
    with at(app):
        done = app.test_cli_runner().invoke(args=[str(word) for word in words])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert (done.exit_code != 0) == fails, done.output
    return str(done.output)


def provision(city: Flask, laptop: Flask, folder: Path) -> None:
    """The city makes a key, and the laptop works with it."""
    words = call(city, "event", "key", "create", HALL, "--to", folder / "laptop.key").split("\n")[3].strip()
    call(laptop, "event", "key", "provision", folder / "laptop.key", "--words", words)


def carry(laptop: Flask, city: Flask, file: Path) -> list[dict[str, Any]]:
    """Export there, import here; gives the lines of the report."""
    call(laptop, "event", "export", file)
    return lines(call(city, "event", "import", file))


def lines(printed: str) -> list[dict[str, Any]]:
    """The JSON lines of what a command printed."""
    return [json.loads(line) for line in printed.splitlines() if line.startswith("{")]


def opened(app: Flask, code: str, status: int = 200) -> str:
    """What somebody reads who enters a code there."""
    with at(app):
        client = PageClient(app)
        return client.submit(client.get("/de/code/").form("code").fill(code=code), status).text


def do(app: Flask, work: Callable[[World], Result]) -> Result:
    """Something that happens there."""
    with at(app):
        return work(World(app))


def laptop_at_rest(folder: Path) -> Flask:
    """The laptop whose data lie there already."""
    return create_app(TestConfig, DATA_DIR=str(folder), DATABASE_URL="", HALL=True)


def count(app: Flask) -> int:
    """How many contributions there are."""
    with app.app_context():
        return int(db.session.execute(sa.select(sa.func.count()).select_from(Contribution)).scalar_one())
