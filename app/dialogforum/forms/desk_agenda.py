"""What organisers fill in on the agenda of a field."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, StringField

from app.core.forms import StaffForm
from app.dialogforum.rules.agenda import MAX_MINUTES, MAX_POINT, MINUTES


class PointForm(StaffForm):
    """A point of the organisers, or the minutes of any point. `number` is the form's own."""

    number = HiddenField()
    version = IntegerField(default=0)
    words = StringField(_l("Point, in German"), render_kw={"maxlength": MAX_POINT, "lang": "de"})
    minutes = IntegerField(
        _l("Minutes"), default=MINUTES, render_kw={"min": 0, "max": MAX_MINUTES, "inputmode": "numeric"}
    )
    public = BooleanField(_l("Everybody may read this point"))


class ButtonForm(StaffForm):
    """One button beside a point."""

    version = IntegerField(default=0)
