"""`flask backup`: copies of the database, taken while the site runs, checked, without the keys."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.engine import URL

from app.cli import schema
from app.core import clock, halls, keys
from app.extensions import db

backup = AppGroup("backup", help="Copy the database to a file, and back.")

KEY_NAMES = ("code", "contact")


@backup.command("create")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="Default: DATA_DIR/backups.")
def create_command(to: Path | None) -> None:
    """Write a checked copy of the database. The site may go on running."""
    path = create("backup", to)
    click.echo(f"The database is saved in {path}")
    click.echo("The keys are not in it, and without them no tracking code opens a case. Copy them elsewhere:")
    for name in keys.NAMES:
        click.echo(f"  {keys.path_of(name, current_app.config)}")
    for hall in halls.known(current_app.config):
        click.echo(f"  {halls.folder(current_app.config) / hall.name}.key")


@backup.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.confirmation_option(prompt="This replaces everything in the database. Go on?")
def restore_command(file: Path) -> None:
    """Put FILE in the place of the database, after a copy of what is there now."""
    restore(file)
    click.echo(f"The database is as it was in {file}. Start the site to bring it to the newest version.")


def create(reason: str, folder: Path | None = None) -> Path:
    """Copy the database into `folder` as <reason>-<UTC time>; return the file. Raises ClickException.

    Beside it lies a .json file with digest, schema version and the short names (not the content) of the keys.
    """
    folder = folder or Path(current_app.config["DATA_DIR"]) / "backups"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    sqlite = db.engine.dialect.name == "sqlite"
    stamp = clock.now().strftime("%Y%m%dT%H%M%S.%fZ")
    path = folder / f"{reason}-{stamp}.{'sqlite3' if sqlite else 'pgdump'}"
    # Readable by the owner alone from the first byte on: unread texts are in it.
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        _copy_sqlite(db.engine.url, path) if sqlite else _dump_postgresql(db.engine.url, path)
    except Exception:
        path.unlink()
        raise
    _describe(path)
    return path


def restore(path: Path) -> None:
    """Replace the database by `path`. Raises ClickException when the file or the keys do not fit."""
    about = _about(path)
    _check_keys(about)
    sqlite = db.engine.dialect.name == "sqlite"
    _check_sqlite(path) if sqlite else _check_postgresql(path, db.engine.url)
    if _holds_data():
        click.echo(f"What was there before is saved in {create('before-restore')}")
    # No connection of ours may stand in the way.
    db.session.remove()
    db.engine.dispose()
    _load_sqlite(path, db.engine.url) if sqlite else _load_postgresql(path, db.engine.url)


def _copy_sqlite(url: URL, target: Path) -> None:
    source = f"{Path(str(url.database)).resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(source, uri=True)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        # One file that needs no companions.
        copy.execute("PRAGMA journal_mode=DELETE")
        answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if answer != "ok":
        raise click.ClickException(f"The copy is damaged ({answer}); the disk may be failing.")


def _check_sqlite(path: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
            copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise click.ClickException(f"{path} is not a backup of this program ({error}).") from error
    if answer != "ok":
        raise click.ClickException(f"{path} is damaged ({answer}); take another backup.")


def _load_sqlite(path: Path, url: URL) -> None:
    target = str(url.database)
    source = f"{path.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(source, uri=True)) as copy, closing(sqlite3.connect(target)) as live:
            copy.backup(live)
    except sqlite3.OperationalError as error:
        raise click.ClickException(f"The database is in use ({error}); stop the site, then try again.") from error


def _dump_postgresql(url: URL, target: Path) -> None:
    _postgresql("pg_dump", url, ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"])


def _check_postgresql(path: Path, url: URL) -> None:
    # Reads the table of contents and changes nothing.
    _postgresql("pg_restore", url, ["--list", str(path)], connect=False)


def _load_postgresql(path: Path, url: URL) -> None:
    replace = ["--clean", "--if-exists", "--no-owner", "--no-privileges"]
    _postgresql("pg_restore", url, [*replace, "--single-transaction", "--exit-on-error", str(path)])


def _postgresql(tool: str, url: URL, arguments: list[str], *, connect: bool = True) -> None:
    program = shutil.which(tool)
    if program is None:
        raise click.ClickException(f"{tool} is missing: install postgresql-client, then try again.")
    # Through the environment, because arguments can be read by everybody on the machine.
    facts = {"PGHOST": url.host, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password}
    facts["PGHOST"] = url.host or str(url.query.get("host", ""))
    environment = {**os.environ, **{name: str(value) for name, value in facts.items() if value}}
    database = [f"--dbname={url.database}"] if connect else []
    command = [program, *database, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise click.ClickException(f"{tool} failed: {reason}")


def _describe(path: Path) -> None:
    with db.engine.connect() as connection:
        version = schema.examine(connection).found
    ring = keys.ring()
    about = {
        "made": clock.now().isoformat(),
        "sha256": _digest(path),
        "schema": version,
        "keys": {name: keys.key_id(getattr(ring, name)) for name in KEY_NAMES},
    }
    path.with_suffix(path.suffix + ".json").write_text(json.dumps(about, indent=2) + "\n")


def _about(path: Path) -> dict[str, Any]:
    description = path.with_suffix(path.suffix + ".json")
    if not description.exists():
        return {}
    about: dict[str, Any] = json.loads(description.read_text())
    if about["sha256"] != _digest(path):
        raise click.ClickException(f"{path} was changed or damaged since it was made; take another backup.")
    return about


def _check_keys(about: dict[str, Any]) -> None:
    ring = keys.ring()
    for name, wanted in about.get("keys", {}).items():
        if keys.key_id(getattr(ring, name)) != wanted:
            place = keys.path_of(name, current_app.config)
            raise click.ClickException(
                f"The {name} key in {place} is not the one of this backup: put the right one there first."
            )


def _holds_data() -> bool:
    with db.engine.connect() as connection:
        return bool(sa.inspect(connection).get_table_names())


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
