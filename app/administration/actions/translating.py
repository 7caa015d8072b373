"""A translator adds one language to a text of the office."""

from __future__ import annotations

from typing import Any

from app.administration import rules
from app.administration.actions.editing import save
from app.administration.nouns import Noun
from app.core import history
from app.core.errors import Conflict, Invalid, Missing
from app.core.history import Actor


def translate(noun: Noun, row: Any, field: str, language: str, text: str, *, seen: str, actor: Actor) -> None:
    """Put a text beside its German words. `seen`: stamp of the German words that were in view.

    Raises Missing without German words, Conflict("changed") when they are others by now, Invalid("value_missing").
    """
    history.hold()
    texts = noun.read(row).get(field)
    if not isinstance(texts, dict) or not texts.get(rules.GERMAN):
        raise Missing
    if rules.stamp({rules.GERMAN: texts[rules.GERMAN]}) != seen:
        raise Conflict("changed")
    if not text.strip():
        raise Invalid("value_missing", "text")
    save(noun, row, {field: {**texts, language: text.strip().replace("\r\n", "\n")}}, actor=actor)
