"""Until when a text must be read: working days of North Rhine-Westphalia, by the target of the round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.contributions.rules import working_days_after
from app.moderation.rules import DEFAULT_WORKING_DAYS, Waits
from app.rounds import queries as round_queries


@dataclass(frozen=True)
class DueDays:
    """What one day asks for: received before `late` it waits too long, before `due` it must be read on this day."""

    target: int
    today: date
    late: date
    due: date

    def waits(self, received: date) -> Waits | None:
        """How a text that was received on a day stands; None while there is time."""
        if received < self.late:
            return Waits.LATE
        return Waits.DUE if received < self.due else None

    def due_on(self, received: date) -> date:
        """The last day on which a text that was received on a day should be read."""
        return working_days_after(received, self.target)


def due_days(today: date) -> DueDays:
    """The limits of `today`. One statement."""
    current = round_queries.current(today)
    target = current.moderation_working_days if current else DEFAULT_WORKING_DAYS
    return DueDays(target, today, _in_time(today, target), _in_time(today + timedelta(days=1), target))


def soon_day(days: DueDays) -> date:
    """What came in before this day must be read on the next working day at the latest."""
    return _in_time(working_days_after(days.today, 1) + timedelta(days=1), days.target)


def late_day(today: date) -> date:
    """What came in before this day has waited longer than the target."""
    return due_days(today).late


def _in_time(day: date, target: int) -> date:
    """The first day of receipt that is still in time on `day`."""
    first = day
    while working_days_after(first - timedelta(days=1), target) >= day:
        first -= timedelta(days=1)
    return first
