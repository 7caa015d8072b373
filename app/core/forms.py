"""Forms of residents and of staff: how each proves that it came from this site.

Residents get no cookie, so their forms carry a signed, stateless token; Fetch-Metadata and Origin are checked in
web.py for every POST. Staff forms are protected by Flask-WTF with the one staff cookie.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, ValidationError
from wtforms.fields import SelectChoice

from app.core import clock, keys

TOKEN_PURPOSE = "resident-form"  # noqa: S105  (a name, not a password)
# Nobody reads the questions and answers in less; a machine does. It only sorts the queue (rule 13).
FAST_SECONDS = 4
# Categories of characters that nobody types on purpose in a single line: controls, surrogates, private ones.
UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})


def form_token() -> str:
    """A fresh token that says: this site made the form, at this moment."""
    return keys.seal(TOKEN_PURPOSE, {"at": int(clock.now().timestamp())})


def token_age(token: str) -> float | None:
    """Seconds since the form was made; None when the token is broken or older than FORM_TOKEN_AGE."""
    try:
        content = keys.unseal(TOKEN_PURPOSE, token)
    except keys.SealBroken:
        return None
    age = clock.now().timestamp() - float(content["at"])
    limit = current_app.config["FORM_TOKEN_AGE"].total_seconds()
    return age if age <= limit else None


class LanguageField(SelectField):  # type: ignore[misc]
    """A list of languages, each marked with the language it is written in; "" stands for what the words tell."""

    def __init__(self, label: Any, validators: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(label, validators, choices=[], validate_choice=False, default="", **more)

    def offer(self, choices: list[tuple[str, str]], guess: str) -> None:
        """Take over the pairs of tag and name; `guess`: the language that the words seem to be in."""
        self.choices = [SelectChoice(tag, name, render_kw={"lang": tag or guess}) for tag, name in choices]


def clean_line(words: str) -> str:
    """One line of typed words: composed letters, no invisible signs, single spaces."""
    kept = "".join(char for char in unicodedata.normalize("NFC", words) if unicodedata.category(char) not in UNSEEN)
    return " ".join(kept.split())


class ResidentForm(FlaskForm):  # type: ignore[misc]
    """Base of every form for residents: stateless token and a trap that people do not see."""

    class Meta:
        csrf = False

    form_token = HiddenField()
    # Robots fill in everything; people never see this field (hidden by the style sheet, not by type).
    website = StringField(_l("Leave this field empty"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.age = token_age(self.form_token.data or "") if self.is_submitted() else None
        # The page that is shown next always carries a fresh token; what was typed stays.
        self.form_token.data = form_token()

    def validate_form_token(self, _field: HiddenField) -> None:
        """A missing, foreign or old token is explained; the text stays in the form and can be sent again."""
        if self.age is None:
            raise ValidationError(_l("This page was open for a long time. Please send it once more."))

    @property
    def looks_automatic(self) -> bool:
        """Signs of a robot; used for sorting alone."""
        return bool(self.website.data) or (self.age is not None and self.age < FAST_SECONDS)


class StaffForm(FlaskForm):  # type: ignore[misc]
    """Base of every form for staff: protected by Flask-WTF's token in the staff cookie."""
