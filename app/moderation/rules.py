"""Decisions and their reason codes. Source: domain.md 4.2; criticism, anger or spelling are never a reason."""

from __future__ import annotations

from enum import StrEnum

# Target for reading when no round says otherwise (domain.md section 5).
DEFAULT_WORKING_DAYS = 3
# How long "is being read by" stands without a sign of life.
CLAIM_MINUTES = 20
MAX_TITLE = 120
MAX_STATEMENT = 2000

# Version of the public participation rules (Spielregeln) that decisions refer to.
RULES_VERSION = "2026-11"


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
RESTRICTING = frozenset({Decision.RETURN, Decision.MERGE, Decision.REFER, Decision.REFUSE, Decision.TAKE_BACK})
