"""How late cases are: from their dates, the limits of the installation, and the day that is asked about."""

from __future__ import annotations

from datetime import date, timedelta

from app.contributions.lifecycle import State
from app.core import clock
from app.routing import settings
from app.routing.models import Assignment
from app.routing.queries.assignments import leading
from app.routing.rules import Lateness, lateness


def overdue(day: date) -> list[Assignment]:
    """Cases whose lead network owes the first answer, or has not taken them on, after the promised day."""
    return [row for row in leading() if row.due_on < day]


def lateness_of(assignment: Assignment, day: date) -> Lateness | None:
    """How late a case is on `day`: before it was taken on by that date, afterwards by the date of the answer."""
    if assignment.contribution.state is not State.RELEASED:
        return None
    return lateness(assignment.due_on, day, settings.current())


def must_escalate(assignment: Assignment, day: date) -> bool:
    """Whether a case has to go to the steering group on `day`: very overdue, or handed back and left lying."""
    if assignment.is_escalated:
        return False
    if assignment.handed_back_at is not None:
        waits_until = clock.berlin_day(assignment.handed_back_at) + timedelta(settings.current().escalate_after_days)
        return waits_until < day
    return lateness_of(assignment, day) is Lateness.VERY_OVERDUE
