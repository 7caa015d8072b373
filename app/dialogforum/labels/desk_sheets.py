"""Words of the page that takes in spreadsheets. Staff alone read them."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from app.contributions.rules import Source
from app.core.languages import locales
from app.dialogforum.labels.desk_cards import ERRORS as CARD_ERRORS
from app.dialogforum.rules.sheets import Column, Fate, heading

LABELS: dict[StrEnum, Any] = {
    Fate.ACCEPTED: _l("Accepted"),
    Fate.KNOWN: _l("Known already"),
    Fate.REFUSED: _l("Refused"),
    Fate.LEFT_OUT: _l("Left out"),
    # Headings of the template. Whoever translates: one word or two, each different from the others.
    Column.ID: _l("Row id"),
    Column.TEXT: _l("Text"),
    Column.LANGUAGE: _l("Language"),
    Column.FIELDS: _l("Action fields"),
    Column.DISTRICT: _l("District"),
    Column.OFFER: _l("Wants to help"),
    Column.QUOTE: _l("May be quoted"),
    Column.CARD: _l("Card number"),
}
SOURCES = {
    Source.TABLE_NOTE: _l("Notes of a theme table"),
    Source.WORKSHOP: _l("Protected workshop"),
    Source.PARTNER: _l("List of a partner organisation"),
}
# What each column is for, and an example.
MEANINGS: dict[Column, tuple[Any, str]] = {
    Column.TEXT: (_l("The words of the person. The only column that must be there."), "Mehr Bänke im Park."),
    Column.LANGUAGE: (_l("Name or short form of the language. Empty: the words tell it."), "Ukrainisch, uk"),
    Column.FIELDS: (_l("One to three numbers. Empty: not known."), "4, 6"),
    Column.DISTRICT: (_l("The official name. Empty: not said."), "Mesum"),
    Column.OFFER: (_l("Yes or no."), "ja"),
    Column.QUOTE: (_l("Yes or no. Empty means no."), "nein"),
    Column.CARD: (_l("The number of the paper card, if there is one. Who holds its stub can follow."), "10023-4"),
    Column.ID: (_l("A number of your own. It makes sure that no row comes in twice."), "17"),
}
# Headings of the report.
REPORT = (_l("Row"), _l("What became of it"), _l("Why"), _l("Reference"))

ERRORS: dict[str, Any] = {
    "sheet_missing": _l("Please choose a file."),
    "sheet_too_large": _l("This file is too large. Please divide it into several files."),
    "sheet_too_many_rows": _l("The file has more than %(most)s rows. Please divide it into several files."),
    "sheet_empty": _l("There is no row with text in this file."),
    "sheet_broken_row": _l("Row %(row)s cannot be read. A quotation mark may be missing."),
    "sheet_old_kind": _l("This kind of file cannot be read. Please save it as XLSX or CSV, without a password."),
    "sheet_macros": _l("This file holds macros. Please save it as XLSX or CSV without macros."),
    "sheet_unreadable": _l("This file cannot be read. Please save it once more as XLSX or CSV."),
    "sheet_column_twice": _l("Two columns have the same meaning: %(column)s"),
    "sheet_no_text_column": _l("No column is called Text. The first row must hold the names of the columns."),
    "sheet_form_old": _l("This page was open for too long. Please choose the file once more."),
    "sheet_changed": _l("Something has changed since you looked. Nothing was taken in. Please look once more."),
    "sheet_id_twice": _l("The same id stands in an earlier row."),
    "sheet_id_other_words": _l("Other words came with this id before. If this is a new text, give it a new id."),
    "sheet_card_twice": _l("The same card number stands in an earlier row."),
}
# Why a row is refused, in words for somebody who sees cells. What is missing here has its words above or elsewhere.
REASONS: dict[str, Any] = {
    **CARD_ERRORS,
    **ERRORS,
    "text_missing": _l("There is no text."),
    "text_too_long": _l("The text is too long. Characters too many: %(over)s"),
    "line_language_unknown": _l("This language is not known."),
    "line_fields_wrong": _l("The action fields are not numbers from 1 to 8."),
    "line_flag_wrong": _l("A yes-or-no cell holds something else."),
    "no_field": _l("There is no action field %(number)s."),
    "no_district": _l("There is no district with this name."),
}


@cache
def headings() -> dict[str, Column]:
    """The headings of the templates in every language that staff work in."""
    found = {}
    for language in locales.STAFF:
        with force_locale(language.locale):
            found.update({heading(str(LABELS[column])): column for column in Column})
    return found


def reason(code: str, facts: Any) -> str:
    """Why a row is refused."""
    return str(REASONS[code]) % facts
