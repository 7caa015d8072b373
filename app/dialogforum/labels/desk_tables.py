"""Words of theme tables, their notes and counts, for staff."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.dialogforum.rules.tables import NoteDecision

LABELS: dict[StrEnum, Any] = {
    NoteDecision.RELEASED: _l("Everybody may read it"),
    NoteDecision.LEFT_OUT: _l("Left out"),
}
ERRORS: dict[str, Any] = {
    "table_name_wrong": _l("Please give the table a name of at most %(limit)s characters."),
    "table_place_wrong": _l("Please shorten the place to %(limit)s characters."),
    "table_host_wrong": _l("This person cannot be the host of this table. Please choose from the list."),
    "table_language_wrong": _l("Please choose languages from the list."),
    "note_kind_wrong": _l("Please say what kind of note it is."),
    "note_reference_unknown": _l("Nobody can read a contribution with this reference. Please look at it once more."),
    "note_measure_unknown": _l("This measure is not one of this field. Please choose from the list."),
    "note_fixed": _l("A commissioner has decided about this note already, or it became a contribution."),
    "note_decided": _l("Somebody has decided about this note already."),
    "note_changed": _l("Somebody changed this note meanwhile. You see it as it stands now. Your words are still here."),
    "note_reason_missing": _l("Please choose why words are left out."),
    "note_words_gone": _l("The words of this note are deleted. Their time was over."),
    "dots_wrong": _l("Please enter a whole number from 0 to %(limit)s."),
    "count_changed": _l("Somebody else entered a number meanwhile. Please compare it with yours."),
}
