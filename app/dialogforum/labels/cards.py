"""Words for the codes and errors of cards."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from app.dialogforum.labels import desk_cards

LABELS: dict[StrEnum, Any] = {**desk_cards.STATES}
ERRORS: dict[str, Any] = {**desk_cards.ERRORS}
