"""Spreadsheets of partners: read, reported row by row, taken in: views."""

from __future__ import annotations
