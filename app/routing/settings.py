"""The limits of this installation: taken over by create_app(), read by actions and queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.routing.rules import DEFAULT_LIMITS, Limits

_limits: list[Limits] = []


def configure(config: Mapping[str, Any]) -> None:
    """Take over the settings. Raises ValueError for a negative number."""
    found = Limits(
        due_soon_days=config["REMIND_DUE_SOON_DAYS"],
        escalate_after_days=config["ESCALATE_AFTER_DAYS"],
        max_extensions=config["MAX_EXTENSIONS"],
    )
    if min(found.due_soon_days, found.escalate_after_days, found.max_extensions) < 0:
        raise ValueError("REMIND_DUE_SOON_DAYS, ESCALATE_AFTER_DAYS and MAX_EXTENSIONS cannot be negative")
    _limits[:] = [found]


def current() -> Limits:
    """The limits of this process; before configure() those of the rules."""
    return _limits[0] if _limits else DEFAULT_LIMITS
