"""Words for the codes and errors of posters."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.dialogforum.rules.posters import PaperSize

LABELS: dict[StrEnum, Any] = {
    PaperSize.A4: _l("Paper A4"),
    PaperSize.A3: _l("Paper A3"),
}
ERRORS: dict[str, Any] = {
    "paper_not_made": _l("This paper cannot be made now. Please read the page instead."),
}
