"""How far a translation can be trusted, and what waits most. Pure words without database."""

from __future__ import annotations

from enum import StrEnum

MAX_TRANSLATION = 6000  # translations grow; the original has 4,000 at most
GERMAN = "de"
# The author's own German in simple words needs no German working text.
GERMAN_TAGS = frozenset({"de", "de-simple"})


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
    OUTDATED = "need_outdated"
    TO_CHECK = "need_to_check"


class SubjectKind(StrEnum):
    """What can be translated here."""

    CONTRIBUTION = "contribution"
    MESSAGE = "message"
    ANSWER = "answer"
