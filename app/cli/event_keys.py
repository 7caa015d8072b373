"""`flask event key`: the keys with which a laptop in a hall works, made by the city and carried there under a lock."""

from __future__ import annotations

import os
from pathlib import Path

import click
import sqlalchemy as sa
from flask import current_app
from flask.cli import AppGroup

from app.contributions import queries as contributions
from app.contributions.models import Contribution
from app.core import halls, keys
from app.core.halls import HallKey
from app.extensions import db

key = AppGroup("key", help="Keys of halls.")


@key.command("create")
@click.argument("name")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File for the laptop.")
def create(name: str, to: Path) -> None:
    """In the city: make the key of the hall NAME, keep it, and write a locked copy for the laptop."""
    if own() is not None:
        raise click.ClickException("This is the laptop of a hall. Keys are made in the city.")
    if to.exists():
        raise click.ClickException(f"{to} is there already.")
    try:
        made = halls.create(name, current_app.config)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    words = halls.new_words()
    write(to, made.locked(words))
    click.echo(f"The key of {name} is kept in {halls.folder(current_app.config)}; keep a copy in another place.")
    click.echo(f"The copy for the laptop is {to}. Bring it there, and delete it afterwards.")
    click.echo("These words open it. Write them down, and never keep them beside the file:")
    click.echo(f"  {words}")


@key.command("provision")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--words", prompt="The words that open the file", help="Asked for when left out.")
def provision(file: Path, words: str) -> None:
    """On the laptop, while the site is stopped: work with the keys in FILE from now on."""
    config = current_app.config
    if config["ENVIRONMENT"] == "production":
        raise click.ClickException("This is the city's server. Its own keys stay.")
    try:
        given = halls.unlocked(file.read_bytes(), words)
    except keys.SealBroken as error:
        raise click.ClickException("These words do not open this file.") from error
    if _holds_others(given):
        raise click.ClickException(
            "Contributions came in here already, with another key. Begin with an empty DATA_DIR, else their codes die."
        )
    if given.name not in {known.name for known in halls.known(config)}:
        halls.keep(given, config)
    keys.replace("code", given.code, config)
    keys.replace("contact", given.contact, config)
    click.echo(f"This laptop works with the key of {given.name} ({given.id}). Delete {file} now.")


@key.command("list")
def list_command() -> None:
    """Each key with the number of codes that live by it."""
    for known in halls.known(current_app.config):
        query = sa.select(sa.func.count()).select_from(Contribution).filter_by(code_key_id=known.id)
        living = db.session.execute(query.where(Contribution.code_hash.is_not(None))).scalar_one()
        here = " · this laptop's own" if known.code == keys.ring().code else ""
        click.echo(f"{known.name}  {known.id}  codes: {living}{here}")


def own() -> HallKey | None:
    """The key of the hall whose laptop this is; None in the city."""
    return next((known for known in halls.known(current_app.config) if known.code == keys.ring().code), None)


def write(path: Path, content: bytes) -> None:
    """A new file for the owner alone. Raises ClickException when there is one already."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written ({error.strerror}).") from error
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _holds_others(given: HallKey) -> bool:
    """Whether somebody's code, or address, was made with another key."""
    with db.engine.connect() as connection:
        if not sa.inspect(connection).has_table(Contribution.__tablename__):
            return False
    cases = contributions.cases_of_the_hall()
    return any(case.code_hash and case.code_key_id != given.id for case in cases)
