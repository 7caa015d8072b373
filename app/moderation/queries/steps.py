"""Decisions that can still be taken back at once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from app.contributions.models import Contribution
from app.core import clock
from app.extensions import db
from app.moderation.models import ModerationDecision


@dataclass(frozen=True)
class LastStep:
    """The last press of somebody: which decision, about how many cases, one of them by its reference."""

    decision: ModerationDecision
    contribution: Contribution
    count: int


def last_step(account_id: int) -> LastStep | None:
    """What this person decided last, while it can be taken back. One statement."""
    same = sa.orm.aliased(ModerationDecision)
    count = sa.select(sa.func.count(same.id)).where(same.step_id == ModerationDecision.step_id).scalar_subquery()
    query = (
        sa.select(ModerationDecision, Contribution, count)
        .join(Contribution, ModerationDecision.contribution_id == Contribution.id)
        .where(
            ModerationDecision.decided_by_id == account_id,
            ModerationDecision.undo_until > clock.now(),
            ModerationDecision.undone_at.is_(None),
        )
        .order_by(ModerationDecision.id.desc())
        .limit(1)
    )
    row = db.session.execute(query).one_or_none()
    return LastStep(row[0], row[1], row[2]) if row is not None else None


def decisions_of_step(step_id: uuid.UUID) -> list[ModerationDecision]:
    """The decisions of one press, in their order."""
    query = sa.select(ModerationDecision).where(ModerationDecision.step_id == step_id)
    return list(
        db.session.execute(query.order_by(ModerationDecision.id).execution_options(populate_existing=True)).scalars()
    )
