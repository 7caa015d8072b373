"""Spreadsheets of partners: read, reported row by row, taken in: forms."""

from __future__ import annotations
