"""What an author types: the number, and words about a case. The page itself proves where a form came from (`case`)."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.fields import Field

from app.contributions.rules import MAX_TEXT, length
from app.core.forms import LanguageField
from app.followup.rules import Act


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
    reason = TextAreaField(_l("Why should we decide differently?"), render_kw={"rows": 5})

    def box(self, act: Act) -> Field | None:
        """The box whose words an act sends; None for acts without words."""
        names = {Act.CORRECT: "text", Act.MORE: "message", Act.REPLY: "answer", Act.OBJECT: "reason"}
        return self[names[act]] if act in names else None

    def boxes(self) -> list[Field]:
        """All boxes in which something stands."""
        return [field for field in (self.text, self.message, self.answer, self.reason) if field.data]

    def accept(self, act: Act) -> bool:
        """Check the words of one act. What is wrong stands at its box; nothing typed is changed."""
        box = self.box(act)
        if box is None:
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
