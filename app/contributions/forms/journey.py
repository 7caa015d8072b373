"""The journey's questions as one form: each step shows some of them, the others ride along as hidden fields."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField
from wtforms import ValidationError as Wrong
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app.contributions.forms.questions import Questions, word
from app.contributions.rules import Entry
from app.core.forms import ResidentForm

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


class JourneyForm(Questions, ResidentForm):
    """All answers of the journey. An empty or unknown field means "I do not know" and is never an error."""

    steps, asks = STEPS, QUESTIONS
    action_field = StringField(_l("What is it about?"), filters=[word])
    contact_wanted = RadioField(
        _l("May we write to you?"),
        [Optional()],
        choices=[
            SelectChoice("no", _l("No. I will look for the answer myself.")),
            SelectChoice("yes", _l("Yes, by e-mail")),
        ],
        validate_choice=False,
    )
    entry = HiddenField(filters=[word])
    # "check" while one answer is being changed from the check page.
    then = HiddenField(filters=[word])
    # Set on the contact page when an address was there already: then "no" means that it goes.
    contact_kept = HiddenField(filters=[word])

    def settle(self, districts: Mapping[str, str]) -> None:
        """Give the form its districts, and make one answer of the two about contact."""
        self.offer_districts(districts)
        if self.entry.data not in set(Entry):
            self.entry.data = ""
        if self.action_field.data not in {str(number) for number in range(1, 9)}:
            self.action_field.data = UNSURE if self.action_field.data else ""
        # Who types an address but overlooks the buttons above wants mail; who had one and says no does not.
        if self.contact_wanted.data == "no" and self.contact_kept.data:
            self.contact.data = ""
        if self.contact.data or self.contact_wanted.data != "yes":
            self.contact_wanted.data = "yes" if self.contact.data else "no"

    def validate_contact_wanted(self, field: RadioField) -> None:
        """ "Yes" without an address is a question left open."""
        if field.data == "yes" and not self.contact.data:
            raise Wrong(_l("Please write your e-mail address, or choose No."))
