"""What somebody who sends a notice types. Name and address are optional, and never asked for where they must not be."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from app.core.forms import ResidentForm
from app.notices.labels import LABELS
from app.notices.rules import MAX_NAME, MAX_PLACE, MAX_WHY, Ground

TOO_LONG = _l("Please write at most %(max)d characters.")


class NoticeForm(ResidentForm):
    """Why, where, and who says so. `ticket`: sealed number of the form; `network`: whose answer is meant."""

    ticket = HiddenField()
    network = HiddenField()
    ground = RadioField(
        _l("What is wrong with the text?"),
        choices=[SelectChoice(ground.value, LABELS[ground]) for ground in Ground],
        validators=[InputRequired(_l("Please choose an answer."))],
    )
    why = TextAreaField(
        _l("Why should it not stay?"),
        validators=[
            DataRequired(_l("Please write why the text should not stay.")),
            Length(max=MAX_WHY, message=TOO_LONG),
        ],
        render_kw={"rows": 4},
    )
    place = TextAreaField(
        _l("Which words do you mean?"),
        validators=[Optional(), Length(max=MAX_PLACE, message=TOO_LONG)],
        render_kw={"rows": 2},
    )
    name = StringField(_l("Your name"), validators=[Optional(), Length(max=MAX_NAME, message=TOO_LONG)])
    email = StringField(
        _l("Your e-mail address"),
        validators=[
            Optional(),
            Email(_l("This is not a complete e-mail address. Example: name@example.org")),
        ],
    )
    good_faith = BooleanField(
        _l("I believe in good faith that what I write here is right and complete."),
        validators=[DataRequired(_l("Please tick this box. Without it we cannot take your notice."))],
    )


class NumberForm(FlaskForm):  # type: ignore[misc]
    """The number of a notice, and the words of an objection. The sealed mark `notice` proves where a form came from."""

    class Meta:
        csrf = False

    code = StringField(_l("Your number"))
    notice = HiddenField()
    objection = TextAreaField(_l("Why should we decide differently?"), render_kw={"rows": 5})
