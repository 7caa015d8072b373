"""How far a translation can be trusted, and what waits most. Pure words without database."""

from __future__ import annotations

import uuid
from enum import StrEnum

MAX_TRANSLATION = 6000  # translations grow; the original has 4,000 at most
GERMAN = "de"
# The author's own German in simple words needs no German working text.
GERMAN_TAGS = frozenset({"de", "de-simple"})
UNDETERMINED = "und"
# Parts of texts that travel between languages, in the order of the editor.
PARTS = ("text", "statement", "next_step", "correction")


def author_language(reading: str, written: str) -> str:
    """The language in which an author wants to be answered: the one of the pages that were read, or, where those
    were German, the one of the author's own words."""
    if reading != GERMAN:
        return reading
    return GERMAN if written in GERMAN_TAGS or written == UNDETERMINED else written


class TranslationState(StrEnum):
    """Who made a translation, and whether somebody compared it (Wording.label_code)."""

    MACHINE_UNCHECKED = "machine_unchecked"
    MACHINE_CHECKED = "machine_checked"
    HUMAN_UNCHECKED = "human_unchecked"
    HUMAN_CHECKED = "human_checked"


def state_of(*, machine: bool, checked: bool) -> TranslationState:
    """How far a translation can be trusted."""
    if machine:
        return TranslationState.MACHINE_CHECKED if checked else TranslationState.MACHINE_UNCHECKED
    return TranslationState.HUMAN_CHECKED if checked else TranslationState.HUMAN_UNCHECKED


class Need(StrEnum):
    """Why a text waits for a translation, the most urgent first."""

    TO_READ = "need_to_read"
    FOR_NETWORK = "need_for_network"
    FOR_AUTHOR = "need_for_author"
    FOR_TABLE = "need_for_table"
    OUTDATED = "need_outdated"
    TO_CHECK = "need_to_check"


class SubjectKind(StrEnum):
    """What can be translated here."""

    CONTRIBUTION = "contribution"
    MESSAGE = "message"
    ANSWER = "answer"
    DECISION = "decision"
    OBJECTION = "objection"
    TABLE_NOTE = "table_note"
    COMMITMENT = "commitment"
    DOCUMENTATION = "forum_documentation"


# Kinds whose key is a number; residents' own words have random keys.
NUMBERED = frozenset({SubjectKind.ANSWER, SubjectKind.DECISION, SubjectKind.COMMITMENT, SubjectKind.DOCUMENTATION})


def key_of(kind: SubjectKind, written: str) -> uuid.UUID | int:
    """The key of a text of this kind as it is written in addresses and in the outbox. Raises ValueError."""
    return int(written) if kind in NUMBERED else uuid.UUID(written)
