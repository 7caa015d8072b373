"""The editor's form: one translation per part of a text, and whether it was compared."""

from __future__ import annotations

import uuid

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import Optional

from app.core.errors import Invalid
from app.core.forms import StaffForm
from app.translating.labels import ERRORS
from app.translating.rules import PARTS


class TranslationForm(StaffForm):
    """Both sides are compared by the version of the source that the translator saw."""

    text = TextAreaField(_l("Translation"), render_kw={"rows": 14})
    statement = TextAreaField(_l("Translation"), validators=[Optional()], render_kw={"rows": 6})
    next_step = TextAreaField(_l("Translation of the next step"), validators=[Optional()], render_kw={"rows": 3})
    correction = TextAreaField(
        _l("Translation of why it was corrected"), validators=[Optional()], render_kw={"rows": 2}
    )
    text_source = HiddenField()
    statement_source = HiddenField()
    next_step_source = HiddenField()
    correction_source = HiddenField()
    checked = BooleanField(_l("I compared it with the source, and it is right."))

    def speak(self, language: str) -> None:
        """Let the boxes know the language of what is written into them."""
        for part in PARTS:
            self[part].render_kw = {**(self[part].render_kw or {}), "lang": language}

    def sources(self, parts: list[str]) -> dict[str, uuid.UUID]:
        """Ids of the versions that stood beside the boxes. A broken id counts as one that is gone."""
        return {part: _id(self[f"{part}_source"].data) for part in parts}

    def blame(self, error: Invalid) -> None:
        """Put the sentence of a refused action to its field."""
        field = self._fields.get(error.field or "", self.text)
        field.errors = [*field.errors, str(ERRORS[error.code]) % error.facts]


def _id(value: str | None) -> uuid.UUID:
    try:
        return uuid.UUID(value or "")
    except ValueError:
        return uuid.UUID(int=0)
