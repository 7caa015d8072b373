"""What organisers say about a theme table, what its host types, and what a commissioner decides."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.contributions.rules import MAX_TEXT
from app.core.forms import StaffForm
from app.dialogforum.labels.tables import LABELS
from app.dialogforum.rules.tables import MAX_NAME, MAX_PLACE, NoteKind

SHORT = {"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}


class TableForm(StaffForm):
    """A table as organisers set it up."""

    version = IntegerField(default=0)
    name = StringField(_l("Name of the table, in German"), render_kw={"maxlength": MAX_NAME, "lang": "de"})
    place = StringField(
        _l("Place in the hall"), [Optional()], render_kw={"maxlength": MAX_PLACE, "lang": "de", "autocomplete": "off"}
    )
    host = SelectField(_l("Host"), validate_choice=False, default="")
    languages = SelectMultipleField(
        _l("Languages spoken at the table"),
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


class NoteForm(StaffForm):
    """One note. `number` is the form's own: pressed twice, it stores one note."""

    number = HiddenField()
    version = IntegerField(default=0)
    kind = RadioField(
        _l("What is it?"),
        choices=[SelectChoice(kind.value, LABELS[kind]) for kind in NoteKind],
        default=NoteKind.SAID.value,
        validate_choice=False,
    )
    text = TextAreaField(_l("Note"), render_kw={"rows": 4, "data-limit": MAX_TEXT, "autofocus": True})
    language = SelectField(_l("Language of the note"), validate_choice=False, default="")
    measure = SelectField(_l("About a measure"), [Optional()], validate_choice=False, default="")
    reference = StringField(
        _l("About a contribution: its reference"), [Optional()], render_kw={**SHORT, "maxlength": 12}
    )


class ActForm(StaffForm):
    """One button beside a note."""

    version = IntegerField(default=0)


class ReadForm(StaffForm):
    """A commissioner reads a note: its words may be made shorter, with a reason."""

    version = IntegerField(default=0)
    text = TextAreaField(_l("What everybody may read"), render_kw={"rows": 3})
    reason = SelectField(_l("Why words are left out"), [Optional()], validate_choice=False, default="")
