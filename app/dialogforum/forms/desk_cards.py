"""What organisers fill in to print cards, and helpers to type them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from app.contributions.rules import MAX_TEXT
from app.core.forms import StaffForm
from app.dialogforum.rules.cards import MAX_TYPED_FIELDS, MOST_SHEETS

SHORT = {"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}


class PrintForm(StaffForm):
    """How many cards, in which language. `ticket` is the sealed seed of their codes."""

    ticket = HiddenField()
    language = SelectField(_l("Language of the cards, beside German"), validate_choice=False)
    sheets = IntegerField(
        _l("Sheets of four cards"),
        validators=[InputRequired(_l("Please enter a whole number."))],
        render_kw={"min": 1, "max": MOST_SHEETS, "inputmode": "numeric"},
    )


class VoidForm(StaffForm):
    """Cards of a run that were lost."""

    first = StringField(_l("First lost card"), render_kw={**SHORT, "inputmode": "numeric"})
    last = StringField(_l("Last lost card, if there are several"), render_kw={**SHORT, "inputmode": "numeric"})


class CardForm(StaffForm):
    """One card: made for the keyboard, in the order of the paper. `number` is the form's own."""

    number = HiddenField()
    card = StringField(
        _l("Card number"), render_kw={**SHORT, "inputmode": "numeric", "maxlength": 12, "autofocus": True}
    )
    fields_typed = StringField(
        _l("Ticked fields, as digits"), render_kw={**SHORT, "inputmode": "numeric", "maxlength": MAX_TYPED_FIELDS}
    )
    text = TextAreaField(
        _l("Text of the card"), render_kw={"rows": 4, "dir": "auto", "spellcheck": "false", "data-limit": MAX_TEXT}
    )
    language = SelectField(_l("Language of the text"), validate_choice=False, default="")
    district = SelectField(_l("District"), validate_choice=False, default="")
    offers_help = BooleanField(_l("Wants to help"))
    quote_allowed = BooleanField(_l("May be quoted"))
