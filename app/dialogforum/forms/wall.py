"""The wall of the hall: forms."""

from __future__ import annotations
