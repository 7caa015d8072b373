"""Words for codes, dates and numbers in the language of the page: filters of the templates, sentences for errors."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from flask import Flask, g
from flask_babel import format_date, format_decimal, format_time, get_locale, ngettext, npgettext, pgettext
from flask_babel import gettext as translated
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from app.accounts import labels as account_labels
from app.answers import labels as answer_labels
from app.concept import labels as concept_labels
from app.contributions import labels as contribution_labels
from app.contributions import marks
from app.contributions.marks import Mark
from app.core import standing
from app.core.errors import DomainError
from app.core.languages import locales
from app.core.languages.content import wording
from app.dialogforum import labels as dialogforum_labels
from app.followup import labels as followup_labels
from app.moderation import labels as moderation_labels
from app.moderation.rules import ReasonCode
from app.networks import labels as network_labels
from app.notices import labels as notice_labels
from app.reports import labels as report_labels
from app.rounds import labels as round_labels
from app.routing import labels as routing_labels
from app.talks import labels as talk_labels
from app.translating import labels as translating_labels

LABELS = (
    account_labels,
    network_labels,
    concept_labels,
    round_labels,
    contribution_labels,
    routing_labels,
    moderation_labels,
    talk_labels,
    answer_labels,
    notice_labels,
    dialogforum_labels,
    report_labels,
    followup_labels,
    translating_labels,
)

ROOM_OF_LABELS = {
    **{room.__name__.split(".")[1]: room for room in LABELS},
    "permissions": account_labels,
}


SIMPLE = locales.KNOWN["de-simple"].catalogue
# Digits of any script in groups, with what people put between them; a plain number or a year is left alone.
_GROUPED_NUMBER = re.compile(r"\+?\(?\d[\d()]*(?:[ \u00a0./()-]{1,3}[\d()]+)+")


def register(app: Flask) -> None:
    """Offer the filters to every template, and translations that keep the lines of Leichte Sprache."""
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        _in_lines, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    app.template_filter("day")(_day)
    app.template_filter("moment")(_moment)
    app.template_filter("label")(label)
    app.template_filter("language")(locales.known)
    app.template_filter("number")(_number)
    app.template_filter("as_wording")(wording)
    app.template_filter("isolate")(isolate)
    app.template_filter("numbers_isolated")(numbers_isolated)
    app.template_filter("people_words")(people_words)
    app.template_filter("in_lines")(in_lines)
    app.template_filter("reason_sentence")(reason_sentence)


@pass_eval_context
def _in_lines(context: EvalContext, source: str) -> str:
    """A translation for a template. Leichte Sprache puts each sentence on its own line (domain.md section 7).

    Catalogues are ours, so their line ends may become tags; in plain text they stay line ends.
    """
    text = str(translated(source))
    if not context.autoescape:
        return text
    # Two texts side by side are still two lines; behind the last one of a paragraph a break shows nothing.
    ends = text.endswith((".", "!", "?")) and str(get_locale()) == SIMPLE
    return text.replace("\n", "<br>") + ("<br>" if ends else "")


def _day(value: date | str | None) -> str:
    """A date, or its ISO form as mails and histories keep it, with the month as a word, in the language of the page."""
    day = date.fromisoformat(value) if isinstance(value, str) else value
    return "" if day is None else str(format_date(day, "long"))


def _moment(value: datetime) -> str:
    """A day and time in Rheine, for acts of staff. Residents' acts have no time."""
    return f"{format_date(value, 'long')}, {format_time(value, 'short')}"


def _number(value: float) -> str:
    """A number as the language of the page writes it; whole numbers without a fraction."""
    return str(format_decimal(int(value) if float(value).is_integer() else value))


def in_lines(text: Any) -> Markup:
    """Words that were translated outside the templates, with the line ends of Leichte Sprache kept. It escapes."""
    return Markup("<br>").join(str(text).split("\n"))


def people_words(text: str) -> Markup:
    """People's words with marks of what was left out in the language of the page, and numbers in their own order."""
    parts = [
        Markup('<span class="wording__mark" lang="{}" dir="{}">{}</span>').format(
            g.language.tag, g.language.dir, label(one)
        )
        if isinstance(one, Mark)
        else numbers_isolated(one)
        for one in marks.pieces(text)
    ]
    return Markup("").join(parts)


def numbers_isolated(text: str) -> Markup:
    """People's words with every number of several groups (telephone, account, code) kept in its own order: in a
    right-to-left text its groups would change places (trust.md A-06). It escapes."""
    parts, done = [], 0
    for found in _GROUPED_NUMBER.finditer(text):
        parts += [escape(text[done : found.start()]), Markup('<bdi dir="ltr">{}</bdi>').format(found.group())]
        done = found.end()
    return Markup("").join([*parts, escape(text[done:])])


def reason_sentence(code: ReasonCode) -> str:
    """Why something was decided, for its author: in the words of the office, else in those of the site."""
    own = standing.now().exactly(f"{followup_labels.WHY_PREFIX}{code}", g.language.tag)
    return own or str(followup_labels.WHY[code])


def isolate(text: str) -> str:
    """Latin names, codes and numbers for plain-text mails in right-to-left languages: kept in their own order."""
    return f"\u2066{text}\u2069"


def label(value: Any) -> str:
    """The words for a code (state, reason, outcome, role …) in the language of the page. Unknown codes fail loudly.

    Words stand in the labels.py of the room that owns the code: equal values of two rooms may mean different things.
    """
    room = ROOM_OF_LABELS.get(type(value).__module__.split(".")[1])
    if room is None or value not in room.LABELS:
        raise KeyError(f"no label for {value!r}: add it to the labels.py of its room")
    return str(room.LABELS[value])


def sentence(error: DomainError) -> str:
    """The words for an error in the language of the page (or of the command line: German without a request)."""
    for room in LABELS:
        if error.code in room.ERRORS:
            return str(room.ERRORS[error.code]) % error.facts
    raise KeyError(f"no sentence for the error {error.code!r}: add it to the labels.py of its room")
