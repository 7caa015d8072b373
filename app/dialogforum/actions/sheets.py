"""Spreadsheets of partners: read, reported row by row, taken in: actions."""

from __future__ import annotations
