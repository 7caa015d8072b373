"""Outcome codes of answers (domain.md 4.3) and where a case stands on the desk of a network."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

MAX_ANSWER = 4000
MAX_SIMPLE = 4000
MAX_NEXT_STEP = 300
MAX_NOTE = 4000
MAX_REASON = 300
MAX_TITLE = 80
# "We look again on …" lies in the time that people remember.
MAX_REVIEW_DAYS = 730


class Outcome(StrEnum):
    """What became of a contribution, in the words of the answering network."""

    ADOPTED = "adopted"
    FEEDS_MEASURE = "feeds_measure"
    EXISTS_ALREADY = "exists_already"
    NEEDS_DECISION = "needs_decision"
    PASSED_ON = "passed_on"
    NEXT_FORUM = "next_forum"
    NOT_POSSIBLE = "not_possible"


class Helped(StrEnum):
    """What an author says about an answer."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


# Only what a network itself does can be called carried out; money that nobody granted cannot (rule 7).
CAN_BE_CARRIED_OUT = frozenset({Outcome.ADOPTED, Outcome.FEEDS_MEASURE})

# A ready text alone is no answer here: readers must learn why, where, or to whom.
NEEDS_OWN_WORDS = frozenset({Outcome.EXISTS_ALREADY, Outcome.PASSED_ON, Outcome.NOT_POSSIBLE})


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


def asks_for_decision(old: Outcome | None, new: Outcome | None, *, grants: bool, open_needs: bool) -> bool:
    """Whether an answer promises what only the political bodies can grant (rule 7): it says so itself, it turns a
    question to them into a promise, or it adopts a measure whose additional resources nobody has granted."""
    if grants:
        return True
    if old is Outcome.NEEDS_DECISION and new in CAN_BE_CARRIED_OUT:
        return True
    return new is Outcome.ADOPTED and open_needs


def may_approve(account_id: int | None, last_editor: int) -> bool:
    """Two pairs of eyes: nobody approves her own last words."""
    return account_id is not None and account_id != last_editor


def review_fits(day: date, today: date) -> bool:
    """Whether somebody can promise to look again on that day."""
    return today < day <= today + timedelta(days=MAX_REVIEW_DAYS)


def joined(typed: str, ready: str) -> str:
    """A ready text behind what was typed: nothing typed is ever replaced, and nothing is put in twice."""
    kept = typed.rstrip()
    if not ready.strip() or ready.strip() in kept:
        return typed
    return f"{kept}\n\n{ready.strip()}" if kept else ready.strip()


def fits_template(
    outcome: Outcome | None, fields: Iterable[int], template_outcome: Outcome | None, template_field: int | None
) -> bool:
    """Whether a ready text is offered: for every outcome while none is chosen, and for the fields of the case."""
    by_outcome = outcome is None or template_outcome is None or template_outcome is outcome
    return by_outcome and (template_field is None or template_field in set(fields))
