"""Deadlines of networks, and the words for why a case moves or takes longer. Lateness is computed, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# Targets when no round says otherwise (domain.md section 5): two weeks to take it on, twelve weeks to answer.
DEFAULT_ACKNOWLEDGE_DAYS = 14
DEFAULT_ANSWER_DAYS = 84
MAX_REASON = 1000
MAX_PLACE = 300
MAX_NOTE = 1000
# No case may be put off for longer at once.
MAX_EXTENSION_DAYS = 183


@dataclass(frozen=True)
class Limits:
    """When something is due soon, when it is so late that the steering group takes over, how often it can be extended.

    Settings of the installation: REMIND_DUE_SOON_DAYS, ESCALATE_AFTER_DAYS, MAX_EXTENSIONS.
    """

    due_soon_days: int = 7
    escalate_after_days: int = 7
    max_extensions: int = 2


DEFAULT_LIMITS = Limits()


class Lateness(StrEnum):
    """How a date that was promised stands to the present day."""

    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    VERY_OVERDUE = "very_overdue"


class Pile(StrEnum):
    """The piles of the steering board. A case lies in "open" and in those that say what is wrong with it."""

    ESCALATED = "pile_escalated"
    VERY_OVERDUE = "pile_very_overdue"
    OVERDUE = "pile_overdue"
    DUE_SOON = "pile_due_soon"
    HANDED_BACK = "pile_handed_back"
    OPEN = "pile_open"


class RouteReason(StrEnum):
    """Why a network has a case. Authors read one sentence for each, in their language."""

    FIELD = "field"
    CAN_DO_MORE = "can_do_more"
    HANDED_BACK = "was_handed_back"
    NOBODY_THERE = "nobody_there"
    TOO_LONG = "took_too_long"


# FIELD stands for the first way of a case; the others are chosen when it moves.
MOVING_REASONS = (
    RouteReason.HANDED_BACK,
    RouteReason.CAN_DO_MORE,
    RouteReason.NOBODY_THERE,
    RouteReason.TOO_LONG,
    RouteReason.FIELD,
)


class ExtensionReason(StrEnum):
    """Why an answer takes longer. Authors read one sentence for each, in their language."""

    ASKS_OTHERS = "asks_others"
    MEETS_LATER = "meets_later"
    BEING_CHECKED = "being_checked"
    MANY_AT_ONCE = "many_at_once"
    PEOPLE_AWAY = "people_away"


class Reminder(StrEnum):
    """Which mail a tandem gets about a date, in their order: each once for each date."""

    SOON = "soon"
    TODAY = "today"
    LATE = "late"


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


def next_due(acknowledge_on: date, answer_on: date, *, acknowledged: bool) -> date:
    """The date that is to be kept next: first that of taking on, afterwards that of the answer."""
    return answer_on if acknowledged else min(answer_on, acknowledge_on)


def lateness(due_on: date, today: date, limits: Limits = DEFAULT_LIMITS) -> Lateness | None:
    """How late something is that is due on `due_on`; None while there is plenty of time. The day itself is in time."""
    late = (today - due_on).days
    if late > limits.escalate_after_days:
        return Lateness.VERY_OVERDUE
    if late > 0:
        return Lateness.OVERDUE
    return Lateness.DUE_SOON if late >= -limits.due_soon_days else None


def reminder(due_on: date, today: date, limits: Limits = DEFAULT_LIMITS) -> Reminder | None:
    """The mail that is right on `today` for something due on `due_on`. Whoever is very late hears of the escalation."""
    found = lateness(due_on, today, limits)
    if found is Lateness.DUE_SOON:
        return Reminder.TODAY if due_on == today else Reminder.SOON
    return Reminder.LATE if found is Lateness.OVERDUE else None


def goes_further(new: Reminder, last: Reminder | None) -> bool:
    """Whether a mail comes after the last one about the same date. None of them comes twice, nor too late."""
    order = list(Reminder)
    return last is None or order.index(new) > order.index(last)
