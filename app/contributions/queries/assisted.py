"""What is known about help with writing: for the commissioner, for the helper's count, for figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.contributions.models import AssistedDay, AssistedEntry, Contribution, WipedForm
from app.contributions.rules import Interpreter, Source, Words
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


@dataclass(frozen=True)
class HelpFigures:
    """Counts of entries for somebody else in a time; they name no language and no organisation."""

    entries: int
    spoken: int
    signed: int
    notes: int


def help_figures(first: date, last: date) -> HelpFigures:
    """How often somebody was helped from `first` to `last`, how often with an interpreter, how often by notes."""

    def having(test: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        return sa.func.coalesce(sa.func.sum(sa.case((test, 1), else_=0)), 0)

    query = (
        sa.select(
            sa.func.count(),
            having(AssistedEntry.interpreter == Interpreter.SPOKEN),
            having(AssistedEntry.interpreter == Interpreter.SIGNED),
            having(AssistedEntry.words == Words.NOTES),
        )
        .join(Contribution, Contribution.id == AssistedEntry.contribution_id)
        .where(Contribution.received_on.between(first, last))
    )
    return HelpFigures(*(int(number) for number in db.session.execute(query).one()))
