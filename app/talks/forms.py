"""Forms of commissioners for a talk. Several stand on one page, so each gives its fields ids of their own."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField

from app.core.errors import DomainError
from app.core.forms import StaffForm
from app.talks.labels import ERRORS

ROWS = {"rows": 5}


class TalkForm(StaffForm):
    """A form beside one message, or below the talk. `mark` makes its ids its own."""

    def __init__(self, mark: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mark = mark
        self.said = ""
        for field in self:
            field.id = f"{field.short_name}-{mark}"
            field.label.field_id = field.id

    def blame(self, error: DomainError) -> None:
        """Put the sentence of a refused act to its field; without one, keep it for the top of the page."""
        words = str(ERRORS[error.code]) % error.facts
        name = getattr(error, "field", None)
        if name in self:
            self[name].errors = [*self[name].errors, words]
        else:
            self.said = words


class PassForm(TalkForm):
    """What goes on to author or network. `seen`: the German text that stood on the page, if there was one."""

    text = TextAreaField(_l("Words that are passed on"), render_kw=ROWS)
    german = TextAreaField(_l("German text for the network"), render_kw={**ROWS, "lang": "de"})
    seen = HiddenField()

    @property
    def german_seen(self) -> uuid.UUID | None:
        """The German text that the person had in view; a strange one is none."""
        try:
            return uuid.UUID(self.seen.data or "")
        except ValueError:
            return None


class KeepForm(TalkForm):
    """Why words are not passed on."""

    reason = TextAreaField(_l("Why is this not passed on?"), render_kw={"rows": 3, "lang": "de"})


class WriteForm(TalkForm):
    """Words of a commissioner to the author. `number` tells a second tap from a second message."""

    number = HiddenField()
    text = TextAreaField(_l("Write to the author, in German"), render_kw={**ROWS, "lang": "de"})

    def renew(self) -> WriteForm:
        """The next message carries a number of its own."""
        self.number.raw_data, self.number.data = None, secrets.token_hex(16)
        return self
