"""The questions that every way of sending a contribution shares, and how each answer is checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, Form, HiddenField, SelectField, TextAreaField
from wtforms import ValidationError as Wrong
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app.contributions.contact import usual_address
from app.contributions.labels import ERRORS
from app.contributions.rules import MAX_TEXT, clean_text
from app.core.forms import LanguageField

OFF = (False, "", "0", "no", "false")


def clean(value: str | None) -> str:
    """A text as it is stored."""
    return clean_text(value or "")


def word(value: str | None) -> str:
    """One word of a choice."""
    return (value or "").strip()


class Questions(Form):  # type: ignore[misc]
    """Text, place, offer, address and language. A form mixes them in and says which steps ask for what."""

    steps: ClassVar[Sequence[str]]
    asks: ClassVar[Mapping[str, tuple[str, ...]]]

    text = TextAreaField(_l("Your idea"), filters=[clean])
    district = SelectField(_l("Where in the city?"), [Optional()], choices=[], validate_choice=False, default="")
    offer = BooleanField(_l("I would like to help with this"), false_values=OFF)
    contact = EmailField(_l("E-mail address"), [Optional()], filters=[word], render_kw={"autocomplete": "off"})
    # Empty: what the words themselves tell.
    text_language = LanguageField(_l("Language of your text"), [Optional()])
    quote_allowed = BooleanField(_l("A sentence of mine may stand in the report"), false_values=OFF)
    journey = HiddenField(filters=[word])
    # Set once the check page has asked about a phone number or the like: it asks once.
    asked = HiddenField(filters=[word])

    def offer_districts(self, districts: Mapping[str, str]) -> None:
        """Districts by key, after the empty one."""
        self.district.choices = [SelectChoice(key, name) for key, name in {"": _l("No answer"), **districts}.items()]

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

    def validate_contact(self, field: EmailField) -> None:
        """Only the way it is written is looked at."""
        if field.data and usual_address(field.data) is None:
            raise Wrong(ERRORS["not_an_address"])

    def passes(self, *steps: str) -> bool:
        """Check the answers of these steps alone; what is wrong stands at its question."""
        names = [name for step in steps for name in self.asks[step]]
        results = [self.one_passes(name) for name in names]  # all of them: each wrong answer is explained
        return all(results)

    def one_passes(self, name: str) -> bool:
        """Check one answer, by its own validators and the method of this class that bears its name."""
        own = getattr(type(self), f"validate_{name}", None)
        return bool(self[name].validate(self, [own] if own else []))

    def first_wrong(self) -> str | None:
        """The first step with an answer that cannot be sent; None when everything can."""
        return next((step for step in self.steps if not self.passes(step)), None)

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
