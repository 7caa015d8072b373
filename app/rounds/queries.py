"""Which round a day belongs to."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from app.extensions import db
from app.rounds.models import ParticipationRound
from app.rounds.rules import Phase, phase_on


def current(day: date) -> ParticipationRound | None:
    """The round that `day` lies in; between two rounds the last one that began; None before the first."""
    query = (
        sa.select(ParticipationRound)
        .where(ParticipationRound.starts_on <= day)
        .order_by(ParticipationRound.starts_on.desc())
        .limit(1)
    )
    return db.session.execute(query).scalar_one_or_none()


def of_year(year: int) -> ParticipationRound | None:
    """The round with the Dialogforum of that year, or None."""
    return db.session.execute(sa.select(ParticipationRound).filter_by(year=year)).scalar_one_or_none()


def phase_days(row: ParticipationRound) -> dict[Phase, date]:
    """The first day of each phase of a round."""
    return {Phase(name): date.fromisoformat(start) for name, start in row.phase_starts.items()}


def phase(row: ParticipationRound, day: date) -> Phase:
    """The phase of a round on `day`."""
    return phase_on(phase_days(row), day)
