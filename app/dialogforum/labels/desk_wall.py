"""Words of the wall's operator, for staff."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.dialogforum.rules.wall import Mix

MIXES: dict[StrEnum, Any] = {
    Mix.ALL: _l("All languages"),
    Mix.OTHERS: _l("Other languages than German"),
    Mix.GERMAN: _l("German only"),
}
ERRORS: dict[str, Any] = {
    "wall_choice_wrong": _l("Please choose from the list."),
    "wall_changed": _l("Somebody else changed the wall. You see it as it stands now."),
}
