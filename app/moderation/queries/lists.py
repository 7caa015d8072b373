"""The neighbours of the queue: what was asked back, what authors said afterwards, objections, decisions of late."""

from __future__ import annotations

import sqlalchemy as sa

from app.contributions.lifecycle import State
from app.contributions.models import Contribution, Message
from app.contributions.rules import ADDED
from app.core.paging import PAGE_SIZE
from app.extensions import db
from app.moderation.models import ModerationDecision, Objection
from app.moderation.queries.pages import QueuePage, page


def returned(*, after: str | None = None, size: int = PAGE_SIZE) -> QueuePage:
    """Cases that wait for a reply of their author, longest waiting first."""
    return page(sa.select(Contribution).where(Contribution.state == State.RETURNED), after, size)


def with_additions(*, after: str | None = None, size: int = PAGE_SIZE) -> QueuePage:
    """Cases that were decided, and about which the author has said something that nobody has read yet."""
    return page(sa.select(Contribution).where(*added()), after, size)


def open_objections() -> list[tuple[Objection, Contribution, ModerationDecision]]:
    """Objections that nobody has decided, oldest day first."""
    query = (
        sa.select(Objection, Contribution, ModerationDecision)
        .join(Contribution, Objection.contribution_id == Contribution.id)
        .join(ModerationDecision, Objection.decision_id == ModerationDecision.id)
        .where(Objection.upheld.is_(None), Contribution.state == State.REFUSED)
        .order_by(Objection.day, Objection.id)
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(query)]


def decided_lately(
    *, after: int | None = None, size: int = PAGE_SIZE
) -> tuple[list[tuple[ModerationDecision, Contribution]], int | None]:
    """Decisions, newest first, with their cases, and the key for the next page."""
    query = sa.select(ModerationDecision, Contribution).join(
        Contribution, ModerationDecision.contribution_id == Contribution.id
    )
    if after is not None:
        query = query.where(ModerationDecision.id < after)
    query = query.order_by(ModerationDecision.id.desc()).limit(size + 1)
    rows = [(row[0], row[1]) for row in db.session.execute(query)]
    return rows[:size], rows[size - 1][0].id if len(rows) > size else None


def added(*more: sa.ColumnElement[bool]) -> list[sa.ColumnElement[bool]]:
    """Conditions for with_additions(); what is said before a decision is read together with the text."""
    unread = sa.select(Message.contribution_id).where(Message.read_on.is_(None), Message.kind.in_(ADDED), *more)
    return [Contribution.state.not_in({State.SUBMITTED, State.WITHDRAWN}), Contribution.id.in_(unread)]
