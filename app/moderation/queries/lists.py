"""The neighbours of the queue: what was asked back, what authors said afterwards, objections, decisions of late."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.contributions.lifecycle import MAY_BE_PUBLIC, OPEN_TO_OBJECTION, State
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
        .where(*objection_waits())
        .order_by(Objection.day, Objection.id)
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(query)]


def objection_waits() -> list[sa.ColumnElement[bool]]:
    """What makes an objection wait: undecided, the text still kept from readers, and nothing decided since."""
    later = aliased(ModerationDecision)
    overtaken = sa.exists(
        sa.select(later.id)
        .where(
            later.contribution_id == Objection.contribution_id,
            later.id > Objection.decision_id,
            later.undone_at.is_(None),
        )
        .correlate(Objection)
    )
    states = {*OPEN_TO_OBJECTION, *MAY_BE_PUBLIC}
    return [Objection.upheld.is_(None), Contribution.state.in_(states), sa.not_(overtaken)]


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
