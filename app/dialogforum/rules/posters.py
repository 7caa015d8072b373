"""Posters, answer posters, calendar file, share text: rules."""

from __future__ import annotations
