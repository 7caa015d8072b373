"""Words for the codes of this room: enum values and errors. Templates print them with the filter `label`."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.answers import staff_labels
from app.answers.rules import Helped, Outcome

LABELS: dict[StrEnum, Any] = {
    Outcome.ADOPTED: _l("Adopted as a measure"),
    Outcome.FEEDS_MEASURE: _l("Part of a measure"),
    Outcome.EXISTS_ALREADY: _l("Exists already"),
    Outcome.NEEDS_DECISION: _l("Needs a political decision"),
    Outcome.PASSED_ON: _l("Passed on"),
    Outcome.NEXT_FORUM: _l("Topic of the next Dialogforum"),
    Outcome.NOT_POSSIBLE: _l("Not possible"),
    Helped.YES: _l("Yes, it helped"),
    Helped.PARTLY: _l("It helped a little"),
    Helped.NO: _l("No, it did not help"),
    **staff_labels.LABELS,
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

ERRORS: dict[str, Any] = staff_labels.ERRORS
