"""Words for the codes of this room: enum values and errors. Templates print them with the filter `label`."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.rounds.rules import Phase

LABELS: dict[StrEnum, Any] = {
    Phase.PREPARATION: _l("Preparation"),
    Phase.CALL: _l("Invitation"),
    Phase.COLLECTION: _l("Collecting ideas"),
    Phase.FORUM_DAY: _l("Day of the Dialogforum"),
    Phase.DOCUMENTATION: _l("Writing down the results"),
    Phase.ANSWERS: _l("Answers of the networks"),
    Phase.REPORT: _l("Report to the political bodies"),
}
# What a phase means for everybody: one sentence or two. Writing is possible in every phase.
NOW: dict[Phase, Any] = {
    Phase.PREPARATION: _l("We prepare the next Dialogforum. You can write at any time."),
    Phase.CALL: _l("The Dialogforum is coming. Write what we should talk about. Bring others along."),
    Phase.COLLECTION: _l("We collect ideas for the Dialogforum. The networks read them before the day."),
    Phase.FORUM_DAY: _l("We meet at the Dialogforum. Come to the tables, or write from where you are."),
    Phase.DOCUMENTATION: _l("We write down what was said at the Dialogforum. You can still write."),
    Phase.ANSWERS: _l("The networks answer now. With your number you read your answer."),
    Phase.REPORT: _l("The political bodies hear what you said and what became of it."),
}
ERRORS: dict[str, Any] = {}
