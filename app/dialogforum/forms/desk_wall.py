"""What the operator of the wall fills in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.forms import StaffForm
from app.dialogforum.labels.desk_wall import MIXES
from app.dialogforum.rules.wall import SPEEDS


class WallForm(StaffForm):
    """Fields, languages and speed of the wall."""

    version = IntegerField(default=0)
    fields_shown = SelectMultipleField(
        _l("Fields; without a choice all"),
        coerce=int,
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    mix = RadioField(
        _l("Languages"), choices=[SelectChoice(mix.value, words) for mix, words in MIXES.items()], validate_choice=False
    )
    seconds = SelectField(
        _l("Seconds for each screen"),
        coerce=int,
        choices=[SelectChoice(one, str(one)) for one in SPEEDS],
        validate_choice=False,
    )


class ActForm(StaffForm):
    """One button of the operator."""

    version = HiddenField()
    item = HiddenField()
