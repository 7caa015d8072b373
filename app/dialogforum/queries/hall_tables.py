"""Theme tables of the hall's own copy: what the city sends along, and what the hall takes home."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Account
from app.concept import queries as concept
from app.concept.models import ActionField, ActionGoal, GuidingGoal, Measure
from app.core import clock, history
from app.core.history import HistoryEntry, Subject
from app.core.languages import content, locales
from app.core.languages.content import Origin, Texts, VersionKind
from app.dialogforum.models.tables import DotCount, TableNote, ThemeTable
from app.dialogforum.queries import tables as queries
from app.extensions import db
from app.rounds import queries as rounds

# The verbs under which history knows a note that was taken away, and one that was decided in a hall.
DELETED, DECIDED = "delete_note", "decide_in_hall"


def tables_for_the_hall() -> list[dict[str, Any]]:
    """In the city: the tables of today's round as they were set up, with the address of each host."""
    current = rounds.current(clock.today())
    rows = queries.of_round(current) if current else []
    hosts = _addresses({row.host_id for row in rows if row.host_id})
    return [
        {
            "year": row.round.year,
            "field": row.action_field.number,
            "name": row.name,
            "place": row.place,
            "languages": row.languages,
            "host": hosts.get(row.host_id or 0),
        }
        for row in rows
    ]


def goals_for_the_hall() -> dict[str, Any]:
    """In the city: goals and measures, so that dots can be counted beside them; titles in German, no figures."""
    edition = concept.current_edition(clock.today())
    fields = [{"number": row.number, "guiding_goals": _tree(row)} for row in edition.fields]
    return {"schema": 1, "edition": edition.key, "fields": fields}


def tables_of_the_hall() -> dict[str, Any]:
    """In the hall: notes and sums of every table, without examples, and the ids of notes that their hosts deleted."""
    rows = db.session.execute(sa.select(ThemeTable).where(ThemeTable.is_example.is_(False)).order_by(ThemeTable.id))
    deleted = sa.select(HistoryEntry.subject_id).where(
        HistoryEntry.verb == DELETED, HistoryEntry.subject_kind == TableNote.subject_kind
    )
    return {
        "tables": [_table(row) for row in rows.scalars()],
        "deleted": sorted(db.session.execute(deleted).scalars()),
    }


def told_in_the_hall(notes: Collection[TableNote]) -> dict[str, Mapping[str, Any]]:
    """Note id → what was decided about it in a hall (decision, reason), for whoever decides now."""
    found = history.of_all(notes) if notes else {}
    told = {key: [entry.facts for entry in entries if entry.verb == DECIDED] for key, entries in found.items()}
    return {key: facts[-1] for key, facts in told.items() if facts}


def _table(row: ThemeTable) -> dict[str, Any]:
    notes = queries.notes_of(row)[::-1]
    texts = content.load(notes, ["text"])
    writers = _addresses({note.written_by_id for note in notes if note.written_by_id})
    counts = db.session.execute(sa.select(DotCount).where(DotCount.table_id == row.id).order_by(DotCount.id))
    return {
        "year": row.round.year,
        "field": row.action_field.number,
        "notes": [_note(note, texts, writers) for note in notes if texts.original(note, "text") is not None],
        "counts": [_count(one) for one in counts.scalars()],
    }


def _note(note: TableNote, texts: Texts, writers: Mapping[int, str]) -> dict[str, Any]:
    said, german = texts.original(note, "text"), texts.translation(note, "text", locales.GERMAN.tag)
    shorter = next((one for one in texts.current(note, "text") if one.kind is VersionKind.REDACTION), None)
    return {
        "id": note.id.hex,
        "version": note.version,
        "kind": note.kind.value,
        "text": said.text if said else "",
        "language": said.language if said else "",
        "written_on": note.written_on.isoformat(),
        "writer": writers.get(note.written_by_id or 0),
        "measure": note.measure.reference if note.measure else None,
        "contribution": note.contribution_id.hex if note.contribution_id else None,
        "made": note.made_id.hex if note.made_id else None,
        "decision": note.decision.value if note.decision else None,
        "reason": note.reason.value if note.reason else None,
        "shorter": shorter.text if shorter else None,
        # What was made from shorter words says nothing about the longer ones.
        "german": german.text if german and german.origin is Origin.HUMAN and not shorter else None,
    }


def _count(one: DotCount) -> dict[str, Any]:
    return {
        "version": one.version,
        "dots": one.dots,
        "measure": one.measure.reference if one.measure else None,
        "contribution": one.contribution_id.hex if one.contribution_id else None,
    }


def _addresses(ids: set[int]) -> dict[int, str]:
    query = sa.select(Account.id, Account.email).where(Account.id.in_(ids))
    return {row[0]: row[1] for row in db.session.execute(query)}


def _tree(field: ActionField) -> list[dict[str, Any]]:
    """The goals of a field down to its measures, in the layout that load_goals() reads."""
    goals = concept.goals(field.id)
    below = [one for goal in goals for one in goal.action_goals]
    texts = content.load([*goals, *below], ["text"])
    titles = content.load([measure for one in below for measure in one.measures], ["title", "organisation"])
    return [
        {
            **_goal(goal, texts),
            "action_goals": [
                {**_goal(one, texts), "measures": [_measure(row, titles) for row in one.measures]}
                for one in goal.action_goals
            ],
        }
        for goal in goals
    ]


def _goal(row: GuidingGoal | ActionGoal, texts: Texts) -> dict[str, Any]:
    return {"id": row.key, "text": _german(row, "text", texts), "example": row.is_example}


def _measure(row: Measure, titles: Texts) -> dict[str, Any]:
    return {
        "id": row.reference,
        "status": row.status.value,
        "example": row.is_example,
        "title": _german(row, "title", titles),
        "organisation_type": _german(row, "organisation", titles),
    }


def _german(row: Subject, part: str, texts: Texts) -> dict[str, str]:
    found = texts.base(row, part)
    return {"de": found.text if found else ""}
