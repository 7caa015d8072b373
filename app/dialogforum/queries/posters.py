"""Posters, answer posters, calendar file, share text: queries."""

from __future__ import annotations
