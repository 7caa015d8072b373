"""Entering for somebody else: what the helper says about the help, and the questions of the journey."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms import ValidationError as Wrong
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app.contributions.forms.questions import OFF, Questions, clean, word
from app.contributions.rules import MAX_FIELDS, Interpreter, Words
from app.core.forms import StaffForm
from app.core.languages import locales

# The helper begins and writes; the notice and the last look are for the person, with the screen turned.
STEPS = ("start", "notice", "text", "check")
HELP = ("spoken", "organisation", "interpreter")
QUESTIONS = {
    "start": HELP,
    "notice": (),
    "text": ("fields", "text", "words", "district", "offer"),
    "check": ("contact", "text_language", "quote_allowed"),
}
CARRIED = tuple(name for step in STEPS for name in QUESTIONS[step]) + ("page_language", "journey", "asked")


class AssistedForm(Questions, StaffForm):
    """All answers of one entry, in the order of the pages."""

    steps, asks = STEPS, QUESTIONS
    spoken = SelectField(_l("Language of the person"), choices=[], validate_choice=False, default="", filters=[word])
    organisation = SelectField(
        _l("Your organisation"), [Optional()], choices=[], validate_choice=False, default="", filters=[word]
    )
    interpreter = RadioField(
        _l("Does somebody interpret?"),
        choices=[
            SelectChoice(Interpreter.NONE.value, _l("No, nobody")),
            SelectChoice(Interpreter.SPOKEN.value, _l("Yes, in spoken language")),
            SelectChoice(Interpreter.SIGNED.value, _l("Yes, in sign language")),
        ],
        default=Interpreter.NONE.value,
        validate_choice=False,
    )
    fields = SelectMultipleField(
        _l("What is it about?"), [Optional()], choices=[], coerce=str, validate_choice=False, default=[]
    )
    text = TextAreaField(
        _l("What does the person say?"), filters=[clean], render_kw={"autocomplete": "off", "spellcheck": "false"}
    )
    words = RadioField(
        _l("Whose words are these?"),
        choices=[
            SelectChoice(Words.OWN.value, _l("The person's own words, in the person's language")),
            SelectChoice(Words.NOTES.value, _l("My notes of what the person said")),
        ],
        default=Words.OWN.value,
        validate_choice=False,
    )
    offer = BooleanField(_l("The person offers to help"), false_values=OFF)
    # The language of the pages that the person reads. It stands in no address, so no browser remembers it.
    page_language = HiddenField(filters=[word])

    def carried(self, without: tuple[str, ...]) -> list[tuple[str, str]]:
        """Answers as hidden fields say them, without those that the page asks for."""
        return list(self._pairs(tuple(name for name in CARRIED if name not in without)))

    def _pairs(self, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for name in names:
            value = self[name].data
            values = value if isinstance(value, list) else ["y" if value is True else value]
            yield from ((name, str(one)) for one in values if one)

    def validate_spoken(self, field: SelectField) -> None:
        """Needed: the person's pages come in this language."""
        if not locales.is_text_language(field.data or ""):
            raise Wrong(_l("Please choose the language of the person."))

    def validate_organisation(self, field: SelectField) -> None:
        """One of the list; the list itself can change while a form is open."""
        self._of_the_list(field)

    def validate_interpreter(self, field: RadioField) -> None:
        """One of three."""
        self._of_the_list(field)

    def validate_words(self, field: RadioField) -> None:
        """One of two."""
        self._of_the_list(field)

    def validate_fields(self, field: SelectMultipleField) -> None:
        """At most three known ones; none means that nobody knows yet."""
        if len(field.data) > MAX_FIELDS:
            raise Wrong(_l("Please choose three fields at most."))
        for value in field.data:
            self._known(value, field)

    def _of_the_list(self, field: SelectField) -> None:
        self._known(field.data or "", field)

    def _known(self, value: str, field: SelectField) -> None:
        if value not in {choice.value for choice in field.choices or []}:
            raise Wrong(_l("Please choose from the list."))
