"""Words in the place of counts that are not shown, and the names of the figures."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.notices.rules import Ending
from app.reports.rules import Cell

LABELS: dict[StrEnum, Any] = {
    Cell.FEW: _l("fewer than five"),
    Cell.HIDDEN: _l("not shown"),
}
ERRORS: dict[str, Any] = {}

OBJECTIONS: dict[bool | None, Any] = {
    True: _l("Accepted"),
    False: _l("Not accepted"),
    None: _l("Still open"),
}
# The order in which the endings of notices stand.
ENDINGS: tuple[Ending | None, ...] = (*Ending, None)
