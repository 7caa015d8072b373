"""Words for staff about the documentation and commitments."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.dialogforum.rules.documentation import Standing

LABELS: dict[StrEnum, Any] = {
    Standing.OVERDUE: _l("Its day is over"),
    Standing.SOON: _l("Due soon"),
    Standing.LATER: _l("Has time"),
    Standing.DONE: _l("Done"),
}
ERRORS: dict[str, Any] = {
    "commitment_words_wrong": _l("Please say what was promised, in at most %(limit)s characters."),
    "commitment_owner_wrong": _l("Please say who carries it out, in at most %(limit)s characters."),
    "commitment_day_wrong": _l("Please enter a day after the Dialogforum."),
    "commitment_field_wrong": _l("Please choose a field from the list."),
    "commitment_network_missing": _l("No network carries this field now. Please set one first."),
    "commitment_report_missing": _l("Please say in one or two sentences what became of it."),
    "commitment_state_wrong": _l("Please choose how it stands."),
    "commitment_public": _l(
        "The documentation is published. A promise cannot be taken away any more; say how it stands."
    ),
    "documentation_changed": _l("Somebody else changed this. You see it as it stands now. Your words are still here."),
    "documentation_number_wrong": _l("Please enter a whole number from 0 to %(most)s."),
    "documentation_long": _l("Please shorten this to %(limit)s characters."),
    "documentation_early": _l("The Dialogforum has not taken place yet."),
    "documentation_hidden": _l("Please publish the documentation first."),
    "thanked_already": _l("The thanks have left already. Nobody gets them twice."),
}
