"""Notices about public texts, sent through the real pages, and what a careful reader finds on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.notices import queries
from app.notices.models import ContentNotice
from tests.support.client import PageClient
from tests.support.page import Page

if TYPE_CHECKING:
    from tests.support.build import World
    from tests.support.staff import Person

WHY = "Hier wird meine Nachbarin mit Namen genannt."


def fill(client: PageClient, reference: str, lang: str = "de", answer: str = "", **more: Any) -> Any:
    """The form about a public text, filled in."""
    page = client.get(f"/{lang}/contributions/{reference}/notice" + (f"?answer={answer}" if answer else ""))
    facts = {"ground": "privacy", "why": WHY, "good_faith": "y", **more}
    return page.form("ground").fill(**facts)


def report(client: PageClient, reference: str, lang: str = "de", **more: Any) -> str:
    """A notice is sent; gives its number."""
    return number_on(client.submit(fill(client, reference, lang, **more)))


def number_on(page: Page) -> str:
    """The number that a receipt shows."""
    return page.one("[data-tracking-code]").attrs["data-tracking-code"]


def opened(client: PageClient, number: str, lang: str = "de", status: int = 200) -> Page:
    """What the number shows."""
    return client.submit(client.get(f"/{lang}/notice/").form("code").fill(code=number), status)


def by_number(world: World, number: str) -> ContentNotice:
    """The notice behind a number."""
    found = world.read(lambda: queries.by_code(number))
    assert found is not None
    return found


def at_desk(world: World, person: Person) -> PageClient:
    """The one browser of somebody: a code of the second factor works once."""
    open_ones: dict[int, PageClient] = world.__dict__.setdefault("open_browsers", {})
    if person.id not in open_ones:
        open_ones[person.id] = world.browser(person)
    return open_ones[person.id]


def settle(world: World, person: Person, number: str, status: int = 200, **facts: Any) -> Page:
    """Decide on the page of the notice."""
    desk = at_desk(world, person)
    page = desk.get(f"/staff/notices/{by_number(world, number).id}")
    return desk.submit(page.form("ending").fill(**facts), status)
