"""Words for the codes of this room: enum values and errors. Templates print them with the filter `label`."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.translating.rules import Need, SubjectKind, TranslationState

LABELS: dict[StrEnum, Any] = {
    TranslationState.MACHINE_UNCHECKED: _l("Translated by a machine, not checked"),
    TranslationState.MACHINE_CHECKED: _l("Translated by a machine, checked by a person"),
    TranslationState.HUMAN_UNCHECKED: _l("Translated by a person"),
    TranslationState.HUMAN_CHECKED: _l("Translated by a person and checked"),
    SubjectKind.CONTRIBUTION: _l("Contribution"),
    SubjectKind.MESSAGE: _l("Message"),
    SubjectKind.ANSWER: _l("Answer"),
    SubjectKind.DECISION: _l("Words about a decision"),
    SubjectKind.OBJECTION: _l("Objection"),
    SubjectKind.TABLE_NOTE: _l("Note of a theme table"),
    SubjectKind.COMMITMENT: _l("Promise of the Dialogforum"),
    SubjectKind.DOCUMENTATION: _l("Opening words of a documentation"),
    Need.TO_READ: _l("Waits to be read"),
    Need.FOR_NETWORK: _l("For the network"),
    Need.FOR_AUTHOR: _l("Answer for the author"),
    Need.FOR_TABLE: _l("For the people of a theme table"),
    Need.OUTDATED: _l("The source has changed"),
    Need.TO_CHECK: _l("Not checked yet"),
}
ERRORS: dict[str, Any] = {
    "translation_missing": _l("Please write the translation first."),
    "translation_too_long": _l("Please shorten this to %(limit)s characters."),
    "source_changed": _l("The source text has changed. Please compare it with your translation."),
    "same_language": _l("This text is written in that language already."),
}
