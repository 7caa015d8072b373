"""A copy of the database comes back whole, without the keys, and never over the wrong thing."""

from __future__ import annotations

import json
import sqlite3
import stat
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskCliRunner

from app.core import keys
from app.core.attempts import AttemptBucket, charge
from app.extensions import db


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    """Calls commands like a person in a terminal."""
    return app.test_cli_runner()


def _mark(app: Flask, name: str) -> None:
    with app.app_context():
        charge(name, per_second=1, burst=10)


def _marks(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(sa.select(AttemptBucket.name).order_by(AttemptBucket.name)))


def _copy(runner: FlaskCliRunner, folder: Path) -> Path:
    done = runner.invoke(args=["backup", "create", "--to", str(folder)])
    assert done.exit_code == 0, done.output
    return next(path for path in folder.iterdir() if path.suffix != ".json")


def test_a_copy_brings_back_what_was_there(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    _mark(app, "before")
    file = _copy(runner, tmp_path)
    _mark(app, "after")
    done = runner.invoke(args=["backup", "restore", str(file), "--yes"])
    assert done.exit_code == 0, done.output
    assert _marks(app) == ["before"]
    # What was replaced is not lost either.
    assert "before-restore" in done.output


def test_a_copy_is_private_and_holds_no_key(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    file = _copy(runner, tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    everything = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for name in keys.NAMES:
        assert keys.path_of(name, app.config).read_bytes().strip() not in everything
    about = json.loads(file.with_suffix(f"{file.suffix}.json").read_text())
    assert set(about["keys"]) == {"code", "contact"}


def test_a_copy_of_other_keys_is_refused(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    file = _copy(runner, tmp_path)
    description = file.with_suffix(f"{file.suffix}.json")
    about = json.loads(description.read_text())
    about["keys"]["code"] = "another"
    description.write_text(json.dumps(about))
    _mark(app, "kept")
    done = runner.invoke(args=["backup", "restore", str(file), "--yes"])
    assert done.exit_code == 1
    assert "The code key" in done.output
    assert _marks(app) == ["kept"]


def test_a_damaged_or_foreign_file_is_refused(app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    _mark(app, "kept")
    damaged = _copy(runner, tmp_path)
    damaged.write_bytes(damaged.read_bytes()[:5000])
    foreign = tmp_path / "foreign.sqlite3"
    sqlite3.connect(foreign).close()
    for file in (damaged, foreign):
        done = runner.invoke(args=["backup", "restore", str(file), "--yes"])
        assert done.exit_code == 1, done.output
        assert done.output.startswith("Error: ")
    assert _marks(app) == ["kept"]
