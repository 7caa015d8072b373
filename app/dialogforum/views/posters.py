"""Posters, answer posters, calendar file, share text: views."""

from __future__ import annotations
