"""Staying informed and telling others: calendar, feed and text in every language, and nothing that nobody may read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from app.contributions import queries as contributions
from app.core import clock
from app.core.history import RESIDENT, SYSTEM
from app.core.languages import locales
from app.dialogforum.actions import seat_mail
from app.dialogforum.rules.seats import News
from app.followup import actions as followup
from app.permissions import Role
from app.rounds import queries as rounds
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.seats import a_round
from tests.support.staff import Person

TAGS = [language.tag for language in locales.OFFERED]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def moderator(world: World) -> Person:
    return world.person(Role.MODERATOR)


@pytest.fixture
def manager(world: World) -> Person:
    return world.person(Role.NETWORK_MANAGER, network="hf-4")


@pytest.fixture
def coming(world: World) -> int:
    """The year of a round whose day is ahead."""
    return a_round(world)


def move(world: World, year: int, **facts: Any) -> None:
    """Change the round as the office does."""

    def do() -> None:
        found = rounds.of_year(year)
        assert found is not None
        for name, value in facts.items():
            setattr(found, name, value)

    world.do(do)


def event_of(client: PageClient, tag: str = "de") -> Any:
    """The one event of the calendar file."""
    answer = client.raw("GET", f"/{tag}/dialogforum.ics")
    assert answer.mimetype == "text/calendar"
    assert all(len(line) <= 75 for line in answer.get_data().split(b"\r\n"))
    (event,) = Calendar.from_ical(answer.get_data()).walk("VEVENT")
    return event


def entries(client: PageClient, address: str = "/de/feed.atom") -> list[tuple[str, str]]:
    answer = client.raw("GET", address)
    assert answer.status_code == 200
    feed = ElementTree.fromstring(answer.get_data())
    found = []
    for entry in feed.findall(f"{ATOM}entry"):
        link, updated = entry.find(f"{ATOM}link"), entry.findtext(f"{ATOM}updated") or ""
        assert link is not None
        assert updated.endswith("T00:00:00Z")
        date.fromisoformat(updated[:10])
        found.append((link.attrib["href"].rsplit("/", 1)[-1], entry.findtext(f"{ATOM}title") or ""))
    return found


@pytest.mark.parametrize("tag", TAGS)
def test_the_day_fits_into_every_calendar(client: PageClient, coming: int, tag: str) -> None:
    assert client.get(f"/{tag}/follow").all(f'main a[href="/{tag}/dialogforum.ics"]')
    event = event_of(client, tag)
    assert event["DTSTART"].dt == clock.today() + timedelta(days=20)
    assert event["LOCATION"] == "Stadthalle Rheine"
    assert event["SUMMARY"] == f"Dialogforum Rheine {coming}"
    assert event["SUMMARY"].params["LANGUAGE"] == tag
    assert event["URL"].endswith(f"/{tag}/dialogforum/{coming}/")
    assert event["STATUS"] == "CONFIRMED"


def test_hours_make_it_a_time_in_berlin(client: PageClient, world: World, coming: int) -> None:
    move(world, coming, hours="16:00–19:00")
    event = event_of(client)
    begins, ends = (event[name].dt.astimezone(clock.BERLIN) for name in ("DTSTART", "DTEND"))
    assert (begins.date(), begins.hour, ends.hour) == (clock.today() + timedelta(days=20), 16, 19)


def test_a_moved_day_replaces_the_old_one(client: PageClient, world: World, coming: int) -> None:
    def now() -> tuple[str, date]:
        event = event_of(client)
        return str(event["UID"]), event["DTSTART"].dt

    before = now()
    move(world, coming, forum_on=before[1] + timedelta(days=7))
    assert now()[0] == before[0]
    assert now()[1] == before[1] + timedelta(days=7)


def test_a_day_called_off_is_called_off_in_the_calendar(client: PageClient, world: World, coming: int) -> None:
    found = world.read(rounds.of_year, coming)
    assert found is not None
    world.do(seat_mail.tell_everybody, found, News.CALLED_OFF, actor=SYSTEM)
    assert event_of(client)["STATUS"] == "CANCELLED"


def test_without_a_day_there_is_no_calendar_file(client: PageClient, world: World, coming: int) -> None:
    move(world, coming, forum_on=None)
    page = client.get("/de/follow")
    assert not page.all('a[href$="dialogforum.ics"]')
    assert "noch nicht fest" in page.text
    assert client.raw("GET", "/de/dialogforum.ics").status_code == 404


@pytest.mark.parametrize("tag", TAGS)
def test_the_text_to_send_on_leads_to_the_language(client: PageClient, coming: int, tag: str) -> None:
    page = client.get(f"/{tag}/follow")
    text = page.one("textarea#share")
    assert text.to_text().rstrip().endswith(f"/{tag}/")
    for start in ("mailto:", "sms:"):
        (link,) = page.all(f'main a[href^="{start}"]')
        assert f"/{tag}/" in unquote(link.attrs["href"])


def test_the_feed_tells_what_is_new_and_never_the_words(
    client: PageClient, world: World, moderator: Person, manager: Person
) -> None:
    waiting = world.submit("Das hat noch niemand gelesen.")
    case = world.release(world.submit("Wir brauchen einen Raum im Schotthock.", "de"), moderator, german=None)
    world.answer(case, manager, "Der Raum kommt im Mai.")
    body = client.raw("GET", "/de/feed.atom").get_data(as_text=True)
    told = entries(client)
    assert [reference for reference, _ in told] == [case.reference] * 2
    assert waiting.reference not in body
    assert "Schotthock" not in body
    assert "im Mai" not in body


def test_a_withdrawn_contribution_leaves_the_feed(client: PageClient, world: World, moderator: Person) -> None:
    case = world.release(world.submit("Wir brauchen einen Raum.", "de"), moderator, german=None)
    assert entries(client)
    world.do(lambda: followup.withdraw(contributions.get(case.reference), actor=RESIDENT))
    assert entries(client) == []


def test_the_feed_of_one_field_tells_of_that_field(client: PageClient, world: World, moderator: Person) -> None:
    world.release(world.submit("Wir brauchen einen Raum.", "de"), moderator, german=None, fields=(4,))
    assert entries(client, "/ar/feed.atom?action_field=4")
    assert entries(client, "/ar/feed.atom?action_field=5") == []
    assert client.raw("GET", "/ar/feed.atom?action_field=99").status_code == 404


def test_programs_that_ask_again_get_nothing_twice(client: PageClient, coming: int) -> None:
    for address in ("/de/feed.atom", "/de/dialogforum.ics"):
        first = client.raw("GET", address)
        again = client.raw("GET", address, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304, address
