"""Spreadsheets: read as texts from CSV or XLSX, whatever program made them; written so that nothing in them runs."""

from app.core.spreadsheets.reading import MAX_BYTES, MAX_ROWS, Line, read
from app.core.spreadsheets.writing import as_csv, as_xlsx, harmless

__all__ = ["MAX_BYTES", "MAX_ROWS", "Line", "as_csv", "as_xlsx", "harmless", "read"]
