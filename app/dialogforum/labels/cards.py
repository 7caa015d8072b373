"""Words for the codes and errors of this part: cards."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

LABELS: dict[StrEnum, Any] = {}
ERRORS: dict[str, Any] = {}
