"""Organisations, and people to turn to: advice services, official ways, help in an emergency."""

from __future__ import annotations

from typing import Any

from app.administration.nouns.base import Noun, day_of, iso, new_key
from app.administration.nouns.wordings import read_words, write_words
from app.administration.rules import LONG, Field, Shape, Sheet
from app.core.errors import Invalid
from app.core.history import Actor
from app.extensions import db
from app.networks import queries
from app.networks.models import AdviceService, Organisation
from app.networks.rules import HelpKind


class Organisations(Noun):
    """Partners, called by their names."""

    name = "organisations"
    key_name = "name"
    fields = (Field("name", required=True), Field("ended_on", Shape.DAY))

    def rows(self) -> list[Any]:
        """By name."""
        return list(queries.organisations(ended=True))

    def key(self, row: Any) -> str:
        """The name: there are no two with the same."""
        return str(row.name)

    def read(self, row: Any) -> Sheet:
        """Name and last day."""
        return {"name": row.name, "ended_on": iso(row.ended_on)}

    def write(self, row: Any | None, before: Sheet, after: Sheet, actor: Actor, *, keep: bool) -> Any:
        """Raises Invalid("name_taken", "name")."""
        if any(one.name == after["name"] and one is not row for one in self.rows()):
            raise Invalid("name_taken", "name")
        found = row or Organisation()
        found.name, found.ended_on = after["name"], day_of(after["ended_on"])
        db.session.add(found)
        db.session.flush()
        return found


class Helpers(Noun):
    """Services with what they do, in every language."""

    name = "services"
    fields = (
        Field("key", most=40, fixed=True, hidden=True),
        Field("kind", Shape.CHOICE, required=True, choices=tuple(HelpKind)),
        Field("name", required=True),
        Field("phone", most=60),
        Field("website"),
        Field("languages"),
        Field("about", Shape.LANGUAGES, required=True, most=LONG),
        Field("position", Shape.NUMBER),
        Field("ended_on", Shape.DAY),
    )
    plain = ("name", "phone", "website", "languages", "position")

    def rows(self) -> list[Any]:
        """In their order."""
        return list(queries.helpers(ended=True))

    def texts(self, row: Any) -> dict[str, tuple[Any, str]]:
        """What it does."""
        return {"about": (row, "about")}

    def read(self, row: Any) -> Sheet:
        """Everything about a service."""
        facts = {name: getattr(row, name) for name in self.plain}
        about = read_words(row, "about")
        return {"key": row.key, "kind": row.kind.value, **facts, "about": about, "ended_on": iso(row.ended_on)}

    def write(self, row: Any | None, before: Sheet, after: Sheet, actor: Actor, *, keep: bool) -> Any:
        """A new one gets a key from its name."""
        found = row
        if found is None:
            key = after["key"] or new_key(after["name"], [one.key for one in self.rows()])
            found = AdviceService(key=key)
        found.kind, found.ended_on = HelpKind(after["kind"]), day_of(after["ended_on"])
        for name in self.plain:
            setattr(found, name, after[name])
        db.session.add(found)
        db.session.flush()
        write_words(found, "about", before.get("about") or {}, after["about"], actor, keep=keep)
        return found
