"""`flask concept load`: the concept of 2017, districts, groups of measures, ready texts for answers, once."""

from __future__ import annotations

import tomllib
from pathlib import Path

import click
from flask.cli import AppGroup

from app.answers import actions as answers
from app.concept import actions
from app.core import database
from app.core.history import SYSTEM
from app.extensions import db
from config import ROOT

DATA = ROOT / "app" / "concept" / "data"
TEMPLATES = ROOT / "app" / "answers" / "data" / "templates.toml"
concept = AppGroup("concept", help="The integration concept.")


@concept.command("load")
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=DATA / "concept-2017.toml"
)
def load(file: Path) -> None:
    """Load an edition of the concept (2017 unless a FILE is named), districts, groups of measures and ready texts.

    Loading twice changes nothing.
    """
    with database.writing():
        edition = actions.load_edition(tomllib.loads(file.read_text("utf-8")), actor=SYSTEM)
        actions.load_districts(tomllib.loads((DATA / "districts.toml").read_text("utf-8")), actor=SYSTEM)
        actions.load_audiences(tomllib.loads((DATA / "audiences.toml").read_text("utf-8")), actor=SYSTEM)
        answers.load_templates(tomllib.loads(TEMPLATES.read_text("utf-8")), actor=SYSTEM)
        db.session.commit()
    click.echo(f"→ The concept of {edition.key} is loaded")
