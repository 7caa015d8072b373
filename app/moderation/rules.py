"""Decisions and their reason codes. Source: domain.md 4.2; criticism, anger or spelling are never a reason."""

from __future__ import annotations

import re
from enum import StrEnum

# Target for reading when no round says otherwise (domain.md section 5).
DEFAULT_WORKING_DAYS = 3
# How long "is being read by" stands without a sign of life.
CLAIM_MINUTES = 20
MAX_TITLE = 120
# A title that is proposed from the text itself ends at a word before this.
PROPOSED_TITLE = 70
MAX_STATEMENT = 2000
MAX_NOTE = 500
# How many of the cases that are due next the daily mail names.
NAMED_IN_DIGEST = 10

# Waves: from so many similar texts within so many days; how many texts are looked at, and decided by one press.
WAVE_FROM = 3
WAVE_DAYS = 3
WAVE_TEXTS = 1000
WAVE_AT_ONCE = 50

# Part of a case with the words that others may read, prepared before any decision here; gone with the first one.
PREPARED = "prepared"

# Version of the public participation rules (Spielregeln) that decisions refer to.
RULES_VERSION = "2026-11"


class Waits(StrEnum):
    """How long a text waits: it came today, must be read today at the latest, or has waited too long."""

    TODAY = "today"
    DUE = "due"
    LATE = "late"


class Decision(StrEnum):
    """What a commissioner decided."""

    RELEASE = "release"
    RETURN = "return"
    MERGE = "merge"
    REFER = "refer"
    REFUSE = "refuse"
    TAKE_BACK = "take_back"
    SPLIT = "split"
    REDACT = "redact"
    HIDE = "hide"
    SHOW = "show"


class ReasonCode(StrEnum):
    """Why a text was refused or redacted, or what it is instead."""

    PERSONAL_DATA = "personal_data"
    THIRD_PERSON = "third_person"
    INSULT = "insult"
    HATE_OR_THREAT = "hate_or_threat"
    ADVERTISING = "advertising"
    OFF_TOPIC = "off_topic"
    UNREADABLE = "unreadable"
    DUPLICATE = "duplicate"
    SINGLE_CASE = "single_case"


class Suggested(StrEnum):
    """What software suggests about a case, and why (rule 13): another case that may say the same, or a field."""

    SAME_WORDS = "same_words"
    SAME_MEANING = "same_meaning"
    FIELD = "field"


# How many are shown: more would be a list to work through instead of a hint.
ALIKE_SHOWN, FIELDS_SHOWN = 3, 2
# Nearly the same words are looked for among texts of this time; meaning among all that may still be joined.
WORDS_MONTHS = 24

REFUSAL_REASONS = (
    ReasonCode.PERSONAL_DATA,
    ReasonCode.THIRD_PERSON,
    ReasonCode.INSULT,
    ReasonCode.HATE_OR_THREAT,
    ReasonCode.ADVERTISING,
    ReasonCode.OFF_TOPIC,
    ReasonCode.UNREADABLE,
)

# Decisions after which the author is owed a statement of reasons.
RESTRICTING = frozenset(
    {
        Decision.RETURN,
        Decision.MERGE,
        Decision.REFER,
        Decision.REFUSE,
        Decision.TAKE_BACK,
        Decision.HIDE,
        Decision.SHOW,
        Decision.SPLIT,
    }
)

# Texts that were refused for these are shown folded: nobody has to read them again to work on.
FOLDED_REASONS = frozenset({ReasonCode.INSULT, ReasonCode.HATE_OR_THREAT})
# Kinds of hints that fold a text before anybody has read it.
FOLDED_HINTS = frozenset({"hint_insult"})


def proposed_title(german: str) -> str:
    """A first title for a German text: its first sentence, cut at a word. Who releases it may write a better one."""
    first = re.split(r"(?<=[.!?])\s|\n", german.strip(), maxsplit=1)[0].strip().rstrip(".")
    if len(first) <= PROPOSED_TITLE:
        return first
    return first[: PROPOSED_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"
