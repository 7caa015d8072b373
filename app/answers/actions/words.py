"""The words of an answer: measured before they are taken, put in their places afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import attributes

from app.answers import rules
from app.answers.models import Answer, AnswerMeasure
from app.answers.rules import Outcome
from app.concept.models import Measure
from app.contributions.rules import clean_text
from app.core.errors import Invalid
from app.core.history import Actor
from app.core.languages import content
from app.core.languages.content import VersionKind
from app.extensions import db

GERMAN, SIMPLE = "de", "de-simple"


@dataclass(frozen=True)
class Words:
    """What a manager wrote, cleaned and measured."""

    text: str
    simple: str
    next_step: str
    outcome: Outcome | None
    measures: Sequence[Measure]


def taken(text: str, simple: str, next_step: str, outcome: Outcome | None, measures: Sequence[Measure]) -> Words:
    """Clean all words of an answer. Raises Invalid("answer_too_long") with the field."""
    return Words(
        measured(text, rules.MAX_ANSWER, "text"),
        measured(simple, rules.MAX_SIMPLE, "simple"),
        measured(next_step, rules.MAX_NEXT_STEP, "next_step"),
        outcome,
        measures,
    )


def measured(text: str, limit: int, field: str) -> str:
    """Cleaned words within a limit. Raises Invalid("answer_too_long")."""
    words = clean_text(text)
    if len(words) > limit:
        raise Invalid("answer_too_long", field, limit=limit)
    return words


def write(answer: Answer, words: Words, actor: Actor) -> None:
    """Put the words in place. Drafts leave no versions behind; published words do."""
    answer.outcome = words.outcome
    if answer in db.session.new:
        db.session.flush()
    else:
        # Also when only a text changed, the row gets a new version: that is what the guard compares.
        attributes.flag_modified(answer, "drafted_at")
    _put_german(answer, "text", words.text, actor)
    _put_german(answer, "next_step", words.next_step, actor)
    _put_simple(answer, words.simple, actor)
    wanted = {measure.id for measure in words.measures}
    answer.measures = [link for link in answer.measures if link.measure_id in wanted]
    known = {link.measure_id for link in answer.measures}
    answer.measures += [AnswerMeasure(measure_id=key) for key in sorted(wanted - known)]
    db.session.flush()


def _put_german(answer: Answer, part: str, text: str, actor: Actor) -> None:
    current = content.original(answer, part)
    if current is not None and current.text == text:
        return
    if answer.published_at is None or not text:
        content.erase(answer, part)
    if text:
        content.put(answer, part, text, language=GERMAN, actor=actor)


def _put_simple(answer: Answer, text: str, actor: Actor) -> None:
    texts = content.load([answer], ["text"])
    current = texts.translation(answer, "text", SIMPLE)
    if current is not None and current.text == text:
        return
    if text and texts.base(answer, "text") is not None:
        content.put(answer, "text", text, language=SIMPLE, actor=actor, kind=VersionKind.TRANSLATION)
    elif current is not None:
        content.retire(current)
