"""Forms of the network's desk. Limits and rules are in rules.py and the actions; here is what can be typed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from app.answers.labels import ERRORS, LABELS, SENTENCES
from app.answers.rules import Outcome, joined
from app.core.errors import DomainError, Invalid
from app.core.forms import StaffForm
from app.routing.labels import ERRORS as ROUTING_ERRORS
from app.talks.labels import ERRORS as TALK_ERRORS

GERMAN = {"lang": "de"}


@dataclass(frozen=True)
class Choices:
    """What can be chosen for one case: value and words."""

    measures: list[tuple[int, str]]
    goals: list[tuple[str, str]]
    decisions: list[tuple[int, str]]
    ready: list[tuple[int, str]]


def number(value: Any) -> int | None:
    """A chosen number; None for the empty choice and for anything that is none."""
    return int(value) if str(value or "").isdigit() else None


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
    template = SelectField(_l("Ready text"), coerce=number, validate_choice=False, validators=[Optional()])
    outcome = RadioField(_l("What became of it?"), validate_choice=False)
    next_step = TextAreaField(
        _l("Next step, in one sentence"), validators=[Optional()], render_kw={**GERMAN, "rows": 2}
    )
    measures = SelectMultipleField(_l("Measures that belong to it"), coerce=int, validators=[Optional()])
    goals = SelectMultipleField(_l("Goals that belong to it"), validators=[Optional()])
    grants_resources = BooleanField(_l("It promises additional money or staff"))
    decision = SelectField(_l("Decision that grants it"), coerce=number, validators=[Optional()])
    review_on = DateField(_l("We look again on"), validators=[Optional()])
    together = BooleanField(_l("Publish it together with others, for example before the Dialogforum"))
    reason = StringField(_l("Why do you correct it?"), validators=[Optional()], render_kw=GERMAN)

    def offer(self, choices: Choices) -> None:
        """Fill in what can be chosen, in the language of the page."""
        self.measures.choices, self.goals.choices = choices.measures, choices.goals
        self.decision.choices = [("", _("No decision")), *choices.decisions]
        self.template.choices = [("", _("Please choose")), *choices.ready]
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

    def insert(self, text: str, simple: str) -> None:
        """Put a ready text behind what was typed; nothing typed is replaced."""
        self.text.data = joined(self.text.data or "", text)
        self.simple.data = joined(self.simple.data or "", simple)


class LookAgainForm(DeskForm):
    """Somebody looked at a published answer again; perhaps once more on another day."""

    next_on = DateField(_l("Once more on"), validators=[Optional()])


class SeenForm(DeskForm):
    """A button about an answer as it was seen."""

    version = IntegerField(widget=HiddenInput(), default=0)


class ReadyForm(DeskForm):
    """Answers to publish together. Each value is "<id>:<version>", so that nobody publishes what was not seen.

    `prepared` are all that were prepared to be published together; they count when that button was pressed.
    """

    answers = SelectMultipleField(validate_choice=False)
    prepared = SelectMultipleField(validate_choice=False)
    all_prepared = StringField()

    @property
    def chosen(self) -> dict[int, int]:
        """Version by answer id; what is not in that shape is left out."""
        values = self.prepared.data if self.all_prepared.data else self.answers.data
        pairs = [value.partition(":") for value in values or []]
        return {int(key): int(version) for key, _colon, version in pairs if key.isdigit() and version.isdigit()}
