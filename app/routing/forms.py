"""Forms to route a case anew, to bring it to the steering group, and to give more time."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional

from app.core.forms import StaffForm
from app.routing.labels import LABELS
from app.routing.rules import MOVING_REASONS, ExtensionReason, RouteReason


class CaseForm(StaffForm):
    """A form on the page of a case. Several stand there, so each gives its fields ids of their own."""

    slug = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            field.id = f"{self.slug}-{field.short_name}"
            field.label.field_id = field.id


class RouteForm(CaseForm):
    """Which networks have a case, which of them answers, whom it is about, and why it moves."""

    slug = "route"
    networks = SelectMultipleField(
        _l("Networks"), coerce=int, validators=[InputRequired(_l("Please choose at least one network."))]
    )
    lead = SelectField(
        _l("Which of them answers?"), coerce=lambda value: int(value) if value else None, validators=[Optional()]
    )
    because = RadioField(
        _l("Why another network? The author reads it."),
        choices=[SelectChoice(reason.value, LABELS[reason]) for reason in MOVING_REASONS],
        validators=[Optional()],
    )
    # Where the case was when the page was made: two people may route it at once.
    seen = HiddenField()
    note = TextAreaField(_l("Note about it for staff"), render_kw={"rows": 3})

    @property
    def reason(self) -> RouteReason | None:
        """The chosen reason, if any."""
        return RouteReason(self.because.data) if self.because.data else None


class AudienceForm(CaseForm):
    """Whom a contribution is about."""

    slug = "audience"
    audiences = SelectMultipleField(_l("Groups"), validators=[Optional()])


class ExtendForm(CaseForm):
    """Until when, and why it takes longer."""

    slug = "extend"
    until = DateField(_l("New date for the answer"), validators=[Optional()])
    reason = RadioField(
        _l("Why does it take longer? The author reads it."),
        choices=[SelectChoice(reason.value, LABELS[reason]) for reason in ExtensionReason],
        validators=[Optional()],
    )
    note = TextAreaField(_l("Note for the network"), render_kw={"rows": 2}, validators=[Optional()])
    seen = HiddenField()


class EscalateForm(CaseForm):
    """Why the steering group is needed."""

    slug = "escalate"
    note = TextAreaField(_l("What should the steering group do?"), render_kw={"rows": 3})
