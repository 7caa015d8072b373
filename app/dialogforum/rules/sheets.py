"""Spreadsheets of partners: read, reported row by row, taken in: rules."""

from __future__ import annotations
