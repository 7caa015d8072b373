"""What is known about help with writing: for the commissioner, and for the helper's count."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from app.contributions.models import AssistedDay, AssistedEntry, Contribution, WipedForm
from app.contributions.rules import Source
from app.extensions import db


def help_of(contribution: Contribution) -> AssistedEntry | None:
    """How somebody was helped with this text; asks only where somebody was. Never for networks (rule 14)."""
    return db.session.get(AssistedEntry, contribution.id) if contribution.source is Source.ASSISTED else None


def is_wiped(wiped_hash: str) -> bool:
    """Whether the screen of a form was wiped; `wiped_hash` is that of the action."""
    return db.session.get(WipedForm, wiped_hash) is not None


def days_of(account_id: int, since: date) -> list[AssistedDay]:
    """How many entries a helper made on which day, newest day first."""
    query = (
        sa.select(AssistedDay)
        .where(AssistedDay.account_id == account_id, AssistedDay.day >= since)
        .order_by(AssistedDay.day.desc())
    )
    return list(db.session.execute(query).scalars())
