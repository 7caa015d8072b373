"""Theme tables between the city and a hall: what the laptop needs, and what was typed and counted there."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.languages import content
from app.dialogforum.models.tables import DotCount, TableNote, ThemeTable
from app.dialogforum.rules.tables import NoteDecision
from app.extensions import db
from app.rounds.models import ParticipationRound


def tables_for_the_hall() -> list[dict[str, Any]]:
    """The tables of every round, by year and field: name, place, languages and the address of the host's account."""
    rows = list(db.session.execute(sa.select(ThemeTable)).scalars())
    return [
        {
            "year": row.round.year,
            "field": row.action_field.number,
            "name": row.name,
            "place": row.place,
            "languages": row.languages,
            "host": accounts.get(row.host_id).email if row.host_id else None,
        }
        for row in sorted(rows, key=lambda one: (one.round.year, one.action_field.number))
    ]


def notes_of_the_hall() -> list[dict[str, Any]]:
    """Every note that may still be read, with the words in use: what was left out of one stays left out."""
    query = (
        sa.select(TableNote)
        .where(sa.or_(TableNote.decision.is_(None), TableNote.decision != NoteDecision.LEFT_OUT))
        .order_by(TableNote.table_id, TableNote.position, TableNote.id)
    )
    rows = list(db.session.execute(query).scalars())
    texts = content.load(rows, ["text"])
    return [
        {
            **_place(row.table),
            "id": row.id.hex,
            "kind": row.kind.value,
            "text": base.text,
            "language": base.language,
            "written_on": row.written_on.isoformat(),
            "writer": accounts.get(row.written_by_id).email if row.written_by_id else None,
            "reference": row.contribution.reference if row.contribution else None,
            "measure": row.measure.reference if row.measure else None,
            "made": row.made_id.hex if row.made_id else None,
        }
        for row in rows
        if (base := texts.base(row, "text")) is not None
    ]


def counts_of_the_hall() -> list[dict[str, Any]]:
    """The sums of dots that were entered there."""
    rows = db.session.execute(sa.select(DotCount).order_by(DotCount.table_id, DotCount.id)).scalars()
    return [
        {
            **_place(row.table),
            "measure": row.measure.reference if row.measure else None,
            "reference": row.contribution.reference if row.contribution else None,
            "dots": row.dots,
        }
        for row in rows
    ]


def table_at(year: int, number: int) -> ThemeTable | None:
    """The table of a field in the round of a year, or None."""
    query = sa.select(ThemeTable).join(ParticipationRound, ParticipationRound.id == ThemeTable.round_id)
    found = db.session.execute(query.where(ParticipationRound.year == year)).scalars()
    return next((row for row in found if row.action_field.number == number), None)


def _place(table: ThemeTable) -> dict[str, Any]:
    return {"year": table.round.year, "field": table.action_field.number}
