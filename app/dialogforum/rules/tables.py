"""Theme tables: kinds of notes, what a commissioner decides about one, limits."""

from __future__ import annotations

from enum import StrEnum

MAX_NAME = 120
MAX_PLACE = 120
MAX_DOTS = 9999
# The key under which a note becomes a contribution: pressed twice, it is one.
IMPORT = "table-note:{}"


class NoteKind(StrEnum):
    """What a note of a theme table is."""

    SAID = "said"
    PROPOSAL = "proposal"
    QUESTION = "open_question"
    REACTION = "first_reaction"


class NoteDecision(StrEnum):
    """What a commissioner decided about a note: nothing of it is public before."""

    RELEASED = "note_released"
    LEFT_OUT = "note_left_out"
