"""Words for the codes and errors of the wall."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from app.dialogforum.labels import desk_wall

LABELS: dict[StrEnum, Any] = {**desk_wall.MIXES}
ERRORS: dict[str, Any] = {**desk_wall.ERRORS}
