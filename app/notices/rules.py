"""What a notice can be about and how it can end. Plain Python. Source: domain.md section 8, "Content"."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

MAX_WHY = 2000
MAX_PLACE = 500
MAX_NAME = 120
MAX_STATEMENT = 2000
# How long a page that shows a notice can be used before the number is asked for again.
PAGE_AGE = timedelta(hours=2)


class Ground(StrEnum):
    """Why somebody thinks that a text should not be public."""

    HATE = "hate"
    CHILD_ABUSE = "child_abuse"
    SYMBOLS = "symbols"
    PRIVACY = "privacy"
    INSULT = "insult"
    ADVERTISING = "advertising"
    OTHER_LAW = "other_law"
    OTHER_RULE = "other_rule"


# What may hurt somebody while it stands there is read first.
URGENT = frozenset({Ground.CHILD_ABUSE, Ground.HATE, Ground.SYMBOLS, Ground.PRIVACY})
# Here nobody is asked for a name or an address, and none is kept.
NEVER_NAMED = frozenset({Ground.CHILD_ABUSE})


class Ending(StrEnum):
    """What became of a notice."""

    KEEP = "keep"
    REDACT = "redact"
    HIDE = "hide"
    TAKE_BACK = "take_back"
    REFUSE = "refuse"
    GONE = "gone"


# Endings that take something away from readers: they need a reason code, the others words to the reporter.
RESTRICTING = frozenset({Ending.REDACT, Ending.HIDE, Ending.TAKE_BACK, Ending.REFUSE})
# A network's answer can be kept, or something can be left out of it.
FOR_ANSWERS = (Ending.KEEP, Ending.REDACT)
FOR_TEXTS = (Ending.KEEP, Ending.REDACT, Ending.HIDE, Ending.TAKE_BACK, Ending.REFUSE)
