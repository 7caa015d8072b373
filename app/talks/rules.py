"""Who says something in a talk, and what became of it. Pure words without database."""

from __future__ import annotations

from enum import StrEnum

from app.contributions.rules import MessageKind

MAX_REASON = 1000
# A translation grows: the German text may be twice as long as the author's.
GERMAN_LIMIT_FACTOR = 2


class Speaker(StrEnum):
    """Who said it. Nobody is named: networks by their names, the others by what they are."""

    NETWORK = "talk_network"
    AUTHOR = "talk_author"
    COMMISSIONER = "talk_commissioner"


SPEAKERS = {
    MessageKind.NETWORK_QUESTION: Speaker.NETWORK,
    MessageKind.AUTHOR_REPLY: Speaker.AUTHOR,
    MessageKind.TO_COMMISSIONER: Speaker.AUTHOR,
    MessageKind.FROM_COMMISSIONER: Speaker.COMMISSIONER,
}


class Fate(StrEnum):
    """What became of words: derived from dates, never stored."""

    WAITS = "talk_waits"
    AWAITS_REPLY = "talk_awaits_reply"
    PASSED = "talk_passed"
    KEPT = "talk_kept"
    OVER = "talk_over"


def fate(*, passed: bool, ended: bool, has_reason: bool, asks: bool) -> Fate:
    """What became of a message. `asks`: a network waits for a reply to it."""
    if not passed:
        if not ended:
            return Fate.WAITS
        return Fate.KEPT if has_reason else Fate.OVER
    return Fate.AWAITS_REPLY if asks and not ended else Fate.PASSED
