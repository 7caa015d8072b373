"""Districts of the city, the further choices beside them, and groups that an idea may be meant for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app.administration.nouns.base import Noun, day_of, iso, new_key
from app.administration.nouns.wordings import read_words, write_words
from app.administration.rules import GERMAN, Field, Shape, Sheet
from app.concept import queries
from app.concept.models import AudienceTag, District
from app.concept.rules import DistrictKind
from app.core.history import Actor
from app.extensions import db


class Districts(Noun):
    """Names are never translated; what was chosen once keeps its place."""

    name = "districts"
    fields = (
        Field("key", most=60, fixed=True, hidden=True),
        Field("name", required=True, most=120),
        Field("kind", Shape.CHOICE, required=True, choices=tuple(DistrictKind)),
        Field("position", Shape.NUMBER),
        Field("ended_on", Shape.DAY),
    )

    def rows(self) -> list[Any]:
        """In their order."""
        return list(queries.districts())

    def read(self, row: Any) -> Sheet:
        """Everything about a district."""
        return {
            "key": row.key,
            "name": row.name,
            "kind": row.kind.value,
            "position": row.position,
            "ended_on": iso(row.ended_on),
        }

    def write(self, row: Any | None, before: Sheet, after: Sheet, actor: Actor, *, keep: bool) -> Any:
        """A new one gets a key from its name."""
        found = row or District(key=after["key"] or new_key(after["name"], [one.key for one in self.rows()]))
        found.name, found.kind = after["name"], DistrictKind(after["kind"])
        found.position, found.ended_on = after["position"], day_of(after["ended_on"])
        db.session.add(found)
        db.session.flush()
        return found


class Audiences(Noun):
    """Groups that an idea may be meant for: set by staff, read in every language."""

    name = "audiences"
    fields = (
        Field("key", most=60, fixed=True, hidden=True),
        Field("group", Shape.LANGUAGES, required=True, most=120),
        Field("position", Shape.NUMBER),
        Field("ended_on", Shape.DAY),
    )

    def rows(self) -> list[Any]:
        """In their order."""
        return list(db.session.execute(sa.select(AudienceTag).order_by(AudienceTag.position, AudienceTag.id)).scalars())

    def texts(self, row: Any) -> dict[str, tuple[Any, str]]:
        """Its name."""
        return {"group": (row, "name")}

    def read(self, row: Any) -> Sheet:
        """Its name by language, and its last day."""
        last = row.retired_on - timedelta(days=1) if row.retired_on else None
        group = read_words(row, "name") or {GERMAN: row.name}
        return {"key": row.key, "group": group, "position": row.position, "ended_on": iso(last)}

    def write(self, row: Any | None, before: Sheet, after: Sheet, actor: Actor, *, keep: bool) -> Any:
        """The German name also stands in the row."""
        german, last = after["group"][GERMAN], day_of(after["ended_on"])
        found = row or AudienceTag(key=after["key"] or new_key(german, [one.key for one in self.rows()]))
        found.name, found.position = german, after["position"]
        found.retired_on = last + timedelta(days=1) if last else None
        db.session.add(found)
        db.session.flush()
        write_words(found, "name", before.get("group") or {}, after["group"], actor, keep=keep)
        return found
