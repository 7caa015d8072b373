"""Reads of one case for its author."""

from app.followup.queries.case import OPEN_TO_WORDS, Case, Keeping, acts, case, nobody

__all__ = ["OPEN_TO_WORDS", "Case", "Keeping", "acts", "case", "nobody"]
