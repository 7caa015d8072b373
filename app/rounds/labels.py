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
ERRORS: dict[str, Any] = {}
