"""Forms of the moderation desk. Several stand on one page, so each gives its fields ids of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    Form,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from app.core.forms import StaffForm
from app.moderation.rules import MAX_TITLE

Choices = list[tuple[Any, Any]]
SHORT = {"rows": 3}
OPTIONAL = {"validators": [Optional()]}


def judged_later() -> Optional:
    """Empty is no error of the form but of the rule that is asked later; the page must not call it optional."""
    validator = Optional()
    validator.field_flags = {}
    return validator


def options(pairs: Choices) -> list[SelectChoice]:
    """Pairs of value and label as the fields take them."""
    return [SelectChoice(value, label) for value, label in pairs]


class CaseForm(StaffForm):
    """A form on the page of a case. `version` is the state of the case that the person saw."""

    slug = ""
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            field.id = f"{self.slug}-{field.short_name}"
            field.label.field_id = field.id

    def offer(self, name: str, choices: Choices) -> None:
        """Fill in what can be chosen."""
        self[name].choices = options(choices)


class ReleaseForm(CaseForm):
    """Release, with or without leaving something out."""

    slug = "release"
    fields = SelectMultipleField(_l("Action fields, one to three"), coerce=int)
    primary = RadioField(_l("Main field: its network answers"), coerce=int, validators=[Optional()])
    # Two buttons: one press decides who may read it and releases.
    public = RadioField(
        _l("Who may read it?"),
        choices=options([("yes", _l("Everybody")), ("no", _l("The networks only"))]),
        validators=[InputRequired(_l("Please choose who may read it."))],
    )
    title = StringField(_l("German title"), **OPTIONAL, render_kw={"maxlength": MAX_TITLE, "lang": "de"})
    kind = SelectField(_l("Kind"), **OPTIONAL)
    audiences = SelectMultipleField(_l("Groups"), **OPTIONAL)
    language = SelectField(_l("Language of the text"), **OPTIONAL)
    german = TextAreaField(_l("German working text"), **OPTIONAL, render_kw={"rows": 8, "lang": "de"})
    redacted = TextAreaField(_l("Text that others may read"), **OPTIONAL, render_kw={"rows": 6})
    redaction_reason = SelectField(_l("Why something is left out"), **OPTIONAL)
    hidden_for = SelectField(_l("Why only the networks read it"), **OPTIONAL)


class RedactForm(CaseForm):
    """Leave something out of a text that is already released."""

    slug = "redact"
    redacted = TextAreaField(_l("Text that others may read"), render_kw={"rows": 6})
    redaction_reason = SelectField(_l("Why something is left out"))
    title = StringField(_l("German title"), **OPTIONAL, render_kw={"maxlength": MAX_TITLE, "lang": "de"})
    german = TextAreaField(_l("German working text"), **OPTIONAL, render_kw={"rows": 6, "lang": "de"})


class ReturnForm(CaseForm):
    """Ask the author."""

    slug = "return"
    message = TextAreaField(_l("Your question to the author"), render_kw=SHORT)
    reason = SelectField(_l("Reason"), **OPTIONAL)


class MergeForm(CaseForm):
    """Join with another contribution."""

    slug = "merge"
    main = StringField(_l("Reference of the main contribution"), render_kw={"maxlength": 12, "dir": "ltr"})
    statement = TextAreaField(_l("Words to the author"), **OPTIONAL, render_kw=SHORT)


class ReferForm(CaseForm):
    """Point to advice."""

    slug = "refer"
    advice = SelectMultipleField(_l("Advice services that fit best"), **OPTIONAL)
    statement = TextAreaField(_l("Words to the author"), **OPTIONAL, render_kw=SHORT)


class RefuseForm(CaseForm):
    """Refuse."""

    slug = "refuse"
    reason = SelectField(_l("Reason"), validators=[judged_later()])
    statement = TextAreaField(_l("Words to the author"), **OPTIONAL, render_kw=SHORT)


class TakeBackForm(CaseForm):
    """Undo a release."""

    slug = "take-back"
    statement = TextAreaField(_l("Why it is taken back"), render_kw=SHORT)


class SplitForm(CaseForm):
    """Undo a merge."""

    slug = "split"
    statement = TextAreaField(_l("Words to the author"), **OPTIONAL, render_kw=SHORT)


class ObjectionForm(StaffForm):
    """Decide an objection."""

    upheld = RadioField(
        _l("Your decision"),
        choices=options([("yes", _l("The author is right: read the text again")), ("no", _l("The decision stays"))]),
        validators=[InputRequired(_l("Please choose a decision."))],
    )
    statement = TextAreaField(_l("Words to the author"), **OPTIONAL, render_kw=SHORT)


class HandOverForm(StaffForm):
    """Leave one case to a colleague."""

    colleague = SelectField(_l("Colleague"), coerce=int, validate_choice=False)
    note = TextAreaField(_l("Note to the colleague"), **OPTIONAL, render_kw=SHORT)


class WaveForm(StaffForm):
    """One decision for many similar texts. `cases` holds references with the versions that the person saw."""

    cases = SelectMultipleField(_l("Texts"), validate_choice=False)
    decision = RadioField(
        _l("One decision for all"),
        choices=options(
            [
                ("refuse", _l("Refuse all of them")),
                ("merge", _l("Merge all of them into the first one, which then waits alone")),
                ("refer", _l("Refer all of them to advice")),
            ]
        ),
        validators=[InputRequired(_l("Please choose a decision."))],
    )
    reason = SelectField(_l("Reason, if you refuse"), **OPTIONAL)
    statement = TextAreaField(_l("Words to the authors"), **OPTIONAL, render_kw=SHORT)


class ContactForm(StaffForm):
    """See the author's address."""

    reason = TextAreaField(_l("Why do you need the address?"), render_kw=SHORT)


class SealedForm(StaffForm):
    """Read a sealed original."""

    reason = TextAreaField(_l("Why do you need to read it?"), render_kw=SHORT)


class QueueFilter(Form):  # type: ignore[misc]
    """What to see of the queue; sent as part of the address."""

    action_field = SelectField(_l("Action field"), validate_choice=False, default="")
    language = SelectField(_l("Language"), validate_choice=False, default="")
    source = SelectField(_l("How it came"), validate_choice=False, default="")
    waits = SelectField(_l("How long it waits"), validate_choice=False, default="")


def or_none(choices: Iterable[tuple[str, Any]], word: Any) -> Choices:
    """The same choices after an empty one that says `word`."""
    return [("", word), *choices]
