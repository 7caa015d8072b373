"""The wall of the hall: rules."""

from __future__ import annotations
