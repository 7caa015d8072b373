"""What a helper fills in to bring a spreadsheet: the file, how the texts came, how the list is called."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from app.contributions.rules import Source
from app.core.forms import StaffForm
from app.dialogforum.labels.desk_sheets import SOURCES
from app.dialogforum.rules.sheets import MAX_NAME


class SheetForm(StaffForm):
    """Choose a spreadsheet."""

    source = RadioField(
        _l("How did the texts come?"),
        choices=[SelectChoice(source.value, words) for source, words in SOURCES.items()],
        default=Source.PARTNER.value,
        validators=[InputRequired(_l("Please choose one."))],
    )
    name = StringField(
        _l("Name of the list"),
        validators=[DataRequired(_l("Please name the list.")), Length(max=MAX_NAME)],
        render_kw={"maxlength": MAX_NAME, "autocomplete": "off"},
    )
    file = FileField(_l("File"), render_kw={"accept": ".csv,.xlsx,.tsv,.txt"})


class TakeForm(StaffForm):
    """Take in what was looked at."""

    parcel = HiddenField()
    leave_out = BooleanField(_l("Leave out rows that look like others"))


class ReportForm(StaffForm):
    """Fetch the report as a file."""

    report = HiddenField()
