"""The journey's questions as one form: each step shows some of them, the others ride along as hidden fields."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms import ValidationError as Wrong
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app.contributions.contact import usual_address
from app.contributions.labels import ERRORS
from app.contributions.rules import MAX_TEXT, Entry, clean_text
from app.core.forms import LanguageField, ResidentForm

STEPS = ("field", "text", "contact", "check")
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "field": ("action_field",),
    "text": ("text", "district", "offer"),
    "contact": ("contact_wanted", "contact"),
    "check": ("text_language", "quote_allowed"),
}
# Answers that ride along: contract.md, "Names in the resident forms", and two of our own.
CARRIED = (
    "action_field",
    "text",
    "district",
    "offer",
    "contact",
    "text_language",
    "quote_allowed",
    "entry",
    "journey",
    "then",
    "asked",
)
UNSURE = "unsure"
_OFF = (False, "", "0", "no", "false")


def _clean(value: str | None) -> str:
    return clean_text(value or "")


def _word(value: str | None) -> str:
    return (value or "").strip()


class JourneyForm(ResidentForm):
    """All answers of the journey. An empty or unknown field means "I do not know" and is never an error."""

    action_field = StringField(_l("What is it about?"), filters=[_word])
    text = TextAreaField(_l("Your idea"), filters=[_clean])
    district = SelectField(_l("Where in the city?"), [Optional()], choices=[], validate_choice=False, default="")
    offer = BooleanField(_l("I would like to help with this"), false_values=_OFF)
    contact_wanted = RadioField(
        _l("May we write to you?"),
        [Optional()],
        choices=[
            SelectChoice("no", _l("No. I will look for the answer myself.")),
            SelectChoice("yes", _l("Yes, by e-mail")),
        ],
        validate_choice=False,
    )
    contact = EmailField(_l("E-mail address"), [Optional()], filters=[_word], render_kw={"autocomplete": "off"})
    # Empty: what the words themselves tell.
    text_language = LanguageField(_l("Language of your text"), [Optional()])
    quote_allowed = BooleanField(_l("A sentence of mine may stand in the report"), false_values=_OFF)
    entry = HiddenField(filters=[_word])
    journey = HiddenField(filters=[_word])
    # "check" while one answer is being changed from the check page.
    then = HiddenField(filters=[_word])
    # Set once the check page has asked about a phone number or the like: it asks once.
    asked = HiddenField(filters=[_word])
    # Set on the contact page when an address was there already: then "no" means that it goes.
    contact_kept = HiddenField(filters=[_word])

    def settle(self, districts: Mapping[str, str]) -> None:
        """Give the form its districts, and make one answer of the two about contact."""
        self.district.choices = [SelectChoice(key, name) for key, name in {"": _l("No answer"), **districts}.items()]
        if self.entry.data not in set(Entry):
            self.entry.data = ""
        if self.action_field.data not in {str(number) for number in range(1, 9)}:
            self.action_field.data = UNSURE if self.action_field.data else ""
        # Who types an address but overlooks the buttons above wants mail; who had one and says no does not.
        if self.contact_wanted.data == "no" and self.contact_kept.data:
            self.contact.data = ""
        if self.contact.data or self.contact_wanted.data != "yes":
            self.contact_wanted.data = "yes" if self.contact.data else "no"

    def validate_text(self, field: TextAreaField) -> None:
        """Required, and at most 4,000 characters as the limit counts them."""
        if not field.data:
            raise Wrong(ERRORS["text_missing"])
        if len(field.data) > MAX_TEXT:
            raise Wrong(str(ERRORS["text_too_long"]) % {"over": len(field.data) - MAX_TEXT})

    def validate_district(self, field: SelectField) -> None:
        """One of the list; the list itself can change while a form is open."""
        if field.data not in {choice.value for choice in field.choices or []}:
            raise Wrong(_l("Please choose the district from the list."))

    def validate_contact_wanted(self, field: RadioField) -> None:
        """ "Yes" without an address is a question left open."""
        if field.data == "yes" and not self.contact.data:
            raise Wrong(_l("Please write your e-mail address, or choose No."))

    def validate_contact(self, field: EmailField) -> None:
        """Only the way it is written is looked at."""
        if field.data and usual_address(field.data) is None:
            raise Wrong(ERRORS["not_an_address"])

    def passes(self, *steps: str) -> bool:
        """Check the answers of these steps alone; what is wrong stands at its question."""
        names = [name for step in steps for name in QUESTIONS[step]]
        results = [self.one_passes(name) for name in names]  # all of them: each wrong answer is explained
        return all(results)

    def one_passes(self, name: str) -> bool:
        """Check one answer, by its own validators and the method of this class that bears its name."""
        own = getattr(type(self), f"validate_{name}", None)
        return bool(self[name].validate(self, [own] if own else []))

    def first_wrong(self) -> str | None:
        """The first step with an answer that cannot be sent; None when everything can."""
        return next((step for step in STEPS if not self.passes(step)), None)

    @property
    def district_name(self) -> str:
        """The name of the chosen district, empty without one."""
        names = {choice.value: str(choice.label) for choice in self.district.choices or []}
        return names.get(self.district.data, "") if self.district.data else ""

    @property
    def pressed(self) -> str:
        """Which button sent the form: switch_language, back, change, send or next."""
        for name in ("switch_language", "back", "change", "send"):
            if name in request.form:
                return name
        return "next"
