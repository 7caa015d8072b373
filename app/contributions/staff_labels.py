"""Words for codes of this room that staff alone read."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.contributions.rules import Interpreter, Words

STAFF_LABELS: dict[StrEnum, Any] = {
    Interpreter.NONE: _l("Nobody interpreted."),
    Interpreter.SPOKEN: _l("Somebody interpreted in spoken language."),
    Interpreter.SIGNED: _l("Somebody interpreted in sign language."),
    Words.OWN: _l("These are the person's own words."),
    Words.NOTES: _l("These are the helper's notes of what the person said."),
}
