"""What is proposed for the agenda of a field, and in which order: reasons that are said beside each proposal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MAX_MINUTES = 240
MAX_POINT = 200
# Minutes that a point starts with.
MINUTES = 10
# From so many voices on a matter is one of many; so long waits a long one.
MANY_VOICES = 3
LONG = timedelta(days=84)


class Reason(StrEnum):
    """Why something is proposed, the most pressing first."""

    NEXT_FORUM = "for_this_forum"
    NEEDS_DECISION = "decision_is_open"
    MANY_VOICES = "many_voices"
    LONG_WAITING = "long_waiting"
    UNANSWERED = "not_answered"


@dataclass(frozen=True)
class Open:
    """What the rules need to know of an open contribution."""

    reference: str
    received_on: date
    voices: int
    answered: bool
    outcome: str | None


def reasons_of(one: Open, today: date) -> tuple[Reason, ...]:
    """Every reason to talk about it, in their order; empty when there is none."""
    found = {
        Reason.NEXT_FORUM: one.outcome == "next_forum",
        Reason.NEEDS_DECISION: one.outcome == "needs_decision",
        Reason.MANY_VOICES: not one.answered and one.voices >= MANY_VOICES,
        Reason.LONG_WAITING: not one.answered and today - one.received_on >= LONG,
        Reason.UNANSWERED: not one.answered,
    }
    return tuple(reason for reason in Reason if found[reason])


def ordered(rows: Iterable[Open], today: date) -> list[tuple[Open, tuple[Reason, ...]]]:
    """Those with a reason: by the first one, then more voices first, then the longest waiting."""
    told = [(row, reasons_of(row, today)) for row in rows]
    order = list(Reason)
    return sorted(
        [pair for pair in told if pair[1]],
        key=lambda pair: (order.index(pair[1][0]), -pair[0].voices, pair[0].received_on, pair[0].reference),
    )
