"""The wall of the hall: models."""

from __future__ import annotations
