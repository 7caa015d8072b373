"""Sentences for errors of this room that only staff read."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

ERRORS: dict[str, Any] = {
    "no_decision": _l("There is no such decision."),
    "body_missing": _l("Please say which body decided."),
    "decision_subject_missing": _l("Please say what was decided."),
    "decision_proof_missing": _l("A decision needs its day and its reference."),
    "decision_not_yet": _l("This day has not come yet."),
    "decision_there": _l("There is a decision about this resource already. Please change that one."),
}
