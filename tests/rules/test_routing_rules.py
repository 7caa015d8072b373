"""Deadlines are calendar days in Rheine; how late a case is follows from dates alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.routing.rules import DEFAULT_LIMITS, Lateness, Limits, Reminder, due_dates, goes_further, lateness, reminder

DUE = date(2027, 3, 28)  # the day on which the clocks change


def test_a_network_has_two_weeks_to_take_on_and_twelve_to_answer() -> None:
    due = due_dates(date(2027, 1, 4))
    assert due.acknowledge_on == date(2027, 1, 18)
    assert due.answer_on == date(2027, 3, 29)


def test_the_round_sets_other_targets() -> None:
    due = due_dates(date(2028, 2, 28), acknowledge_days=2, answer_days=7)
    assert due.acknowledge_on == date(2028, 3, 1)
    assert due.answer_on == date(2028, 3, 6)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-8, None),
        (-7, Lateness.DUE_SOON),
        (0, Lateness.DUE_SOON),
        (1, Lateness.OVERDUE),
        (DEFAULT_LIMITS.escalate_after_days, Lateness.OVERDUE),
        (DEFAULT_LIMITS.escalate_after_days + 1, Lateness.VERY_OVERDUE),
    ],
)
def test_how_late_something_is(days: int, expected: Lateness | None) -> None:
    assert lateness(DUE, DUE + timedelta(days=days)) is expected


def test_the_installation_sets_other_limits() -> None:
    strict = Limits(due_soon_days=1, escalate_after_days=0)
    found = [lateness(DUE, DUE + timedelta(days=days), strict) for days in (-2, -1, 0, 1)]
    assert found == [None, Lateness.DUE_SOON, Lateness.DUE_SOON, Lateness.VERY_OVERDUE]


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-8, None), (-7, "soon"), (-1, "soon"), (0, "today"), (1, "late"), (7, "late"), (8, None)],
)
def test_which_mail_is_right_on_a_day(days: int, expected: str | None) -> None:
    found = reminder(DUE, DUE + timedelta(days=days))
    assert (found and found.value) == expected


def test_mails_about_one_date_only_go_forwards() -> None:
    assert goes_further(Reminder.SOON, None)
    assert goes_further(Reminder.LATE, Reminder.SOON)
    assert not goes_further(Reminder.SOON, Reminder.SOON)
    assert not goes_further(Reminder.SOON, Reminder.TODAY)
