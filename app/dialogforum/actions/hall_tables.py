"""Theme tables of a hall: set up on the laptop as in the city; notes and sums come home, each once.

A note arrives unread: a commissioner of the city decides about it, whatever was decided in the hall.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.accounts import queries as accounts
from app.concept import queries as concept
from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.contributions.actions import home_key
from app.contributions.models import Contribution
from app.contributions.rules import MAX_TEXT, clean_text
from app.core import clock, history
from app.core.errors import Invalid, Missing
from app.core.halls import HallKey
from app.core.history import Actor
from app.core.languages import content, locales
from app.core.languages.content import Origin
from app.core.models import random_id
from app.dialogforum.models.tables import DotCount, TableNote, ThemeTable
from app.dialogforum.queries import hall_tables, tables
from app.dialogforum.rules.tables import MAX_DOTS, NoteKind
from app.extensions import db
from app.rounds import queries as rounds


def take_tables(rows: Iterable[Mapping[str, Any]], *, actor: Actor) -> int:
    """On a laptop: set up the tables of the city that are not there yet; how many are new. Runs after people came."""
    new = 0
    for given in rows:
        current = rounds.of_year(given["year"])
        if current is None or hall_tables.table_at(given["year"], given["field"]) is not None:
            continue
        host = accounts.by_email(given["host"]) if given["host"] else None
        field = concept.field(given["field"], max(clock.today(), current.starts_on))
        row = ThemeTable(
            round_id=current.id,
            action_field_id=field.id,
            name=given["name"],
            place=given["place"],
            languages=list(given["languages"]),
            host_id=host.id if host else None,
            is_example=current.is_example,
        )
        db.session.add(row)
        db.session.flush()
        history.record(actor, "make_table", row, field=field.number)
        new += 1
    return new


def take_notes(items: Iterable[Mapping[str, Any]], hall: HallKey, *, actor: Actor) -> int:
    """In the city: take in the notes of a hall that are not here yet; how many are new.

    Raises Invalid("home_broken") for a table that the city does not have, and for what is no note.
    """
    return sum(_take_note(given, hall, actor) for given in items)


def take_counts(items: Iterable[Mapping[str, Any]], *, actor: Actor) -> int:
    """In the city: take in sums beside which the city has no number; how many are new. A number here stays.

    Raises Invalid("home_broken").
    """
    return sum(_take_count(given, actor) for given in items)


def _take_note(given: Mapping[str, Any], hall: HallKey, actor: Actor) -> int:
    sent = contribution_actions.form_hash(home_key(given["id"], hall), "table-note")
    if tables.by_form(sent) is not None:
        return 0
    table, words = _table(given), clean_text(str(given["text"]))[:MAX_TEXT]
    if not words or given["kind"] not in list(NoteKind) or given["language"] not in locales.KNOWN:
        raise Invalid("home_broken", number=0)
    about, made = _public(given["reference"]), _made(given["made"], hall)
    measure = _measure(table, given["measure"])
    writer = accounts.by_email(given["writer"]) if given["writer"] else None
    row = TableNote(
        id=random_id(),
        table_id=table.id,
        kind=NoteKind(given["kind"]),
        contribution_id=about.id if about else None,
        measure_id=measure.id if measure else None,
        written_on=min(date.fromisoformat(given["written_on"]), clock.today()),
        written_by_id=writer.id if writer else table.host_id,
        position=tables.next_position(table),
        made_id=made.id if made else None,
        form_hash=sent,
        is_example=table.is_example,
    )
    db.session.add(row)
    db.session.flush()
    content.put(row, "text", words, language=given["language"], actor=actor, origin=Origin.HUMAN)
    history.record(actor, "write_note", row, table=table.id, kind=row.kind.value)
    return 1


def _take_count(given: Mapping[str, Any], actor: Actor) -> int:
    table, dots = _table(given), given["dots"]
    if not isinstance(dots, int) or not 0 <= dots <= MAX_DOTS:
        raise Invalid("home_broken", number=0)
    measure, about = _measure(table, given["measure"]), _public(given["reference"])
    if (measure is None) == (about is None):
        # Meanwhile it is not public any more, or the city renamed the measure.
        return 0
    thing: dict[str, Any] = {
        "measure_id": measure.id if measure else None,
        "contribution_id": about.id if about else None,
    }
    if tables.count_of(table, **thing) is not None:
        return 0
    row = DotCount(table_id=table.id, dots=dots, entered_on=clock.today(), **thing)
    db.session.add(row)
    db.session.flush()
    history.record(actor, "count_dots", row, dots=dots)
    return 1


def _table(given: Mapping[str, Any]) -> ThemeTable:
    found = hall_tables.table_at(given["year"], given["field"])
    if found is None:
        raise Invalid("home_broken", number=0)
    return found


def _public(reference: str | None) -> Contribution | None:
    try:
        return contributions.public_one(reference) if reference else None
    except Missing:
        return None


def _made(key: str | None, hall: HallKey) -> Contribution | None:
    return contributions.by_import(home_key(key, hall)) if key else None


def _measure(table: ThemeTable, reference: str | None) -> Any:
    return next((row for row in concept.measures(table.action_field_id) if row.reference == reference), None)
