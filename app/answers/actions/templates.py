"""Ready texts to start an answer from: loaded once, changed in the site, and their translations lent to answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from app.answers import queries, rules
from app.answers.actions.words import GERMAN, measured
from app.answers.models import Answer, ResponseTemplate
from app.answers.rules import Outcome
from app.core import clock, history
from app.core.errors import Invalid
from app.core.history import Actor
from app.core.languages import content
from app.core.languages.content import VersionKind
from app.extensions import db

SCHEMA = 1


def load_templates(data: Mapping[str, Any], *, actor: Actor) -> list[ResponseTemplate]:
    """Enter the ready texts of a file (layout of data/templates.toml) that are not there yet. Returns the new ones.

    What was changed in the site since then stays as it is. Raises Invalid("unknown_schema").
    """
    if data.get("schema") != SCHEMA:
        raise Invalid("unknown_schema", schema=data.get("schema"))
    known = set(db.session.execute(sa.select(ResponseTemplate.key)).scalars())
    new = []
    for position, row in enumerate(data["templates"]):
        if row["key"] in known:
            continue
        outcome = Outcome(row["outcome"]) if "outcome" in row else None
        template = ResponseTemplate(key=row["key"], outcome=outcome, field_number=row.get("field"), position=position)
        db.session.add(template)
        db.session.flush()
        content.put(template, "title", row["title"], language=GERMAN, actor=actor)
        content.put_table(template, "text", row["text"], actor=actor)
        new.append(template)
    for template in new:
        history.record(actor, "enter_template", template, key=template.key)
    return new


def save_template(
    template: ResponseTemplate,
    *,
    title: str,
    text: str,
    outcome: Outcome | None,
    field_number: int | None,
    actor: Actor,
    translations: Mapping[str, str] | None = None,
) -> ResponseTemplate:
    """Change a ready text, or enter a new one (made with its `key`). New German words withdraw older translations;
    `translations` are words by language, those left out stay as they are.

    Raises Invalid: "template_title_missing", "template_text_missing", "answer_too_long".
    """
    name, words = measured(title, rules.MAX_TITLE, "title"), measured(text, rules.MAX_ANSWER, "text")
    if not name:
        raise Invalid("template_title_missing", "title")
    if not words:
        raise Invalid("template_text_missing", "text")
    template.outcome, template.field_number = outcome, field_number
    db.session.add(template)
    db.session.flush()
    for part, said in (("title", name), ("text", words)):
        known = content.original(template, part)
        if known is None or known.text != said:
            content.put(template, part, said, language=GERMAN, actor=actor)
    for language, said in (translations or {}).items():
        _translate(template, language, measured(said, rules.MAX_ANSWER, language), actor)
    history.record(actor, "save_template", template, key=template.key)
    return template


def retire_template(template: ResponseTemplate, *, actor: Actor, retired: bool = True) -> ResponseTemplate:
    """Offer a ready text no longer, or again. Answers that were written with it stay."""
    template.retired_on = clock.today() if retired else None
    db.session.flush()
    history.record(actor, "retire_template" if retired else "restore_template", template, key=template.key)
    return template


def lend_translations(answer: Answer, *, actor: Actor) -> int:
    """An answer made of ready texts alone is readable in all their languages at once. Returns how many translations
    were added; those that somebody made for the answer itself stay."""
    texts = content.load([answer], ["text"])
    base = texts.base(answer, "text")
    if base is None:
        return 0
    added = 0
    for language, words in queries.ready_translations(base.text).items():
        if texts.translation(answer, "text", language) is None:
            kind = VersionKind.TRANSLATION
            content.put(answer, "text", words, language=language, actor=actor, kind=kind, based_on=base)
            added += 1
    return added


def _translate(template: ResponseTemplate, language: str, text: str, actor: Actor) -> None:
    current = content.load([template], ["text"]).translation(template, "text", language)
    if current is not None and current.text == text:
        return
    if text:
        content.put(template, "text", text, language=language, actor=actor, kind=VersionKind.TRANSLATION)
    elif current is not None:
        content.retire(current)
