"""Deadlines of networks: how long they have, and how late a case is. Lateness is computed from dates, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# Targets when no round says otherwise (domain.md section 5): two weeks to take it on, twelve weeks to answer.
DEFAULT_ACKNOWLEDGE_DAYS = 14
DEFAULT_ANSWER_DAYS = 84
DUE_SOON_DAYS = 7
VERY_OVERDUE_DAYS = 28
MAX_REASON = 1000
MAX_PLACE = 300


class Lateness(StrEnum):
    """How a date that was promised stands to the present day."""

    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    VERY_OVERDUE = "very_overdue"


@dataclass(frozen=True)
class DueDates:
    """Until when a network takes a case on, and until when it answers."""

    acknowledge_on: date
    answer_on: date


def due_dates(
    day: date, acknowledge_days: int = DEFAULT_ACKNOWLEDGE_DAYS, answer_days: int = DEFAULT_ANSWER_DAYS
) -> DueDates:
    """Deadlines of a case that reaches a network on `day`: calendar days in Rheine."""
    return DueDates(day + timedelta(days=acknowledge_days), day + timedelta(days=answer_days))


def lateness(due_on: date, today: date) -> Lateness | None:
    """How late something is that is due on `due_on`; None while there is plenty of time. The day itself is in time."""
    late = (today - due_on).days
    if late > VERY_OVERDUE_DAYS:
        return Lateness.VERY_OVERDUE
    if late > 0:
        return Lateness.OVERDUE
    return Lateness.DUE_SOON if late >= -DUE_SOON_DAYS else None
