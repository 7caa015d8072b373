"""The dossier of a field: the same facts as a page and as a document; headings for the reader, texts in German."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from app.answers.labels import LABELS as ANSWER_LABELS
from app.concept.labels import LABELS as CONCEPT_LABELS
from app.concept.models import ActionField
from app.contributions import marks
from app.contributions.marks import Mark
from app.core import printing
from app.core.languages.content import Wording
from app.core.languages.locales import Language
from app.dialogforum.labels.desk_agenda import LABELS as REASONS
from app.dialogforum.queries.agenda import Point
from app.dialogforum.queries.dossier import AnsweredCase, Goal, Numbers, OpenCase
from app.rounds.models import ParticipationRound

# Groups smaller than this are not counted out (domain.md rule 14).
FEW = 5


@dataclass(frozen=True)
class Promise:
    """A commitment of the last Dialogforum: what, by whom, until when, and what became of it, in German words."""

    what: str
    owner: str
    due_on: date | None
    state: str


@dataclass(frozen=True)
class Content:
    """Everything that a dossier tells. `promises`: the commitments of the last round, if there are any."""

    field: ActionField
    name: str
    round: ParticipationRound
    day: date
    open: Sequence[OpenCase]
    answered: Sequence[AnsweredCase]
    goals: Sequence[Goal]
    points: Sequence[Point]
    numbers: Numbers
    promises: Sequence[Promise] = ()


def told(content: Content) -> dict[str, Any]:
    """The words of a dossier in the language that is switched on."""
    day = content.round.forum_on
    return {
        "title": _("Dossier for the Dialogforum"),
        "field": {"number": content.field.number, "name": content.name},
        "official": _german(content.field.name) if content.name != content.field.name else None,
        "forum": _("The Dialogforum is on %(day)s.", day=format_date(day, "long")) if day else "",
        "as_of": _("As of %(day)s", day=format_date(content.day, "long")),
        "inside": _("For the network and the organisers. Please pass it on to nobody else."),
        "numbers": _numbers(content.numbers, content.round.year),
        "open": [_open(one) for one in content.open],
        "answered": [_answered(one) for one in content.answered],
        "goals": [_goal(one) for one in content.goals],
        "points": [_point(one) for one in content.points],
        "promises": [_promise(one) for one in content.promises],
        "heads": _heads(),
        "example": _("Example") if content.round.is_example else "",
    }


def paper(facts: dict[str, Any], language: Language) -> bytes:
    """The dossier as a document. Raises PrintingTrouble."""
    title = f"{facts['title']}: {facts['field']['number']} {facts['field']['name']}"
    return printing.document("dialogforum/print/dossier.typ", facts, language=language, title=title)


def _heads() -> dict[str, str]:
    return {
        "numbers": _("In numbers"),
        "agenda": _("Agenda"),
        "no_agenda": _("Nothing is on the agenda yet."),
        "open": _("Open contributions"),
        "no_open": _("Nothing is open in this field."),
        "answered": _("Answered since the last Dialogforum"),
        "no_answered": _("Nothing was answered since then."),
        "promises": _("What was promised at the last Dialogforum"),
        "goals": _("Goals and measures"),
        "no_goals": _("No goals are entered for this field yet."),
        "reference": _("Reference"),
        "about": _("What it is about"),
        "outcome": _("Outcome"),
        "day": _("Day"),
        "measure": _("Measure"),
        "state": _("State"),
    }


def few(count: int) -> str:
    """A count as it may be told: small groups are not counted out."""
    return str(count) if count == 0 or count >= FEW else _("fewer than %(number)s", number=FEW)


def _numbers(numbers: Numbers, year: int) -> list[dict[str, str]]:
    rows = {
        _("Contributions in %(year)s", year=year): numbers.contributions,
        _("Voices behind them"): numbers.voices,
        _("Of these answered"): numbers.answered,
        _("Want to help"): numbers.offers,
    }
    return [{"label": label, "count": few(count)} for label, count in rows.items()]


def _open(one: OpenCase) -> dict[str, Any]:
    words = one.words
    return {
        "reference": one.reference,
        "title": _german(one.title),
        "text": _passage(words) if words else None,
        "waits": "" if words else _("The German words are not there yet."),
        "machine": _("A machine translated this. Nobody has checked it yet.") if _is_unchecked(words) else "",
        "facts": [
            *(str(REASONS[reason]) for reason in one.reasons),
            ngettext("%(num)s voice", "%(num)s voices", one.voices),
            ngettext("%(num)s day old", "%(num)s days old", one.days),
            *([] if one.is_public else [_("Not public")]),
        ],
    }


def _answered(one: AnsweredCase) -> dict[str, Any]:
    return {
        "reference": one.reference,
        "title": _german(one.title),
        "outcome": str(ANSWER_LABELS[one.outcome]),
        "day": format_date(one.answered_on, "long"),
    }


def _goal(one: Goal) -> dict[str, Any]:
    rows = [
        {"reference": reference, "title": _german(title), "state": str(CONCEPT_LABELS[state])}
        for reference, title, state in one.measures
    ]
    return {"level": one.level, "words": _german(one.words), "measures": rows}


def _point(one: Point) -> dict[str, Any]:
    hidden = one.title is None
    return {
        "title": _("A contribution that is not public") if hidden else _german(one.title or ""),
        "reference": one.item.contribution.reference if one.item.contribution and not hidden else "",
        "minutes": ngettext("%(num)s minute", "%(num)s minutes", one.item.minutes),
    }


def _promise(one: Promise) -> dict[str, Any]:
    due = _("until %(day)s", day=format_date(one.due_on, "long")) if one.due_on else ""
    return {"what": _german(one.what), "owner": _german(one.owner), "due": due, "state": one.state}


def _german(words: str) -> dict[str, str]:
    return {"text": words, "tag": "de", "dir": "ltr"}


def _passage(words: Wording) -> dict[str, str]:
    told = "".join("[…]" if isinstance(one, Mark) else one for one in marks.pieces(words.text))
    return {"text": told, "tag": "de", "dir": "ltr"}


def _is_unchecked(words: Wording | None) -> bool:
    return words is not None and words.label_code == "machine_unchecked"
