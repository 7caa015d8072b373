"""The phases of a yearly round, which one a day lies in, and by when a round keeps what it aims at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from enum import StrEnum

_HOURS = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})\Z")


class Phase(StrEnum):
    """Phases in their order (domain.md section 5)."""

    PREPARATION = "preparation"
    CALL = "call"
    COLLECTION = "collection"
    FORUM_DAY = "forum_day"
    DOCUMENTATION = "documentation"
    ANSWERS = "answers"
    REPORT = "report"


class Target(StrEnum):
    """What is to be ready so many days after the Dialogforum (domain.md section 5)."""

    CARDS = "target_cards"
    DOCUMENTATION = "target_documentation"
    ANSWERS = "target_answers"
    REPORT = "target_report"


def phase_on(starts: Mapping[Phase, date], day: date) -> Phase:
    """The phase that `day` lies in; each lasts until the next begins. Before the first one: preparation."""
    begun = [phase for phase in Phase if phase in starts and starts[phase] <= day]
    return begun[-1] if begun else Phase.PREPARATION


def next_after(starts: Mapping[Phase, date], day: date) -> tuple[Phase, date] | None:
    """The phase that begins next after `day`, and its first day; None in the last one."""
    coming = [(phase, starts[phase]) for phase in Phase if phase in starts and starts[phase] > day]
    return coming[0] if coming else None


def hours_of(words: str) -> tuple[time, time] | None:
    """Beginning and end out of "16:00–19:00" (also with a hyphen or points); None for everything else."""
    found = _HOURS.match(words.strip())
    if found is None:
        return None
    first, second, third, fourth = (int(part) for part in found.groups())
    if max(first, third) > 23 or max(second, fourth) > 59:
        return None
    begins, ends = time(first, second), time(third, fourth)
    return (begins, ends) if begins < ends else None


def due_days(forum_on: date, days: Mapping[Target, int]) -> dict[Target, date]:
    """By which day each target is to be reached."""
    return {target: forum_on + timedelta(days=days[target]) for target in Target}
