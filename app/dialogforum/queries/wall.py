"""The wall of the hall: queries."""

from __future__ import annotations
