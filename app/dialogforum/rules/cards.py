"""Numbers of paper cards, what a helper types, and how much a print run may hold. Pure functions."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from enum import StrEnum

from app.core.errors import Invalid

PER_SHEET = 4
MOST_SHEETS = 100
# The first number that is printed: all have five digits and a check digit.
FIRST_NUMBER = 10_000
# How long the form that printed a run can fetch the same paper once more, after a dead line or a jammed printer.
FETCH_AGAIN = timedelta(hours=1)
MAX_TYPED_FIELDS = 40


class CardState(StrEnum):
    """What became of a printed card."""

    OPEN = "open"
    TYPED = "typed"
    VOID = "void"


def digits_of(typed: str) -> str | None:
    """The ASCII digits of what was typed, in any script, with spaces and hyphens between; None with anything else."""
    found = ""
    for char in typed.strip()[:30]:
        value = unicodedata.decimal(char, None)
        if value is not None:
            found += str(value)
        elif unicodedata.category(char) not in {"Zs", "Pd", "Cf"}:
            return None
    return found or None


def fields_of(typed: str) -> list[int]:
    """The fields that were ticked, as digits in a row: "14", "1 4", "4?" or nothing. "?" and "0" mean "I do not know".

    Raises Invalid("card_fields_wrong") for anything else.
    """
    found: list[int] = []
    for char in typed.strip()[:MAX_TYPED_FIELDS]:
        value = unicodedata.decimal(char, None)
        if value is None and (char in "?؟,;.+-/" or char.isspace()):
            continue
        if value is None or value == 9:
            raise Invalid("card_fields_wrong", field="fields_typed")
        if value and value not in found:
            found.append(value)
    return found
