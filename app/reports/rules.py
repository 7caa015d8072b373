"""Small groups are not shown, and nobody can find them out by subtracting (domain.md rule 14, trust.md T-07).

Plain Python. A group is a list of counts with their sum. What is hidden is chosen so that everybody who knows this
file still has at least two possibilities for every hidden count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from statistics import median

SMALLEST = 5


class Cell(StrEnum):
    """Words in the place of a count."""

    FEW = "few"
    HIDDEN = "hidden"


Shown = int | float | Cell


@dataclass(frozen=True)
class Group:
    """Counts that add up to a total, as they may be shown."""

    total: Shown
    parts: list[Shown]


def alone(count: int) -> Shown:
    """A count that stands in no sum."""
    return Cell.FEW if 0 < count < SMALLEST else count


def group(parts: Sequence[int]) -> Group:
    """Counts with their sum: small ones are hidden, and as many others as needed so that no hidden one can be told."""
    total = sum(parts)
    few = {place for place, count in enumerate(parts) if 0 < count < SMALLEST}
    if 0 < total < SMALLEST:
        return Group(Cell.FEW, _shown(parts, few, set()))
    hidden: set[int] = set()
    # The smallest ones first, and nothing at all last: it hides less.
    spare = sorted((at for at in range(len(parts)) if at not in few), key=lambda at: (parts[at] == 0, parts[at]))
    while few and _can_be_told(parts, few, hidden) and spare:
        hidden.add(spare.pop(0))
    if few and _can_be_told(parts, few, hidden):
        return Group(Cell.HIDDEN, _shown(parts, few, hidden))
    return Group(total, _shown(parts, few, hidden))


def typical(values: Iterable[float]) -> Shown:
    """The median of at least five values."""
    known = list(values)
    return median(known) if len(known) >= SMALLEST else Cell.FEW if known else 0


def _shown(parts: Sequence[int], few: set[int], hidden: set[int]) -> list[Shown]:
    return [
        Cell.FEW if place in few else Cell.HIDDEN if place in hidden else count for place, count in enumerate(parts)
    ]


def _can_be_told(parts: Sequence[int], few: set[int], hidden: set[int]) -> bool:
    """Whether the sum of what is hidden leaves a single possibility for any hidden count."""
    rest = sum(parts[place] for place in few | hidden)
    ranges = [set(range(1, SMALLEST)) for _place in few]
    # What is hidden for the sake of others is five and more, and not larger than what is still shown; when even nothing
    # had to be hidden, it may be nothing.
    seen = [count for place, count in enumerate(parts) if place not in few | hidden and count]
    nothing = {0} if any(parts[place] == 0 for place in hidden) else set()
    ranges += [nothing | set(range(SMALLEST, min([rest, *seen]) + 1)) for _place in hidden]
    return any(_possible(ranges, place, rest) < 2 for place in range(len(ranges)))


def _possible(ranges: list[set[int]], place: int, rest: int) -> int:
    others = [values for at, values in enumerate(ranges) if at != place]
    sums = reduce(lambda known, values: {a + b for a in known for b in values if a + b <= rest}, others, {0})
    return sum(1 for value in ranges[place] if rest - value in sums)
