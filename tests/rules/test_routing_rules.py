"""Deadlines are calendar days in Rheine; how late a case is follows from dates alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.routing.rules import VERY_OVERDUE_DAYS, Lateness, due_dates, lateness

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
        (VERY_OVERDUE_DAYS, Lateness.OVERDUE),
        (VERY_OVERDUE_DAYS + 1, Lateness.VERY_OVERDUE),
    ],
)
def test_how_late_something_is(days: int, expected: Lateness | None) -> None:
    assert lateness(DUE, DUE + timedelta(days=days)) is expected
