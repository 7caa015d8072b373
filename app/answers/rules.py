"""Outcome codes of answers (domain.md 4.3) and where a case stands on the desk of a network."""

from __future__ import annotations

from enum import StrEnum

MAX_ANSWER = 4000
MAX_SIMPLE = 4000
MAX_NEXT_STEP = 300
MAX_NOTE = 4000


class Outcome(StrEnum):
    """What became of a contribution, in the words of the answering network."""

    ADOPTED = "adopted"
    FEEDS_MEASURE = "feeds_measure"
    EXISTS_ALREADY = "exists_already"
    NEEDS_DECISION = "needs_decision"
    PASSED_ON = "passed_on"
    NEXT_FORUM = "next_forum"
    NOT_POSSIBLE = "not_possible"


# Only what a network itself does can be called carried out; money that nobody granted cannot (rule 7).
CAN_BE_CARRIED_OUT = frozenset({Outcome.ADOPTED, Outcome.FEEDS_MEASURE})


class Group(StrEnum):
    """Where a case stands on the desk of a network: derived from dates, never stored."""

    NEW = "desk_new"
    IN_WORK = "desk_in_work"
    READY = "desk_ready"
    ANSWERED = "desk_answered"


def group_of(*, acknowledged: bool, drafted: bool, ready: bool, published: bool) -> Group:
    """The group of a case on the desk, from what has happened so far."""
    if published:
        return Group.ANSWERED
    if ready:
        return Group.READY
    return Group.IN_WORK if acknowledged or drafted else Group.NEW


def asks_for_decision(old: Outcome | None, new: Outcome | None) -> bool:
    """Whether a change of outcome would call granted what the political bodies must decide (rule 7)."""
    return old is Outcome.NEEDS_DECISION and new is Outcome.ADOPTED
