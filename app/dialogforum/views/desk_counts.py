"""The sums of dots of a theme table: all on one page, stored together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.accounts import sessions
from app.concept import queries as concept
from app.concept.models import Measure
from app.contributions import queries as contributions
from app.contributions.models import Contribution
from app.core.errors import Conflict, DomainError, Invalid, Missing
from app.core.languages import content
from app.dialogforum import labels
from app.dialogforum.actions import tables as actions
from app.dialogforum.models.tables import ThemeTable
from app.dialogforum.queries import tables as queries
from app.dialogforum.rules.tables import MAX_DOTS
from app.dialogforum.views.blueprint import bp
from app.dialogforum.views.desk_tables import own_numbers, private
from app.extensions import db
from app.permissions import Permission, needs

WRITE = Permission.TABLE_WRITE


@dataclass
class Line:
    """One line of the page: what stands on the paper, the number that is stored, and what was typed."""

    thing: Measure | Contribution
    title: str
    stored: int | None
    version: int
    typed: str
    error: str = ""


@bp.get("/staff/dialogforum/tables/<int:table_id>/counts")
@needs(WRITE)
def counts(table_id: int) -> Any:
    """Every measure of the field and every contribution with dots."""
    row = queries.get(table_id, own_numbers())
    return _page(row, _lines(row))


@bp.post("/staff/dialogforum/tables/<int:table_id>/counts")
@needs(WRITE)
def counts_enter(table_id: int) -> Any:
    """Store all numbers, or none when one of them is wrong or was changed meanwhile."""
    row = queries.get(table_id, own_numbers())
    lines = _typed(_lines(row))
    try:
        added = _added(row, lines)
        entries = [(line.thing, _number(line), _seen(line)) for line in [*lines, *added]]
        actions.count_all(row, entries, actor=sessions.actor(WRITE))
    except DomainError as error:
        db.session.rollback()
        return _refused(queries.get(table_id, own_numbers()), error)
    flash(_("The numbers are stored."), "success")
    return redirect(url_for("dialogforum.counts", table_id=row.id), 303)


def _lines(row: ThemeTable) -> list[Line]:
    known = {(one.measure_id, one.contribution_id): one for one in queries.counts_of(row)}
    measures = concept.measures(row.action_field_id)
    others = [one.contribution for one in known.values() if one.contribution is not None]
    things: list[Measure | Contribution] = [*measures, *others]
    titles = content.load(things, ["title"])
    found = []
    for thing in things:
        key = (thing.id, None) if isinstance(thing, Measure) else (None, thing.id)
        count, words = known.get(key), titles.base(thing, "title")
        number = None if count is None else count.dots
        title = words.text if words else ""
        found.append(Line(thing, title, number, count.version if count else 0, "" if number is None else str(number)))
    return found


def _typed(lines: list[Line]) -> list[Line]:
    for line in lines:
        line.typed = request.form.get(f"dots-{line.thing.reference}", line.typed).strip()
    return lines


def _number(line: Line) -> int | None:
    """What was typed as a number. Raises Invalid("dots_wrong")."""
    if not line.typed:
        return None
    if not line.typed.isdecimal() or len(line.typed) > len(str(MAX_DOTS)):
        raise Invalid("dots_wrong", limit=MAX_DOTS, about=line.thing.reference)
    return int(line.typed)


def _seen(line: Line) -> int:
    seen = request.form.get(f"version-{line.thing.reference}", "0")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else 0


def _added(row: ThemeTable, lines: list[Line]) -> list[Line]:
    """A contribution that got dots and is not on the page yet. Raises Invalid("note_reference_unknown")."""
    reference, dots = request.form.get("reference", "").strip().upper(), request.form.get("dots", "").strip()
    if not reference:
        return []
    try:
        thing = contributions.public_one(reference)
    except Missing as error:
        raise Invalid("note_reference_unknown", "reference") from error
    if any(line.thing.reference == thing.reference for line in lines):
        raise Conflict("count_changed", about=thing.reference)
    return [Line(thing, "", None, 0, dots)]


def _refused(row: ThemeTable, error: DomainError) -> tuple[Any, int]:
    words, about = str(labels.ERRORS[error.code]) % error.facts, error.facts.get("about")
    lines = _typed(_lines(row))
    for line in lines:
        line.error = words if line.thing.reference == about else ""
    placed = any(line.error for line in lines)
    return _page(row, lines, [] if placed else [words], request.form), error.status


def _page(row: ThemeTable, lines: list[Line], messages: list[str] | None = None, sent: Any = None) -> Any:
    page = render_template(
        "dialogforum/desk/counts.html", table=row, lines=lines, messages=messages or [], sent=sent or {}, most=MAX_DOTS
    )
    return private(page)
