"""What organisers fill in about seats."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, RadioField
from wtforms.fields import SelectChoice

from app.core.forms import StaffForm
from app.dialogforum.labels.desk_seats import NEWS


class CapacityForm(StaffForm):
    """How many seats there are."""

    version = HiddenField()
    seats = IntegerField(_l("Seats in the hall"))
    care_places = IntegerField(_l("Places for children who are looked after"))


class ArrivedForm(StaffForm):
    """Who came through the door: a button adds some, the field corrects the number."""

    add = HiddenField()
    arrived = IntegerField(_l("Arrived so far"))


class NewsForm(StaffForm):
    """What everybody with an address is told."""

    news = RadioField(
        _l("What shall the mail say?"),
        choices=[SelectChoice(one.value, words) for one, words in NEWS.items()],
        validate_choice=False,
    )
