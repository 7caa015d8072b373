"""The documentation of a Dialogforum on paper: the same words as the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from app.contributions import marks
from app.contributions.marks import Mark
from app.core import printing
from app.core.languages.content import Wording
from app.core.languages.locales import Language
from app.dialogforum.labels import LABELS
from app.dialogforum.models.documentation import ForumDocumentation
from app.dialogforum.queries.documentation import Chapter, Dots, Note, Promise
from app.dialogforum.queries.results import FieldResult
from app.rounds.models import ParticipationRound


def told(
    *,
    round: ParticipationRound,
    documentation: ForumDocumentation,
    opening: Wording | None,
    chapters: Sequence[Chapter],
    whole: FieldResult,
    before: ParticipationRound | None,
    promised_before: Sequence[Promise],
    example: bool,
) -> dict[str, Any]:
    """What the paper says in the language that is switched on."""
    came = documentation.attendance
    return {
        "title": _("What stayed of the Dialogforum %(year)s", year=round.year),
        "day": format_date(round.forum_on, "long") if round.forum_on else "",
        "place": round.place,
        "opening": _passage(opening) if opening else None,
        "numbers": [
            *([ngettext("%(num)s person came.", "%(num)s people came.", came)] if came is not None else []),
            ngettext("%(num)s contribution can be read.", "%(num)s contributions can be read.", whole.voices),
            ngettext("%(num)s has an answer.", "%(num)s have an answer.", whole.answered),
        ],
        "chapters": [_chapter(one) for one in chapters],
        "before": [_promise(one) for one in promised_before],
        "heads": _heads(before),
        "example": _("Example") if example else "",
    }


def _heads(before: ParticipationRound | None) -> dict[str, str]:
    return {
        "wrote": _("What people wrote"),
        "said": _("What was said at the table"),
        "dots": _("Dots"),
        "no_vote": _("This is not a vote."),
        "promised": _("What was promised"),
        "before": _("What was promised in %(year)s", year=before.year) if before else "",
        "nothing": _("Nothing was written down for this field."),
    }


def paper(facts: dict[str, Any], language: Language) -> bytes:
    """The documentation as a document. Raises PrintingTrouble."""
    return printing.document("dialogforum/print/documentation.typ", facts, language=language, title=facts["title"])


def _chapter(one: Chapter) -> dict[str, Any]:
    return {
        "field": {"number": one.field.number, "name": one.name},
        "titles": [
            {"reference": reference, "title": _passage(title) if title else None} for reference, title in one.titles
        ],
        "more": _more(one.voices) if one.voices > len(one.titles) else "",
        "notes": [_note(note) for note in one.notes],
        "dots": [_dots(dots) for dots in one.dots],
        "promises": [_promise(promise) for promise in one.promises],
    }


def _more(voices: int) -> str:
    return ngettext("Read all (%(num)s)", "Read all (%(num)s)", voices)


def _note(one: Note) -> dict[str, Any]:
    return {
        "kind": str(LABELS[one.kind]),
        "words": _passage(one.words),
        "machine": _machine(one.words),
        "reference": one.reference or "",
    }


def _dots(one: Dots) -> dict[str, Any]:
    return {"name": _passage(one.name) if one.name else None, "reference": one.reference, "count": str(one.count)}


def _promise(one: Promise) -> dict[str, Any]:
    return {
        "words": _passage(one.words),
        "owner": {"text": one.row.owner, "tag": "de", "dir": "ltr"},
        "by": _("Carried out by:"),
        "due": _("until %(day)s", day=format_date(one.row.due_on, "long")),
        "state": str(LABELS[one.row.state]),
        "report": _passage(one.report) if one.report else None,
        "machine": _machine(one.words),
    }


def _passage(words: Wording) -> dict[str, str]:
    text = "".join("[…]" if isinstance(one, Mark) else one for one in marks.pieces(words.text))
    return {"text": text, "tag": words.language or "de", "dir": words.dir}


def _machine(words: Wording) -> str:
    """Machine translations that nobody checked say so on paper too."""
    if words.label_code != "machine_unchecked":
        return ""
    return _("A machine translated this. Nobody has checked it yet.")
