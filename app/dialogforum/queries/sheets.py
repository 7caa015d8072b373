"""Spreadsheets of partners: read, reported row by row, taken in: queries."""

from __future__ import annotations
