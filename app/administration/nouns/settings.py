"""Who provides the site and how to reach them: values that the installation proposes and the office changes."""

from __future__ import annotations

from typing import Any

from flask import current_app

from app.administration.nouns.base import Noun
from app.administration.nouns.wordings import read_words, write_words
from app.administration.rules import LONG, Field, Shape, Sheet
from app.core import standing
from app.core.history import Actor
from app.core.standing import PART, Named, Setting
from app.extensions import db

PROVIDER = Named("configuration", "provider")
# What the environment says, until the office says something else.
PROPOSED = {
    "city": "SITE_CITY",
    "trustee": "SITE_TRUSTEE",
    "phone": "SITE_PHONE",
    "email": "SITE_EMAIL",
    "address": "SITE_ADDRESS",
    "crime_contact": "SITE_CRIME_CONTACT",
    "promise_authority": "PROMISE_AUTHORITY",
}


class Settings(Noun):
    """One sheet for the whole site."""

    name = "settings"
    key_name = ""
    adds = False
    fields = (
        Field("city", required=True),
        Field("trustee"),
        Field("phone", most=60),
        Field("hours", Shape.LANGUAGES, most=LONG),
        Field("email", most=254),
        Field("address", Shape.TEXT, most=LONG),
        Field("imprint", Shape.LANGUAGES, most=LONG),
        Field("privacy_officer", Shape.LANGUAGES, most=LONG),
        Field("crime_contact"),
        Field("promise_authority", Shape.FLAG),
    )

    def rows(self) -> list[Any]:
        """The one row."""
        return [PROVIDER]

    def key(self, row: Any) -> str:
        """The one key."""
        return str(row.id)

    def texts(self, row: Any) -> dict[str, tuple[Any, str]]:
        """Each under its own name."""
        named = [one.name for one in self.fields if one.shape is Shape.LANGUAGES]
        return {name: (Named("standing_text", name), PART) for name in named}

    def title(self, row: Any) -> str:
        """The name of the city, which nobody translates."""
        return str(self.read(row)["city"])

    def read(self, row: Any) -> Sheet:
        """What was set, or what the installation proposes."""
        stored = {one.name: one.value for one in db.session.execute(db.select(Setting)).scalars()}
        found: Sheet = {}
        for field in self.fields:
            if field.shape is Shape.LANGUAGES:
                found[field.name] = read_words(Named("standing_text", field.name), PART)
            else:
                found[field.name] = stored.get(field.name, current_app.config[PROPOSED[field.name]])
        return found

    def write(self, row: Any | None, before: Sheet, after: Sheet, actor: Actor, *, keep: bool) -> Any:
        """Only what differs is stored: the rest goes on following the installation."""
        for field in self.fields:
            old, new = before[field.name], after[field.name]
            if field.shape is Shape.LANGUAGES:
                write_words(Named("standing_text", field.name), PART, old, new, actor, keep=keep)
            elif old != new:
                db.session.merge(Setting(name=field.name, value=new))
        standing.changed()
        return row
