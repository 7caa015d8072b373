"""What organisers write about the day, and what networks say about their promises."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app.core.forms import StaffForm
from app.dialogforum.labels.documentation import LABELS
from app.dialogforum.rules.documentation import MAX_COMMITMENT, MAX_OWNER, MAX_WORDS, MOST_PEOPLE, CommitmentState

GERMAN = {"lang": "de", "dir": "auto"}


class DocumentationForm(StaffForm):
    """Opening words and how many people came."""

    version = IntegerField(default=0)
    words = TextAreaField(_l("Opening words, in German"), render_kw={**GERMAN, "rows": 5, "maxlength": MAX_WORDS})
    attendance = IntegerField(
        _l("How many people came"), [Optional()], render_kw={"min": 0, "max": MOST_PEOPLE, "inputmode": "numeric"}
    )


class CommitmentForm(StaffForm):
    """One promise. `number` is the form's own: pressed twice, it stores one."""

    number = HiddenField()
    version = IntegerField(default=0)
    field = SelectField(_l("Field"), coerce=int, validate_choice=False)
    words = TextAreaField(
        _l("What was promised, in German"), render_kw={**GERMAN, "rows": 3, "maxlength": MAX_COMMITMENT}
    )
    owner = StringField(
        _l("Who carries it out"),
        description=_l("An organisation or an office, not a private person."),
        render_kw={**GERMAN, "maxlength": MAX_OWNER},
    )
    due_on = DateField(_l("Until which day"), [Optional()])


class ReportForm(StaffForm):
    """How a promise stands."""

    version = IntegerField(default=0)
    state = RadioField(
        _l("How does it stand?"),
        choices=[SelectChoice(state.value, LABELS[state]) for state in CommitmentState],
        validate_choice=False,
    )
    became = TextAreaField(
        _l("What became of it, in German"), render_kw={**GERMAN, "rows": 3, "maxlength": MAX_COMMITMENT}
    )
