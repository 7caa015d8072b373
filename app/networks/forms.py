"""Forms about seats in networks."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField
from wtforms.validators import Optional

from app.core.errors import DomainError
from app.core.forms import StaffForm
from app.networks.labels import ERRORS


class SeatForm(StaffForm):
    """Who gets which seat for how long."""

    account_id = SelectField(_l("Person"), coerce=int, invalid_choice_message=_l("Please choose a person."))
    seat = SelectField(_l("Seat"))
    valid_from = DateField(_l("First day"), [Optional()])
    valid_until = DateField(_l("Last day"), [Optional()])

    def refuse(self, error: DomainError) -> None:
        """Show an error of this room at its field."""
        words = str(ERRORS[error.code]) % error.facts
        field = getattr(error, "field", None)
        if field and field in self:
            self[field].errors = [*self[field].errors, words]
        else:
            self.form_errors.append(words)


class FourEyesForm(StaffForm):
    """Whether two people of a network look at each answer."""

    four_eyes = RadioField(_l("Who looks at an answer before it is published?"))
