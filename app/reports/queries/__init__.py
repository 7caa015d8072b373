"""Counts by year, and the log of looks at what is guarded."""

from app.reports.queries.looks import looks, references
from app.reports.queries.yearly import Year, counted_until, years

__all__ = ["Year", "counted_until", "looks", "references", "years"]
