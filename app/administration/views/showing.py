"""How values of sheets are shown: in words, with the name of their language."""

from __future__ import annotations

from datetime import date
from typing import Any

from babel.dates import format_date
from flask_babel import get_locale
from flask_babel import gettext as _

from app.administration import forms, labels
from app.administration.nouns import Noun
from app.administration.nouns.reasons import Reasons
from app.administration.rules import Field, Shape, Sheet
from app.core.languages import locales
from app.core.languages.locales import Language
from app.followup.labels import WHY
from app.moderation.labels import LABELS as REASON_LABELS
from app.words import label

# What the subjects of history are called in the log.
SUBJECTS = {
    "configuration": labels.NOUNS["settings"].title,
    "participation_round": labels.NOUNS["rounds"].title,
    "network": labels.NOUNS["networks"].title,
    "organisation": labels.NOUNS["organisations"].title,
    "advice_service": labels.NOUNS["services"].title,
    "district": labels.NOUNS["districts"].title,
    "audience_tag": labels.NOUNS["audiences"].title,
    "response_template": labels.NOUNS["templates"].title,
    "standing_text": labels.NOUNS["reasons"].title,
}


class Showing:
    """Words for the values of one kind of thing, for its templates."""

    def __init__(self, noun: Noun) -> None:
        self.noun = noun
        self._fields = {field.name: field for field in noun.fields}

    def title(self, row: Any) -> str:
        """What a row is called."""
        if isinstance(self.noun, Reasons):
            return str(REASON_LABELS[self.noun.code(row)])
        return self.noun.title(row)

    def proposed(self, row: Any) -> str:
        """The sentence that stands while the office wrote none; empty for other things."""
        return str(WHY[self.noun.code(row)]) if isinstance(self.noun, Reasons) else ""

    def name(self, flat: str) -> str:
        """The label of a flat name, with the language it is in."""
        field, _dot, tag = flat.partition(".")
        words = str(labels.FIELDS[field])
        return f"{words} ({locales.known(tag).name})" if tag else words

    def value(self, flat: str, value: Any) -> str:
        """A value in words."""
        field = self._fields.get(flat.partition(".")[0])
        if field is None or value in ("", [], None):
            return "–"
        return _spoken(field, value)

    def language(self, flat: str) -> str:
        """The tag of the language that a flat value is in, for its `lang`."""
        return flat.partition(".")[2] or "de"

    def missing(self, sheet: Sheet) -> list[Language]:
        """Languages into which something written in German is not translated."""
        written = [sheet[field.name] for field in self.noun.fields if field.shape is Shape.LANGUAGES]
        wanted = [texts for texts in written if texts]
        return [one for one in locales.OFFERED if any(not texts.get(one.tag) for texts in wanted)]

    def rows(self, form: forms.SheetForm, field: Field) -> range:
        """Numbers of the rows that a form shows for a field."""
        return range(forms.row_count(form, field))


def _spoken(field: Field, value: Any) -> str:
    if field.shape is Shape.ROWS:
        return "; ".join(
            ", ".join(_spoken(one, row[one.name]) for one in field.columns if row.get(one.name)) for row in value
        )
    if field.shape is Shape.FLAG:
        return _("Yes") if value else _("No")
    if field.shape is Shape.DAY:
        return str(format_date(date.fromisoformat(value), "medium", locale=get_locale()))
    if field.shape is Shape.CHOICE:
        return label(next(one for one in field.choices if one.value == value))
    return str(value)
