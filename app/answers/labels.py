"""Words for the codes of this room: enum values and errors. Templates print them with the filter `label`."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.answers.rules import Group, Outcome

LABELS: dict[StrEnum, Any] = {
    Outcome.ADOPTED: _l("Adopted as a measure"),
    Outcome.FEEDS_MEASURE: _l("Part of a measure"),
    Outcome.EXISTS_ALREADY: _l("Exists already"),
    Outcome.NEEDS_DECISION: _l("Needs a political decision"),
    Outcome.PASSED_ON: _l("Passed on"),
    Outcome.NEXT_FORUM: _l("Topic of the next Dialogforum"),
    Outcome.NOT_POSSIBLE: _l("Not possible"),
    Group.NEW: _l("New"),
    Group.IN_WORK: _l("In work"),
    Group.READY: _l("Answer ready"),
    Group.ANSWERED: _l("Answered"),
}

# What residents read for each outcome: the same in every language (rule 11), next to the network's own words.
SENTENCES: dict[Outcome, Any] = {
    Outcome.ADOPTED: _l("Your idea becomes a measure. The network carries it out."),
    Outcome.FEEDS_MEASURE: _l("Your idea fits a measure that exists. The network uses it there."),
    Outcome.EXISTS_ALREADY: _l("This exists already. The answer says where you find it."),
    Outcome.NEEDS_DECISION: _l("This needs money or staff. The city's political bodies must decide."),
    Outcome.PASSED_ON: _l("The city cannot decide this. We passed your idea on to those who can."),
    Outcome.NEXT_FORUM: _l("We will talk about this at the next Dialogforum. You can come too."),
    Outcome.NOT_POSSIBLE: _l("This is not possible. The answer says why."),
}

ERRORS: dict[str, Any] = {
    "answer_changed": _l("Somebody else changed this answer in the meantime. Please compare both texts."),
    "answer_missing": _l("Please write the answer in German."),
    "answer_too_long": _l("Please shorten this to %(limit)s characters."),
    "outcome_missing": _l("Please choose what became of the contribution."),
    "internal_note_missing": _l("Please write the note first."),
    "already_published": _l("This answer is published already. You can correct it."),
    "not_published": _l("This answer is not published yet."),
    "not_on_desk": _l("This contribution is no longer with the network."),
    "decision_missing": _l("This needs a recorded decision of the political bodies first."),
    "not_carried_out": _l("Only an adopted measure can be carried out."),
}
