"""Seats of the Dialogforum, taken through the real pages."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from app.concept import queries as concept
from app.core import clock
from app.core.history import SYSTEM
from app.dialogforum.actions import desk_seats
from app.dialogforum.queries import seats as queries
from app.rounds import queries as rounds
from app.rounds.actions import open_round
from app.rounds.rules import Phase
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.page import Page


def a_round(world: World, *, seats: int | None = 4, care: int = 2, ahead: int = 20) -> int:
    """A round whose forum is `ahead` days away, with so many seats; gives its year."""
    today = clock.today()
    day = today + timedelta(days=ahead)

    def do() -> int:
        starts = {Phase.PREPARATION: today - timedelta(days=5)}
        edition = concept.current_edition(today)
        made = open_round(
            day.year, edition, starts, day + timedelta(days=90), actor=SYSTEM, forum_on=day, place="Stadthalle Rheine"
        )
        if seats is not None:
            desk_seats.set_capacity(made, seats, care, version=0, actor=SYSTEM)
        return made.year

    return world.do(do)


def at(day: date) -> Any:
    """The clock on another day, at noon."""
    return clock.at(datetime(day.year, day.month, day.day, 12, tzinfo=clock.BERLIN))


def check(client: PageClient, year: int, lang: str = "de", status: int = 200, **answers: Any) -> Page:
    """The questions answered, up to the check page."""
    form = client.get(f"/{lang}/dialogforum/{year}/seat").form("people")
    return client.press(form.fill(**{"people": "1", **answers}), "next", status=status)


def take(client: PageClient, year: int, lang: str = "de", **answers: Any) -> Page:
    """Registered; gives the page with the number."""
    return client.press(check(client, year, lang, **answers).form("send"), "send")


def number_on(page: Page) -> str:
    """The number that a page shows."""
    return str(page.one("[data-tracking-code]").attrs["data-tracking-code"])


def state_on(page: Page) -> str:
    """Whether there is a seat."""
    return str(page.one("[data-seat]").attrs["data-seat"])


def care_on(page: Page) -> str:
    """Whether there is a place for the children."""
    return str(page.one("[data-seat]").attrs["data-care"])


def opened(client: PageClient, year: int, number: str, lang: str = "de", status: int = 200) -> Page:
    """The page behind a number."""
    page = client.get(f"/{lang}/dialogforum/{year}/seat/number")
    return client.submit(page.form("code").fill(code=number), status)


def cancel(client: PageClient, year: int, number: str) -> Page:
    """Give a seat back."""
    return client.submit(opened(client, year, number).form(action="/cancel"))


def capacity(world: World, year: int, seats: int, care: int = 2) -> None:
    """Another number of seats."""

    def do() -> None:
        found = rounds.of_year(year)
        assert found is not None
        plan = queries.plan_of(found)
        assert plan is not None
        desk_seats.set_capacity(found, seats, care, version=plan.version, actor=SYSTEM)

    world.do(do)
