"""Posters, answer posters, calendar file, share text: forms."""

from __future__ import annotations
