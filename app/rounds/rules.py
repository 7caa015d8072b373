"""The phases of a yearly round and which one a day lies in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum


class Phase(StrEnum):
    """Phases in their order (domain.md section 5)."""

    PREPARATION = "preparation"
    CALL = "call"
    COLLECTION = "collection"
    FORUM_DAY = "forum_day"
    DOCUMENTATION = "documentation"
    ANSWERS = "answers"
    REPORT = "report"


def phase_on(starts: Mapping[Phase, date], day: date) -> Phase:
    """The phase that `day` lies in; each lasts until the next begins. Before the first one: preparation."""
    begun = [phase for phase in Phase if phase in starts and starts[phase] <= day]
    return begun[-1] if begun else Phase.PREPARATION
