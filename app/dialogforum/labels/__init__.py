"""Words for the codes of this room: enum values and errors. Templates print them with the filter `label`."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from app.dialogforum.labels import agenda, cards, documentation, hall, posters, seats, sheets, tables, wall

_PARTS = (agenda, cards, documentation, hall, posters, seats, sheets, tables, wall)
LABELS: dict[StrEnum, Any] = {code: words for part in _PARTS for code, words in part.LABELS.items()}
ERRORS: dict[str, Any] = {code: words for part in _PARTS for code, words in part.ERRORS.items()}
