"""Sentences for mistakes that only commissioners can make."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

DESK_ERRORS: dict[str, Any] = {
    "notice_gone": _l("Nobody can read this text any more. You can only close the notice."),
    "notice_still_there": _l("The text is still public. Please decide about it."),
    "notice_reason_missing": _l("Please choose the reason. Author and reporter read it."),
    "notice_statement_missing": _l("Please say in a few words why. The person who sent the notice reads it."),
    "notice_same_person": _l("You decided this yourself. Another commissioner must look at the objection."),
    "ending_unknown": _l("Please choose a decision from the list."),
    "evidence_nothing": _l("There are no words any more that could be kept."),
    "no_evidence": _l("There is no such evidence."),
}
