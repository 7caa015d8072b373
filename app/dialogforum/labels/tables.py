"""Words for the codes and errors of theme tables. Kinds of notes stand in the documentation: residents read them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.dialogforum.labels import desk_tables
from app.dialogforum.rules.tables import NoteKind

LABELS: dict[StrEnum, Any] = {
    NoteKind.SAID: _l("Said at the table"),
    NoteKind.PROPOSAL: _l("Proposal"),
    NoteKind.QUESTION: _l("Open question"),
    NoteKind.REACTION: _l("First reaction of the network"),
    **desk_tables.LABELS,
}
ERRORS: dict[str, Any] = {**desk_tables.ERRORS}
