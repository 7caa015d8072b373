"""Words for the codes of this room, and the sentences that a reporter reads. The same in every language (rule 11)."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.notices.labels.desk import DESK_ERRORS
from app.notices.rules import Ending, Ground

LABELS: dict[StrEnum, Any] = {
    Ground.HATE: _l("Hatred or a threat"),
    Ground.CHILD_ABUSE: _l("Sexual violence against children"),
    Ground.SYMBOLS: _l("Forbidden symbols"),
    Ground.PRIVACY: _l("Private things about a person"),
    Ground.INSULT: _l("Insult"),
    Ground.ADVERTISING: _l("Advertising"),
    Ground.OTHER_LAW: _l("It breaks another law"),
    Ground.OTHER_RULE: _l("It breaks another rule of this site"),
    Ending.KEEP: _l("The text stays"),
    Ending.REDACT: _l("Something left out"),
    Ending.HIDE: _l("Not public"),
    Ending.TAKE_BACK: _l("Taken back"),
    Ending.REFUSE: _l("Refused"),
    Ending.GONE: _l("The text was gone already"),
}

# What became of it, for the reporter.
SENTENCES: dict[Ending, Any] = {
    Ending.KEEP: _l("The text stays as it is. It keeps to the law and to our rules."),
    Ending.REDACT: _l("We took a part out of the text."),
    Ending.HIDE: _l("The text is not public any more."),
    Ending.TAKE_BACK: _l("We took the text back and read it again."),
    Ending.REFUSE: _l("We removed the text."),
    Ending.GONE: _l("The text was already gone when we wanted to decide."),
}

ERRORS: dict[str, Any] = {
    **DESK_ERRORS,
    "why_missing": _l("Please write why the text should not stay."),
    "good_faith_missing": _l("Please tick this box. Without it we cannot take your notice."),
    "notice_objection_not_possible": _l("An objection is not possible now."),
    "no_notice": _l("We found nothing under this number. Please compare it with your card."),
}
