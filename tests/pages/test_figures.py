"""The public figures: by year, by reason, never a small group, always few statements."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from app.contributions import actions as contributions
from app.contributions.actions import Help, Submission
from app.contributions.rules import Interpreter
from app.core import clock
from app.moderation import actions as moderation
from app.moderation.rules import ReasonCode
from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.notices import report
from tests.support.page import Page
from tests.support.staff import Person

LAST_MONTH = datetime(2026, 9, 15, 10, tzinfo=clock.BERLIN)
TODAY = datetime(2026, 11, 20, 10, tzinfo=clock.BERLIN)
MOST = 8


@pytest.fixture
def person(world: World) -> Person:
    with clock.at(LAST_MONTH - timedelta(days=1)):
        return world.person(Role.MODERATOR)


def cells(page: Page, caption: str) -> dict[str, list[str]]:
    """A table: the words at the beginning of each row, and its cells."""
    for table in page.all("table"):
        if table.query("caption")[0].to_text().strip() == caption:
            rows = table.query("tbody tr")
            return {
                " ".join(row.query("th")[0].to_text().split()): [
                    " ".join(cell.to_text().split()) for cell in row.query("td")
                ]
                for row in rows
            }
    raise AssertionError(f"no table {caption!r}")


def live(world: World, person: Person, refusals: int, releases: int) -> None:
    for number in range(releases):
        world.release(world.submit(f"Mehr Licht {number}.", "de"), person, german=None)
    for number in range(refusals):
        case = world.submit(f"Kaufen Sie Lampe {number}.", "de")
        world.decide(case, person, moderation.refuse, reason=ReasonCode.ADVERTISING)


def test_counts_by_year_and_reason(client: PageClient, world: World, person: Person) -> None:
    with clock.at(LAST_MONTH):
        live(world, person, refusals=6, releases=5)
    with clock.at(TODAY):
        page = client.get("/en/figures/")
        ways = cells(page, "What came in, and what became of it")
        assert ways["Received"] == ["11"]
        assert ways["Published"] == ["5"]
        assert ways["Asked back"] == ["0"]
        assert cells(page, "Refused, by reason")["Advertising"] == ["6"]
        assert cells(page, "How long it took: half was quicker, half was slower")[
            "Working days until the first decision"
        ] == ["0"]


def test_what_was_written_with_help_is_counted(client: PageClient, world: World, person: Person) -> None:
    def enter(number: int) -> None:
        given = Help(person.id, "ar", Interpreter.SPOKEN if number < 5 else Interpreter.NONE)
        contributions.send_for_somebody(Submission(text=f"Text {number}", language="de"), given)

    with clock.at(LAST_MONTH):
        for number in range(7):
            world.do(enter, number)
    with clock.at(TODAY):
        ways = cells(client.get("/en/figures/"), "What came in, and what became of it")
    assert (ways["Received"], ways["Written with help"], ways["With an interpreter"]) == (["7"], ["7"], ["5"])


def test_small_groups_are_words(client: PageClient, world: World, person: Person) -> None:
    with clock.at(LAST_MONTH):
        live(world, person, refusals=2, releases=1)
    with clock.at(TODAY):
        page = client.get("/en/figures/")
    assert cells(page, "What came in, and what became of it")["Received"] == ["fewer than five"]
    assert cells(page, "Refused, by reason")["Altogether"] == ["fewer than five"]


def test_this_month_is_not_counted_yet(client: PageClient, world: World, person: Person) -> None:
    with clock.at(TODAY - timedelta(days=1)):
        live(world, person, refusals=6, releases=0)
    with clock.at(TODAY):
        assert "nothing to count yet" in client.get("/en/figures/").text


def test_notices_and_their_endings(client: PageClient, world: World, person: Person) -> None:
    with clock.at(LAST_MONTH):
        case = world.release(world.submit("Mehr Licht.", "de"), person, german=None)
        for _time in range(5):
            report(client, case.reference)
    with clock.at(TODAY):
        assert cells(client.get("/en/figures/"), "Notices about public texts")["Still open"] == ["5"]


def test_few_statements_and_no_more_with_more_years(client: PageClient, world: World, person: Person) -> None:
    with clock.at(LAST_MONTH):
        live(world, person, refusals=1, releases=6)
    with clock.at(TODAY):
        client.get("/ar/figures/")
        assert client.queries <= MOST
        before = client.queries
    with clock.at(TODAY + timedelta(days=60)):
        live(world, person, refusals=6, releases=0)
    with clock.at(TODAY + timedelta(days=120)):
        page = client.get("/ar/figures/")
        assert client.queries == before
    assert len(page.all("thead")[0].query("th")) == 3
