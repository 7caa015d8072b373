"""The list of commissioners: urgent ones first, then by day; and what was decided lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.core.paging import PAGE_SIZE
from app.extensions import db
from app.notices.models import ContentNotice

# Waiting for a first decision, or for the second one after an objection.
_FIRST = ContentNotice.decided_at.is_(None)
_AGAIN = sa.and_(ContentNotice.objected_on.is_not(None), ContentNotice.second_at.is_(None))


@dataclass(frozen=True)
class Counts:
    """How much waits."""

    waiting: int
    urgent: int
    again: int


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    notice: ContentNotice
    again: bool


def open_ones() -> list[Row]:
    """Every notice that waits, at most a few pages: urgent first, automatic-looking last, in a random order a day."""
    query = (
        sa.select(ContentNotice)
        .where(sa.or_(_FIRST, _AGAIN))
        .order_by(
            ContentNotice.looks_automatic,
            ContentNotice.is_urgent.desc(),
            ContentNotice.day,
            ContentNotice.id,
        )
        .limit(PAGE_SIZE * 4)
    )
    rows = db.session.execute(query).unique().scalars()
    return [Row(row, again=row.decided_at is not None) for row in rows]


def answers_waiting() -> set[int]:
    """Ids of the answers about which a notice waits: their words must still be read."""
    query = sa.select(ContentNotice.answer_id).where(ContentNotice.answer_id.is_not(None), sa.or_(_FIRST, _AGAIN))
    return {key for key in db.session.execute(query).scalars() if key is not None}


def decided_lately(size: int = PAGE_SIZE) -> list[ContentNotice]:
    """The latest decisions."""
    query = (
        sa.select(ContentNotice)
        .where(ContentNotice.decided_at.is_not(None), sa.not_(_AGAIN))
        .order_by(ContentNotice.decided_at.desc(), ContentNotice.id)
        .limit(size)
    )
    return list(db.session.execute(query).unique().scalars())


def counts(before: date | None = None) -> Counts:
    """How much waits, in one statement; with `before` only what was there by that day, for mails (trust.md T-06)."""
    count = sa.func.count(ContentNotice.id)
    came = [] if before is None else [sa.func.coalesce(ContentNotice.objected_on, ContentNotice.day) < before]
    parts = [
        sa.select(count).where(sa.or_(_FIRST, _AGAIN), *came),
        sa.select(count).where(_FIRST, ContentNotice.is_urgent, *came),
        sa.select(count).where(_AGAIN, *came),
    ]
    return Counts(*db.session.execute(sa.select(*[part.scalar_subquery() for part in parts])).one())
