"""Words of the card desk and of print runs, for staff."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.dialogforum.rules.cards import CardState

STATES: dict[StrEnum, Any] = {
    CardState.OPEN: _l("Not typed yet"),
    CardState.TYPED: _l("Typed in"),
    CardState.VOID: _l("Void"),
}
ERRORS: dict[str, Any] = {
    "card_number_missing": _l("Please enter the number of the card."),
    "card_number_wrong": _l("One digit of the card number is wrong. Please compare it with the card."),
    "card_fields_wrong": _l("Fields are digits from 1 to 8, or a question mark."),
    "card_language_wrong": _l("Please choose the language from the list."),
    "no_such_card": _l("No card with this number was printed."),
    "card_typed": _l("This card was typed in already. Nothing was stored twice."),
    "card_void": _l("This card is void: its sheet was lost. Please give it to the organisers."),
    "sheets_wrong": _l("Please enter a number of sheets from 1 to %(most)s."),
    "run_over": _l("These cards were printed more than an hour ago. Please print a new run, and void this one."),
    "cards_not_in_run": _l("These numbers do not belong to this run."),
    "nothing_to_void": _l("All of these cards are typed in or void already."),
    "print_form_old": _l("This page was open for a long time. Please look once more, then print."),
}
