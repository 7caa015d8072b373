"""`flask retention run`, `flask search rebuild`, `flask languages check`, `flask history check`."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from app.cli.worker import periods
from app.contributions import queries as contribution_queries
from app.core import clock, database, history, search
from app.core.history import SYSTEM
from app.core.languages import catalogues
from app.dialogforum.actions import desk_seats
from app.dialogforum.actions.notes import forget_notes
from app.extensions import db
from app.moderation import actions as moderation
from app.notices import actions as notices
from app.translating import glossary

retention = AppGroup("retention", help="Deleting what is due.")
search_group = AppGroup("search", help="The search index.")
languages = AppGroup("languages", help="The languages of the interface.")
history_group = AppGroup("history", help="The record of who did what.")


@retention.command("run")
def run_retention() -> None:
    """Delete contact data and texts whose time is over; the worker does the same every night."""
    with database.writing():
        erased = moderation.erase_due(clock.today(), actor=SYSTEM, periods=periods())
        erased |= notices.erase_due(clock.today(), actor=SYSTEM, periods=periods())
        erased["seats"] = desk_seats.erase_due(clock.today(), actor=SYSTEM, days=periods()["seats"])
        erased |= forget_notes(clock.today(), actor=SYSTEM, periods=periods())
        db.session.commit()
    for kind, count in sorted(erased.items()):
        click.echo(f"→ {kind}: {count} deleted")


@search_group.command("rebuild")
def rebuild_search() -> None:
    """Make the search index anew from what is public."""
    with database.writing():
        rows = contribution_queries.searchable()
        search.rebuild(rows)
        db.session.commit()
    click.echo(f"→ {len(rows)} contributions can be found")


@languages.command("check")
def check_languages() -> None:
    """Fail on missing, fuzzy or broken strings in any language that is switched on."""
    problems = catalogues.check()
    for problem in problems:
        click.echo(problem)
    if problems:
        raise click.ClickException(f"{len(problems)} strings are not right")
    click.echo("→ Every language is complete")


@languages.command("glossary")
def print_glossary() -> None:
    """Print docs/glossary-translations.md: `flask languages glossary > docs/glossary-translations.md`."""
    click.echo(glossary.page())


@history_group.command("check")
def check_history() -> None:
    """Fail when a decision was removed from the record or changed."""
    broken = history.broken_links()
    if broken:
        raise click.ClickException(f"The record is broken at: {', '.join(map(str, broken))}")
    click.echo("→ The record is whole")
