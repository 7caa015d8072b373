"""Words of agendas, for staff."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.dialogforum.rules.agenda import Reason

LABELS: dict[StrEnum, Any] = {
    Reason.NEXT_FORUM: _l("Promised for this Dialogforum"),
    Reason.NEEDS_DECISION: _l("Needs a political decision"),
    Reason.MANY_VOICES: _l("Many voices"),
    Reason.LONG_WAITING: _l("Waits for a long time"),
    Reason.UNANSWERED: _l("Not answered yet"),
}
ERRORS: dict[str, Any] = {
    "point_missing": _l("Please write what the point is about."),
    "point_too_long": _l("Please shorten the point to %(limit)s characters."),
    "minutes_wrong": _l("Please enter whole minutes from 0 to %(limit)s."),
    "agenda_changed": _l("Somebody else changed the agenda. You see it as it stands now. Your words are still here."),
}
