"""The form for a decision of a political body."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField, StringField
from wtforms.validators import Optional

from app.core.forms import StaffForm

GERMAN = {"lang": "de"}


class DecisionForm(StaffForm):
    """Body, day, result and reference of a decision, and what it is about."""

    body = SelectField(_l("Political body"), validate_choice=False)
    other_body = StringField(_l("Name of another body"), validators=[Optional()], render_kw=GERMAN)
    subject = StringField(_l("What was decided?"), validators=[Optional()], render_kw=GERMAN)
    need = SelectField(_l("Resource of a measure"), validators=[Optional()])
    state = RadioField(_l("Result"))
    decided_on = DateField(_l("Day of the decision"), validators=[Optional()])
    reference = StringField(_l("Reference of the decision"), validators=[Optional()])
