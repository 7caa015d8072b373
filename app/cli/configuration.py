"""`flask configuration`: everything that the office edits as one TOML file, out and in."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from app.administration import actions, files
from app.administration.actions.importing import FileRefused
from app.administration.files import Fault, Plan
from app.core import database, standing
from app.core.history import SYSTEM
from app.extensions import db

configuration = AppGroup("configuration", help="Networks, services, rounds, texts and settings as one file.")


@configuration.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
def export(file: Path | None) -> None:
    """Write the configuration to FILE, or print it. It holds no people and no secrets."""
    text = files.dump()
    if file is None:
        click.echo(text, nl=False)
    else:
        file.write_text(text, "utf-8")
        click.echo(f"The configuration is in {file}.")


@configuration.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
def import_command(file: Path, dry_run: bool) -> None:
    """Take in FILE: every change is printed, and all of them count or none."""
    with database.writing():
        try:
            plan = files.plan(file.read_text("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise click.ClickException("The file is not a text in UTF-8.") from error
        _tell(plan)
        try:
            number = actions.take_in(plan, actor=SYSTEM)
        except FileRefused as error:
            db.session.rollback()
            raise click.ClickException("\n".join(["Nothing was changed.", *map(_line, error.faults)])) from error
        if dry_run:
            db.session.rollback()
            click.echo(f"Would change: {number}")
        else:
            db.session.commit()
            standing.settle()
            click.echo(f"Changed: {number}")


def _tell(plan: Plan) -> None:
    for item in plan.items:
        click.echo(f"{item.place()}:{'' if item.row is not None else ' new'}")
        for name, (before, after) in item.lines.items():
            click.echo(f"  {name}: {before!r} -> {after!r}")


def _line(fault: Fault) -> str:
    return f"{fault.place}: {fault.code.replace('_', ' ')}"
