"""Ready texts to start an answer from, and their translations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.answers import rules
from app.answers.models import ResponseTemplate
from app.answers.rules import Outcome
from app.core import clock
from app.core.errors import Missing
from app.core.languages import content
from app.core.languages.content import TextVersion, VersionKind
from app.extensions import db


@dataclass(frozen=True)
class ReadyText:
    """A ready text with its German words, and those in Leichte Sprache if they fit them."""

    template: ResponseTemplate
    title: str
    text: str
    simple: str


def templates(*, retired: bool = False) -> list[ResponseTemplate]:
    """The ready texts that are offered, in their order; with `retired` the others too."""
    query = sa.select(ResponseTemplate).order_by(ResponseTemplate.position, ResponseTemplate.id)
    if not retired:
        offered = sa.or_(ResponseTemplate.retired_on.is_(None), ResponseTemplate.retired_on > clock.today())
        query = query.where(offered)
    return list(db.session.execute(query).scalars())


def template(template_id: int) -> ResponseTemplate:
    """The ready text with this id. Raises Missing."""
    found = db.session.get(ResponseTemplate, template_id)
    if found is None:
        raise Missing
    return found


def ready_texts(outcome: Outcome | None, fields: Iterable[int]) -> list[ReadyText]:
    """Ready texts for an outcome (None: for every one) and the fields of a case; those for a field come first."""
    numbers = set(fields)
    found = [one for one in templates() if rules.fits_template(outcome, numbers, one.outcome, one.field_number)]
    found.sort(key=lambda one: one.field_number is None)
    texts = content.load(found, ["title", "text"])
    ready = []
    for one in found:
        title, text = texts.original(one, "title"), texts.original(one, "text")
        simple = texts.translation(one, "text", "de-simple")
        if title is not None and text is not None:
            ready.append(ReadyText(one, title.text, text.text, simple.text if simple else ""))
    return ready


def ready_translations(text: str) -> dict[str, str]:
    """The words of an answer in other languages, when each of its paragraphs is a ready text; else nothing."""
    parts = [part.strip() for part in text.split("\n\n") if part.strip()]
    digests = [hashlib.sha256(part.encode()).hexdigest() for part in parts]
    known = _translations(digests)
    found = [known.get(digest, {}) for digest in digests]
    shared = set.intersection(*(set(words) for words in found)) if found else set()
    return {language: "\n\n".join(words[language] for words in found) for language in sorted(shared)}


def is_only_ready(text: str) -> bool:
    """Whether an answer says nothing but what ready texts say."""
    return bool(ready_translations(text))


def _translations(digests: list[str]) -> dict[str, dict[str, str]]:
    """Current translations by language, of ready texts that have exactly these German words, by their digests."""
    source = aliased(TextVersion)
    query = (
        sa.select(source.digest, TextVersion.language, TextVersion.text)
        .join(source, source.id == TextVersion.based_on_id)
        .where(
            source.subject_kind == ResponseTemplate.subject_kind,
            source.part == "text",
            source.kind == VersionKind.ORIGINAL,
            source.replaced_on.is_(None),
            source.digest.in_(digests),
            TextVersion.kind == VersionKind.TRANSLATION,
            TextVersion.replaced_on.is_(None),
        )
    )
    found: dict[str, dict[str, str]] = {}
    for digest, language, text in db.session.execute(query):
        found.setdefault(digest, {})[language] = text
    return found
