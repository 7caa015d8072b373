"""What an author types: the number, and words about a case. The page itself proves where a form came from (`case`)."""

from __future__ import annotations

import uuid

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import Field, SelectChoice

from app.contributions.rules import MAX_TEXT, length
from app.core.forms import LanguageField
from app.followup.rules import Act

TO_COMMISSIONER = "commissioner"


class CodeForm(FlaskForm):  # type: ignore[misc]
    """One field for the number. Opening a case changes nothing, so it needs no token; guesses are limited."""

    class Meta:
        csrf = False

    code = StringField(_l("Your number"))


class CaseForm(FlaskForm):  # type: ignore[misc]
    """Every box of the case page is part of one form, so that switching the language keeps all words."""

    class Meta:
        csrf = False

    case = HiddenField()
    text = TextAreaField(_l("Your text"))
    # Empty: what the words themselves tell.
    text_language = LanguageField(_l("Language of your text"))
    message = TextAreaField(_l("What do you want to add?"), render_kw={"rows": 5})
    answer = TextAreaField(_l("Your reply"), render_kw={"rows": 5})
    talk = TextAreaField(_l("Write here"), render_kw={"rows": 5})
    # The question that is replied to; "commissioner": for the commissioners alone.
    talk_to = SelectField(_l("Who should read it?"), choices=[], validate_choice=False, default="")
    help_words = TextAreaField(_l("Do you want to say why?"), render_kw={"rows": 3})
    reason = TextAreaField(_l("Why should we decide differently?"), render_kw={"rows": 5})

    def offer_readers(self, questions: list[tuple[str, str]]) -> None:
        """Whose question can be replied to (id and name of the network), and the commissioners. What was chosen stays
        while it is there; else the first."""
        alone = SelectChoice(TO_COMMISSIONER, _("The commissioner alone"))
        networks = [SelectChoice(key, name, render_kw={"lang": "de"}) for key, name in questions]
        self.talk_to.choices = [*networks, alone]
        if self.talk_to.data not in {choice.value for choice in self.talk_to.choices}:
            self.talk_to.data = self.talk_to.choices[0].value

    @property
    def question(self) -> uuid.UUID | None:
        """The question that the words of the talk reply to; one that nobody knows stays nobody's."""
        if self.talk_to.data in {"", TO_COMMISSIONER}:
            return None
        try:
            return uuid.UUID(self.talk_to.data)
        except ValueError:
            return uuid.UUID(int=0)

    def box(self, act: Act) -> Field | None:
        """The box whose words an act sends; None for acts without words."""
        names = {
            Act.CORRECT: "text",
            Act.MORE: "message",
            Act.REPLY: "answer",
            Act.TALK: "talk",
            Act.OBJECT: "reason",
            Act.HELPED: "help_words",
        }
        return self[names[act]] if act in names else None

    def boxes(self) -> list[Field]:
        """All boxes in which something stands."""
        boxes = (self.text, self.message, self.answer, self.talk, self.reason, self.help_words)
        return [field for field in boxes if field.data]

    def accept(self, act: Act) -> bool:
        """Check the words of one act. What is wrong stands at its box; nothing typed is changed."""
        box = self.box(act)
        if box is None:
            return True
        if act is Act.HELPED and not (box.data or "").strip():
            return True
        problem = _problem(box.data or "")
        box.errors = [problem] if problem else []
        return problem is None


def _problem(words: str) -> str | None:
    size = length(words)
    if size == 0:
        return str(_("Please write something first."))
    if size > MAX_TEXT:
        return str(_("This is too long. Please remove %(over)s characters.", over=size - MAX_TEXT))
    return None
