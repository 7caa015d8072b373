"""The wall of the hall: views."""

from __future__ import annotations
