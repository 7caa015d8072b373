"""What the operator sets for this room; create_app() calls configure()."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

_undo = [timedelta(minutes=10)]


def configure(config: Mapping[str, Any]) -> None:
    """Take over UNDO_MINUTES."""
    _undo[:] = [timedelta(minutes=config["UNDO_MINUTES"])]


def undo_within() -> timedelta:
    """How long a decision can be taken back at once; zero means never, and mails leave immediately."""
    return _undo[0]
