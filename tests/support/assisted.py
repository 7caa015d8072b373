"""Walking the entry for somebody else, as a helper and the person beside her would."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from app.contributions.models import AssistedDay, AssistedEntry
from app.extensions import db
from app.networks.models import Organisation
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.page import Form, Page

START = "/staff/assisted/"
ARABIC = "نحتاج إلى غرفة للأطفال في البيت."


def organisation(world: World, name: str = "Stadtbibliothek") -> str:
    """The key of an organisation to choose."""

    def make() -> str:
        row = Organisation(name=name)
        db.session.add(row)
        db.session.flush()
        return str(row.id)

    return world.do(make)


def step(page: Page) -> Form:
    """The form of the entry, with everything that rides along."""
    return Form(page.one("form#step"), page)


def to_notice(client: PageClient, spoken: str = "ar", **given: Any) -> Page:
    """The notice, in the person's language."""
    return client.press(step(client.get(START)).fill(spoken=spoken, **given), "next")


def to_text(client: PageClient, spoken: str = "ar", **given: Any) -> Page:
    """The page on which the helper writes."""
    return client.press(step(to_notice(client, spoken, **given)), "next")


def to_check(client: PageClient, text: str = ARABIC, spoken: str = "ar", **answers: Any) -> Page:
    """The last look, by the person."""
    given = {name: answers.pop(name) for name in ("organisation", "interpreter") if name in answers}
    return client.press(step(to_text(client, spoken, **given)).fill(text=text, **answers), "next")


def send(client: PageClient, page: Page, status: int = 200) -> Page:
    """Press the last button."""
    return client.press(step(page), "send", status=status)


def wipe(client: PageClient, page: Page) -> Page:
    """The person has the number; the helper wipes the screen."""
    return client.press(step(client.press(step(page), "wipe")), "sure")


def facts(world: World) -> list[AssistedEntry]:
    """What is known about help."""
    return world.read(lambda: list(db.session.execute(sa.select(AssistedEntry)).scalars()))


def counted(world: World) -> list[int]:
    """Entries of helpers, a number for each day."""
    return world.read(lambda: list(db.session.execute(sa.select(AssistedDay.entries)).scalars()))
