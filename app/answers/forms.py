"""Forms of the network's desk. Limits and rules are in rules.py and the actions; here is what can be typed."""

from __future__ import annotations

import secrets
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from app.answers.labels import ERRORS, LABELS, SENTENCES
from app.answers.rules import Outcome
from app.core.errors import DomainError, Invalid
from app.core.forms import StaffForm
from app.routing.labels import ERRORS as ROUTING_ERRORS
from app.talks.labels import ERRORS as TALK_ERRORS

GERMAN = {"lang": "de"}


class DeskForm(StaffForm):
    """A form that shows what an action refused beside the field it is about."""

    def blame(self, error: DomainError) -> None:
        """Put the sentence of a refused action to its field."""
        sentence = str({**ROUTING_ERRORS, **TALK_ERRORS, **ERRORS}[error.code]) % error.facts
        name = getattr(error, "field", None)
        field = self[name] if name in self else next(one for one in self if not isinstance(one.widget, HiddenInput))
        field.errors = [*field.errors, sentence]


class NoteForm(DeskForm):
    """A note for the own network."""

    note = TextAreaField(_l("Note for your network"), render_kw={"rows": 3})


class QuestionForm(DeskForm):
    """A question to the author. `number` tells a second tap from a second question."""

    number = HiddenField()
    question = TextAreaField(_l("Your question, in German"), render_kw={**GERMAN, "rows": 4})

    def renew(self) -> QuestionForm:
        """The next question carries a number of its own."""
        self.number.raw_data, self.number.data = None, secrets.token_hex(16)
        return self


class HandBackForm(DeskForm):
    """Why this is the wrong place, and which one is better."""

    reason = TextAreaField(_l("Why is this the wrong place?"), render_kw={"rows": 3})
    better_network = SelectField(
        _l("Better network"), coerce=lambda value: int(value) if value else None, validators=[Optional()]
    )
    better_place = StringField(_l("Or another place, in words"), validators=[Optional()])

    def offer(self, networks: list[tuple[int, str]]) -> None:
        """Fill in the other networks."""
        self.better_network.choices = [("", _("No network")), *networks]


class AnswerForm(DeskForm):
    """The answer of a network. `version` is the state of the answer that the writer saw; 0: there was none."""

    version = IntegerField(widget=HiddenInput(), default=0)
    text = TextAreaField(_l("Answer in German"), render_kw={**GERMAN, "rows": 10})
    simple = TextAreaField(
        _l("The same in Leichte Sprache"), validators=[Optional()], render_kw={"lang": "de-simple", "rows": 8}
    )
    outcome = RadioField(_l("What became of it?"), validate_choice=False)
    next_step = TextAreaField(
        _l("Next step, in one sentence"), validators=[Optional()], render_kw={**GERMAN, "rows": 2}
    )
    measures = SelectMultipleField(_l("Measures that belong to it"), coerce=int, validators=[Optional()])

    def __init__(self, *args: Any, measures: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measures.choices = measures
        self.outcome.choices = [
            (outcome.value, _("%(outcome)s. Residents read: %(sentence)s", outcome=LABELS[outcome], sentence=text))
            for outcome, text in SENTENCES.items()
        ]

    @property
    def chosen(self) -> Outcome | None:
        """The outcome that was chosen, if any."""
        return next((one for one in Outcome if one.value == self.outcome.data), None)

    def is_complete(self) -> bool:
        """Whether everything is there that a published answer needs; says all that is missing at once."""
        if self.chosen is None:
            self.blame(Invalid("outcome_missing", "outcome"))
        if not (self.text.data or "").strip():
            self.blame(Invalid("answer_missing", "text"))
        return not self.errors

    def start_from(self, version: int) -> None:
        """Let the words stand, but on top of what is saved now: for the page that shows both texts."""
        self.version.raw_data, self.version.data = None, version


class ReadyForm(DeskForm):
    """Answers to publish together. Each value is "<id>:<version>", so that nobody publishes what was not seen."""

    answers = SelectMultipleField(validate_choice=False)

    @property
    def chosen(self) -> dict[int, int]:
        """Version by answer id; what is not in that shape is left out."""
        pairs = [value.partition(":") for value in self.answers.data or []]
        return {int(key): int(version) for key, _colon, version in pairs if key.isdigit() and version.isdigit()}
