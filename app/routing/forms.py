"""The form to route a case anew."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Optional

from app.core.forms import StaffForm


class RouteForm(StaffForm):
    """Which networks have a case, which of them answers, and why it moves."""

    networks = SelectMultipleField(
        _l("Networks"), coerce=int, validators=[InputRequired(_l("Please choose at least one network."))]
    )
    lead = RadioField(_l("Which of them answers?"), coerce=int, validators=[Optional()])
    # Where the case was when the page was made: two people may route it at once.
    seen = HiddenField()
    note = TextAreaField(_l("Why it moves"), render_kw={"rows": 3})
