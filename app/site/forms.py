"""The form to report a barrier, and the one that shows every kind of field."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from app.core.forms import ResidentForm, StaffForm, clean_line

MAX_REPORT = 4000
MAX_WISH = 80


class BarrierForm(ResidentForm):
    """What does not work for somebody, and an address only if an answer is wished for."""

    text = TextAreaField(
        _l("What does not work for you?"),
        validators=[
            DataRequired(_l("Please write what does not work.")),
            Length(max=MAX_REPORT, message=_l("Please write at most %(max)d characters.")),
        ],
    )
    reply_to = StringField(
        _l("Your e-mail address, if you want an answer"),
        validators=[
            Optional(),
            Email(_l("This is not a complete e-mail address. Example: name@example.org")),
        ],
    )


class LanguageForm(ResidentForm):
    """The one question: which language is missing?"""

    wish = StringField(
        _l("Which language is missing?"),
        filters=[lambda words: clean_line(words or "")],
        validators=[
            DataRequired(_l("Please write the name of the language.")),
            Length(max=MAX_WISH, message=_l("Please write at most %(max)d characters.")),
        ],
    )


class WrongForm(StaffForm):
    """Nothing that is ever sent: the fields that the page of components also shows with their mistakes."""

    class Meta:
        csrf = False

    text = TextAreaField(_l("Your text"), validators=[InputRequired(_l("Please write something."))])
    code = StringField(_l("Your number"), validators=[InputRequired(_l("Please enter the number."))])
    channel = RadioField(
        _l("How may we answer?"),
        choices=[SelectChoice("mail", _l("By e-mail")), SelectChoice("code", _l("With the number"))],
        validators=[InputRequired(_l("Please choose an answer."))],
    )


class ComponentForm(WrongForm):
    """One field of each kind, for the page that shows all components."""

    action_field = RadioField(_l("What is it about?"), choices=[SelectChoice(key) for key in (*"12345678", "unsure")])
    contact = EmailField(_l("E-mail address"))
    district = SelectField(_l("District"), choices=[SelectChoice("", "–"), SelectChoice("mesum", "Mesum")])
    quote_allowed = BooleanField(_l("You may quote my words."))
