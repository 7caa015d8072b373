"""The wall of the hall: actions."""

from __future__ import annotations
