"""What commissioners fill in: the decision about a notice, and why they open evidence."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from app.core.forms import StaffForm
from app.moderation.labels import LABELS as REASONS
from app.moderation.rules import MAX_TITLE, REFUSAL_REASONS
from app.notices.rules import Ending

ENDINGS = {
    Ending.KEEP: _l("Keep the text as it is"),
    Ending.REDACT: _l("Leave something out"),
    Ending.HIDE: _l("Not public: the networks go on with it"),
    Ending.TAKE_BACK: _l("Take back: it waits in the queue again"),
    Ending.REFUSE: _l("Refuse: out of every list and inbox"),
}


class DecisionForm(StaffForm):
    """What becomes of the text, and the words to both sides. `version` is what the person saw."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    ending = RadioField(_l("Your decision"), validators=[InputRequired(_l("Please choose a decision."))])
    reason = SelectField(_l("Reason, unless the text stays"), validators=[Optional()])
    redacted = TextAreaField(_l("Text that others may read"), validators=[Optional()], render_kw={"rows": 6})
    next_step = TextAreaField(_l("What happens now"), validators=[Optional()], render_kw={"rows": 3})
    german = TextAreaField(_l("German working text"), validators=[Optional()], render_kw={"rows": 6, "lang": "de"})
    title = StringField(_l("German title"), validators=[Optional()], render_kw={"maxlength": MAX_TITLE, "lang": "de"})
    statement = TextAreaField(
        _l("Words to the person who sent the notice"), validators=[Optional()], render_kw={"rows": 3}
    )
    to_author = TextAreaField(_l("Words to the author"), validators=[Optional()], render_kw={"rows": 3})
    others = BooleanField(_l("Decide the other open notices about this text in the same way"))

    def offer(self, endings: Iterable[Ending], nothing: str) -> None:
        """Fill in what can be chosen."""
        self.ending.choices = [SelectChoice(one.value, ENDINGS[one]) for one in endings]
        reasons = [(code.value, REASONS[code]) for code in REFUSAL_REASONS]
        self.reason.choices = [SelectChoice(value, label) for value, label in [("", nothing), *reasons]]


class EvidenceForm(StaffForm):
    """Open a piece of evidence."""

    reason = TextAreaField(_l("Why do you need to read it?"), render_kw={"rows": 3})
