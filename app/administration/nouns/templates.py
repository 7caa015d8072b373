"""Ready texts from which networks start their answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.administration.nouns.base import Noun, day_of, iso, new_key
from app.administration.nouns.wordings import read_words, write_words
from app.administration.rules import GERMAN, Field, Shape, Sheet
from app.answers import queries
from app.answers.models import ResponseTemplate
from app.answers.rules import MAX_ANSWER, MAX_TITLE, Outcome
from app.concept import queries as concept
from app.core import clock
from app.core.errors import Invalid
from app.core.history import Actor
from app.core.languages import content
from app.extensions import db


class Templates(Noun):
    """For one outcome or all, for one field or all; answers that were made from them stay."""

    name = "templates"
    fields = (
        Field("key", most=60, fixed=True, hidden=True),
        Field("title", required=True, most=MAX_TITLE),
        Field("outcome", Shape.CHOICE, choices=tuple(Outcome)),
        Field("field", Shape.NUMBER),
        Field("text", Shape.LANGUAGES, required=True, most=MAX_ANSWER),
        Field("position", Shape.NUMBER),
        Field("ended_on", Shape.DAY),
    )

    def rows(self) -> list[Any]:
        """In their order."""
        return list(queries.templates(retired=True))

    def title(self, row: Any) -> str:
        """The German title."""
        known = content.original(row, "title")
        return known.text if known else str(row.key)

    def texts(self, row: Any) -> dict[str, tuple[Any, str]]:
        """The text itself; titles are read by networks alone."""
        return {"text": (row, "text")}

    def read(self, row: Any) -> Sheet:
        """Everything about a ready text. Field 0 stands for every field."""
        last = row.retired_on - timedelta(days=1) if row.retired_on else None
        return {
            "key": row.key,
            "title": self.title(row),
            "outcome": row.outcome.value if row.outcome else "",
            "field": row.field_number or 0,
            "text": read_words(row, "text"),
            "position": row.position,
            "ended_on": iso(last),
        }

    def write(self, row: Any | None, before: Sheet, after: Sheet, actor: Actor, *, keep: bool) -> Any:
        """Raises Invalid("no_such_field", "field")."""
        numbers = {one.number for one in concept.fields(clock.today())}
        if after["field"] and after["field"] not in numbers:
            raise Invalid("no_such_field", "field")
        taken = [one.key for one in self.rows()]
        found = row or ResponseTemplate(key=after["key"] or new_key(after["title"], taken))
        last = day_of(after["ended_on"])
        found.outcome = Outcome(after["outcome"]) if after["outcome"] else None
        found.field_number, found.position = after["field"] or None, after["position"]
        found.retired_on = last + timedelta(days=1) if last else None
        db.session.add(found)
        db.session.flush()
        if row is None or before["title"] != after["title"]:
            content.put(found, "title", after["title"], language=GERMAN, actor=actor)
        write_words(found, "text", before.get("text") or {}, after["text"], actor, keep=keep)
        return found
