"""Yearly rounds: phases, place and day of the forum, targets in days."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.administration.nouns.base import Noun, day_of, iso
from app.administration.rules import Field, Shape, Sheet
from app.concept import queries as concept
from app.core import clock
from app.core.errors import Invalid
from app.core.history import Actor
from app.extensions import db
from app.rounds.models import ParticipationRound
from app.rounds.rules import Phase, hours_of

TARGETS = (
    "moderation_working_days",
    "acknowledge_days",
    "answer_days",
    "cards_days",
    "documentation_days",
    "report_days",
)
PROPOSED = dict(zip(TARGETS, (3, 14, 84, 3, 28, 182), strict=True))


class Rounds(Noun):
    """One row for each year."""

    name = "rounds"
    key_name = "year"
    fields = (
        Field("year", Shape.NUMBER, fixed=True),
        Field("forum_on", Shape.DAY),
        Field("forum_hours", most=20),
        Field("place"),
        *(Field(f"phase_{phase}", Shape.DAY, required=phase is Phase.PREPARATION) for phase in Phase),
        Field("ends_on", Shape.DAY, required=True),
        *(Field(target, Shape.NUMBER) for target in TARGETS),
    )

    def rows(self) -> list[Any]:
        """The newest first."""
        query = sa.select(ParticipationRound).order_by(ParticipationRound.year.desc())
        return list(db.session.execute(query).scalars())

    def key(self, row: Any) -> str:
        """The year."""
        return str(row.year)

    def title(self, row: Any) -> str:
        """The year."""
        return str(row.year)

    def blank(self) -> Sheet:
        """Next year, with the usual targets."""
        return {**super().blank(), **PROPOSED, "year": clock.today().year + 1}

    def read(self, row: Any) -> Sheet:
        """Everything about a round."""
        phases = {f"phase_{phase}": row.phase_starts.get(phase.value, "") for phase in Phase}
        targets = {target: getattr(row, target) for target in TARGETS}
        return {
            "year": row.year,
            "forum_on": iso(row.forum_on),
            "forum_hours": row.hours,
            "place": row.place,
            **phases,
            "ends_on": iso(row.ends_on),
            **targets,
        }

    def write(self, row: Any | None, before: Sheet, after: Sheet, actor: Actor, *, keep: bool) -> Any:
        """Raises Invalid: year_taken, year_wrong, phases_in_order, target_missing, hours_wrong."""
        starts, hours = _checked_phases(after), _checked_hours(after)
        if row is None:
            row = self._opened(after)
        row.phase_starts = {phase: day.isoformat() for phase, day in starts.items()}
        row.starts_on, row.ends_on = min(starts.values()), date.fromisoformat(after["ends_on"])
        row.forum_on, row.hours, row.place = day_of(after["forum_on"]), hours, after["place"]
        for target in TARGETS:
            setattr(row, target, after[target])
        db.session.add(row)
        db.session.flush()
        return row

    def _opened(self, after: Sheet) -> ParticipationRound:
        if not 2000 <= after["year"] <= 2200:
            raise Invalid("year_wrong", "year")
        if self.by_key(str(after["year"])) is not None:
            raise Invalid("year_taken", "year")
        return ParticipationRound(year=after["year"], edition_id=concept.current_edition(clock.today()).id)


def _checked_hours(after: Sheet) -> str:
    """The hours of the day, written in one way."""
    if not after["forum_hours"]:
        return ""
    hours = hours_of(after["forum_hours"])
    if hours is None:
        raise Invalid("hours_wrong", "forum_hours")
    return f"{hours[0]:%H:%M}–{hours[1]:%H:%M}"


def _checked_phases(after: Sheet) -> dict[str, date]:
    """The first day of each phase that has one: each begins after the one before, and all before the end."""
    starts, last = {}, date.min
    for phase in Phase:
        day = day_of(after[f"phase_{phase}"])
        if day is None:
            continue
        if day < last:
            raise Invalid("phases_in_order", f"phase_{phase}")
        starts[phase.value], last = day, day
    if date.fromisoformat(after["ends_on"]) < last:
        raise Invalid("phases_in_order", "ends_on")
    for target in TARGETS:
        if after[target] < 1:
            raise Invalid("target_missing", target)
    return starts
