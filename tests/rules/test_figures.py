"""A-23: no table shows a count of one to four, and no hidden count can be found by subtracting."""

from __future__ import annotations

import itertools
import random
from datetime import date

import pytest

from app.contributions.rules import working_days_between
from app.reports import rules
from app.reports.rules import Cell


def test_small_counts_are_words() -> None:
    assert [rules.alone(count) for count in (0, 1, 4, 5)] == [0, Cell.FEW, Cell.FEW, 5]


def test_one_small_count_hides_a_second_one() -> None:
    shown = rules.group([3, 10, 20])
    assert shown.total == 33
    assert shown.parts[0] is Cell.FEW
    assert [cell for cell in shown.parts[1:] if isinstance(cell, Cell)]


def test_nothing_is_hidden_without_need() -> None:
    assert rules.group([0, 10, 20]) == rules.Group(30, [0, 10, 20])
    assert rules.group([0, 0]) == rules.Group(0, [0, 0])


def test_a_small_total_is_hidden_too() -> None:
    assert rules.group([1, 0, 2]) == rules.Group(Cell.FEW, [Cell.FEW, 0, Cell.FEW])


def possible(cells: list[rules.Shown], total: rules.Shown) -> list[set[int]]:
    """Every value that each hidden cell can have, found by trying all of them: what an attacker could do."""
    hidden = [place for place, cell in enumerate(cells) if isinstance(cell, Cell)]
    known = sum(int(cell) for cell in cells if not isinstance(cell, Cell))
    totals = range(1, 5) if total is Cell.FEW else range(known, known + 40) if isinstance(total, Cell) else [int(total)]
    found: list[set[int]] = [set() for _place in hidden]
    ranges = [range(1, 5) if cells[place] is Cell.FEW else [0, *range(5, 40)] for place in hidden]
    for values in itertools.product(*ranges):
        if known + sum(values) in totals:
            for place, value in enumerate(values):
                found[place].add(value)
    return found


@pytest.mark.parametrize("seed", range(20))
def test_nobody_can_subtract(seed: int) -> None:
    chance = random.Random(seed)
    for _time in range(50):
        parts = [chance.choice((0, 0, 1, 2, 3, 4, 5, 6, 9)) for _place in range(chance.randint(2, 4))]
        shown = rules.group(parts)
        for cell in [shown.total, *shown.parts]:
            assert isinstance(cell, Cell) or not 0 < cell < 5, (parts, shown)
        for values in possible(shown.parts, shown.total):
            assert len(values) > 1, (parts, shown)


def test_a_middle_needs_five_values() -> None:
    assert rules.typical([]) == 0
    assert rules.typical([1, 2, 3]) is Cell.FEW
    assert rules.typical([1, 2, 3, 4, 100]) == 3


def test_working_days_between() -> None:
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    assert working_days_between(friday, friday) == 0
    assert working_days_between(friday, monday) == 1
    assert working_days_between(date(2026, 12, 24), date(2026, 12, 28)) == 1
