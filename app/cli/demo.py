"""`flask demo load`: example goals, people and contributions that go through the real actions."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app.core import database
from app.demo.load import load
from app.extensions import db

demo = AppGroup("demo", help="Example data, marked as such everywhere.")


@demo.command("load")
def load_demo() -> None:
    """Load the example data once; a second time changes nothing."""
    with database.writing():
        new = load(
            Path(current_app.config["DATA_DIR"]), db.session.commit, lambda sentence: click.echo(f"→ {sentence}")
        )
    click.echo("→ The example data are loaded" if new else "→ The example data were there already")
