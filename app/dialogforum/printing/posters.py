"""Posters that invite, and posters that tell what became of ideas: their words in every language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import force_locale, format_date, ngettext
from flask_babel import gettext as _

from app.answers.labels import LABELS
from app.contributions import marks
from app.contributions.marks import Mark
from app.core import printing
from app.core.languages import locales
from app.core.languages.content import Wording
from app.core.languages.locales import Language
from app.dialogforum.queries.posters import Answered
from app.dialogforum.rules.posters import ANSWER_LETTERS, SAID_LETTERS, PaperSize, shortened


@dataclass(frozen=True)
class Field:
    """An action field as a poster names it: in the language of the poster, and officially in German."""

    number: int
    name: str
    german: str


@dataclass(frozen=True)
class Way:
    """Where a poster leads: the address in the code, the one that can be said and typed, and the telephone."""

    scanned: str
    typed: str
    phone: str


def invitation(field: Field, way: Way, language: Language, forum_on: date | None, example: bool) -> dict[str, Any]:
    """What the poster of one field says, in one language. The page shows the same words."""
    return {
        "field": {"number": field.number, "name": field.name},
        "official": "" if language.tag == "de" else field.german,
        "title": _("Your idea for Rheine"),
        "ask": _("Write what you wish for, what is missing, or what goes wrong. In your language."),
        "promise": _("Write in your language. You need no name and no account."),
        "answer": _("You get an answer in your language."),
        **_how(way),
        "forum": _("The Dialogforum is on %(day)s.", day=format_date(forum_on, "long")) if forum_on else "",
        "example": _("Example") if example else "",
    }


def invitation_for_all(fields: Sequence[Field], way: Way, example: bool) -> dict[str, Any]:
    """What the poster for every field says: one line in each language, and the eight drawings with German names."""
    lines: dict[str, dict[str, str]] = {}
    for language in locales.OFFERED:
        with force_locale(language.catalogue):
            said = _("Your idea for Rheine")
        # German and Leichte Sprache say it in the same words: one line for both.
        lines.setdefault(said, {"text": said, "tag": language.tag, "dir": language.dir})
    return {
        "title": _("Your idea for Rheine"),
        "lines": list(lines.values()),
        "fields": [{"number": field.number, "name": field.name} for field in fields],
        **_how(way),
        "example": _("Example") if example else "",
    }


def _how(way: Way) -> dict[str, Any]:
    return {
        "scan": printing.scan(way.scanned),
        "leads": _("The code leads to this page: %(address)s", address=way.scanned),
        "how": _("Hold your phone over the code, or type:"),
        "typed": way.typed,
        "talk": _("Would you rather talk?") if way.phone else "",
        "phone": way.phone,
    }


@dataclass(frozen=True)
class Counted:
    """How many contributions of a field everybody can read, and how many of them have an answer."""

    voices: int
    answered: int


def told(
    field: Field, way: Way, rows: Iterable[Answered], counted: Counted, day: date, example: bool
) -> dict[str, Any]:
    """What the answer poster of a field says in the language of the page."""
    return {
        "field": {"number": field.number, "name": field.name},
        "title": _("You said it. This came of it."),
        "rows": [_row(one) for one in rows],
        "empty": _("Nothing is answered in this field yet. Yours can be the first idea."),
        "counts": _counts(counted),
        **_how(way),
        "as_of": _("As of %(day)s", day=format_date(day, "long")),
        "example": _("Example") if example else "",
    }


def _counts(counted: Counted) -> list[str]:
    if not counted.voices:
        return []
    voices = ngettext(
        "%(num)s contribution can be read here.", "%(num)s contributions can be read here.", counted.voices
    )
    return [voices, ngettext("%(num)s has an answer.", "%(num)s have an answer.", counted.answered)]


def _row(one: Answered) -> dict[str, Any]:
    return {
        "said": _short(one.said, SAID_LETTERS),
        "quoted": one.is_quoted,
        "outcome": str(LABELS[one.outcome]),
        "answer": _short(one.answer, ANSWER_LETTERS) if one.answer else None,
        "labels": [label for label in dict.fromkeys(_label(words) for words in (one.said, one.answer)) if label],
        "reference": one.reference,
    }


def _short(words: Wording, most: int) -> dict[str, str]:
    told = "".join("[…]" if isinstance(one, Mark) else one for one in marks.pieces(words.text))
    return {"text": shortened(told, most), "tag": words.language or "de", "dir": words.dir}


def _label(words: Wording | None) -> str:
    """Machine translations that nobody checked say so on paper too."""
    if words is None or words.label_code != "machine_unchecked":
        return ""
    return _("A machine translated this. Nobody has checked it yet.")


def invitation_paper(facts: dict[str, Any], size: PaperSize, language: Language) -> bytes:
    """The poster of one field, or of all, as a document. Raises PrintingTrouble."""
    template = "dialogforum/print/poster_all.typ" if "lines" in facts else "dialogforum/print/poster.typ"
    return printing.document(template, {**facts, "paper": size.value}, language=language, title=facts["title"])


def told_paper(facts: dict[str, Any], size: PaperSize, language: Language) -> bytes:
    """The answer poster as a document. Raises PrintingTrouble."""
    template = "dialogforum/print/answers.typ"
    return printing.document(template, {**facts, "paper": size.value}, language=language, title=facts["title"])
