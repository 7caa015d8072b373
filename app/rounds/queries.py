"""Which round a day belongs to, and where a round stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from app.extensions import db
from app.rounds.models import ParticipationRound
from app.rounds.rules import Phase, Target, due_days, next_after, phase_on


@dataclass(frozen=True)
class Standing:
    """Where the present round stands: its phase, what comes next and when, and the round before it."""

    round: ParticipationRound
    phase: Phase
    next_phase: Phase | None
    next_on: date | None
    previous: ParticipationRound | None

    @property
    def until(self) -> date | None:
        """The last day of this phase; None in the last one."""
        return self.next_on - timedelta(days=1) if self.next_on else None


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


def begun(day: date) -> list[ParticipationRound]:
    """Every round that has begun by `day`, the newest first."""
    query = sa.select(ParticipationRound).where(ParticipationRound.starts_on <= day)
    return list(db.session.execute(query.order_by(ParticipationRound.starts_on.desc())).scalars())


def before(row: ParticipationRound) -> ParticipationRound | None:
    """The round before this one, or None."""
    query = sa.select(ParticipationRound).where(ParticipationRound.starts_on < row.starts_on)
    return db.session.execute(query.order_by(ParticipationRound.starts_on.desc()).limit(1)).scalar_one_or_none()


def standing(day: date) -> Standing | None:
    """Where the round of `day` stands, in one statement; None before the first round."""
    rows = begun(day)
    if not rows:
        return None
    coming = next_after(phase_days(rows[0]), day)
    return Standing(
        rows[0],
        phase(rows[0], day),
        coming[0] if coming else None,
        coming[1] if coming else None,
        rows[1] if len(rows) > 1 else None,
    )


def phase_days(row: ParticipationRound) -> dict[Phase, date]:
    """The first day of each phase of a round."""
    return {Phase(name): date.fromisoformat(start) for name, start in row.phase_starts.items()}


def phase(row: ParticipationRound, day: date) -> Phase:
    """The phase of a round on `day`."""
    return phase_on(phase_days(row), day)


def targets(row: ParticipationRound) -> dict[Target, date]:
    """By which day a round is to have reached each target; empty while its Dialogforum has no day."""
    if row.forum_on is None:
        return {}
    days = {
        Target.CARDS: row.cards_days,
        Target.DOCUMENTATION: row.documentation_days,
        Target.ANSWERS: row.answer_days,
        Target.REPORT: row.report_days,
    }
    return due_days(row.forum_on, days)
