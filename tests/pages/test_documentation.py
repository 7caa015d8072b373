"""After the day: documentation as page and paper, promises as tasks, thanks once, and nothing that nobody may read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from app.concept import queries as concept
from app.contributions import queries as contributions
from app.core import clock
from app.core.history import RESIDENT, SYSTEM
from app.core.languages import locales
from app.dialogforum.models.documentation import Commitment
from app.extensions import db
from app.followup import actions as followup
from app.moderation.rules import ReasonCode
from app.permissions import Role
from app.rounds import queries as rounds
from app.rounds.actions import open_round
from app.rounds.rules import Phase
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.documentation import DESK, publish
from tests.support.page import Page
from tests.support.paper import Paper
from tests.support.seats import at
from tests.support.staff import Person
from tests.support.tables import leave_out, release, round_with_tables, write

TAGS = [language.tag for language in locales.OFFERED]
PROMISE = "Wir öffnen im Frühjahr einen Raum für Kinder im Schotthock."


@pytest.fixture
def year(world: World) -> Iterator[int]:
    """A round with its tables; the day of the Dialogforum was yesterday."""
    tables = round_with_tables(world)
    assert tables
    found = world.read(rounds.current, clock.today())
    assert found is not None
    assert found.forum_on is not None
    with at(found.forum_on + timedelta(days=1)):
        yield found.year


@pytest.fixture
def organiser(year: int, world: World) -> PageClient:
    return world.browser(world.person(Role.STEERING_MEMBER))


@pytest.fixture
def tandem(year: int, world: World) -> Person:
    return world.person(Role.NETWORK_MANAGER, network="hf-4")


@pytest.fixture
def moderator(year: int, world: World) -> Person:
    return world.person(Role.MODERATOR)


def tables_of(world: World) -> dict[int, int]:
    return round_with_tables(world)


def a_round_on(day: date) -> None:
    """A round of that year whose Dialogforum is that day."""
    starts = {Phase.PREPARATION: day - timedelta(days=60), Phase.FORUM_DAY: day}
    edition = concept.current_edition(day)
    open_round(day.year, edition, starts, day + timedelta(days=90), actor=SYSTEM, forum_on=day)


def due(days: int = 60) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def promise(organiser: PageClient, status: int = 200, **more: str) -> Page:
    form = organiser.get(DESK).form("owner", action="promises")
    typed = {"field": "4", "words": PROMISE, "owner": "Jugendamt", "due_on": due(), **more}
    return organiser.submit(form.fill(**typed), status)


def only(world: World) -> Commitment:
    return world.read(lambda: db.session.query(Commitment).one())


def report(browser: PageClient, row: Commitment, status: int = 200, **said: str) -> Page:
    form = browser.get("/staff/dialogforum/promises/").form(action=f"/promises/{row.id}")
    return browser.submit(form.fill(**said), status)


def test_nothing_is_public_before_it_is_published(client: PageClient, organiser: PageClient, year: int) -> None:
    promise(organiser)
    for path in ("documentation", "documentation.pdf"):
        assert client.raw("GET", f"/de/dialogforum/{year}/{path}").status_code == 404
    publish(organiser, year)
    assert PROMISE in client.get(f"/de/dialogforum/{year}/documentation").text
    assert client.get("/de/dialogforum/").all(f'a[href="/de/dialogforum/{year}/documentation"]')
    organiser.post(f"{DESK}{year}/hide", organiser.get(DESK).form(action="/hide").values)
    client.get(f"/de/dialogforum/{year}/documentation", status=404)


def test_before_the_day_nothing_can_be_published(world: World, organiser: PageClient, year: int) -> None:
    current = world.read(rounds.of_year, year)
    assert current is not None
    assert current.forum_on is not None
    with at(current.forum_on - timedelta(days=1)):
        browser = world.browser(world.person(Role.ADMIN))
        page = browser.post(f"{DESK}{year}/publish", browser.get(DESK).form("words").values, status=409)
        assert "has not taken place yet" in page.text


@pytest.mark.parametrize("tag", TAGS)
def test_page_and_paper_in_every_language(client: PageClient, organiser: PageClient, year: int, tag: str) -> None:
    form = organiser.get(DESK).form("attendance")
    organiser.submit(form.fill(words="Es war ein guter Tag.", attendance="143"))
    promise(organiser)
    publish(organiser, year)
    page = client.get(f"/{tag}/dialogforum/{year}/documentation")
    assert "143" in page.text
    assert PROMISE in page.one('section[data-field="4"]').to_text()
    paper = Paper(client.raw("GET", f"/{tag}/dialogforum/{year}/documentation.pdf").get_data())
    assert not paper.faults()
    assert "143" in paper.text
    assert "Jugendamt" in paper.text


def test_only_what_everybody_may_read_is_told(
    client: PageClient, world: World, organiser: PageClient, moderator: Person, tandem: Person, year: int
) -> None:
    with at(clock.today() - timedelta(days=1)):
        waiting = world.submit("Geheimwort am Morgen.", "de")
        case = world.release(world.submit("Ein Raum fehlt.", "de"), moderator, german=None, title="Raumtitel")
        tables = tables_of(world)
        shown = write(world, tables[4], tandem, "Tischwort frei.", language="de", role=Role.NETWORK_MANAGER)
        write(world, tables[4], tandem, "Tischwort ungelesen.", language="de", role=Role.NETWORK_MANAGER)
        left = write(world, tables[4], tandem, "Tischwort fort.", language="de", role=Role.NETWORK_MANAGER)
        release(world, shown, moderator, "Tischwort frei.")
        leave_out(world, left, moderator, ReasonCode.INSULT)
    publish(organiser, year)
    told = [
        client.get(f"/de/dialogforum/{year}/documentation").text,
        Paper(client.raw("GET", f"/de/dialogforum/{year}/documentation.pdf").get_data()).text,
    ]
    for text in told:
        assert "Raumtitel" in text
        assert "Tischwort frei." in text
        for hidden in ("Geheimwort", "Tischwort ungelesen", "Tischwort fort", waiting.reference):
            assert hidden not in text
    world.do(lambda: followup.withdraw(contributions.get(case.reference), actor=RESIDENT))
    assert "Raumtitel" not in client.get(f"/de/dialogforum/{year}/documentation").text
    assert "Raumtitel" not in Paper(client.raw("GET", f"/de/dialogforum/{year}/documentation.pdf").get_data()).text


def test_a_promise_is_a_task_on_the_board_of_its_network(
    world: World, organiser: PageClient, tandem: Person, year: int
) -> None:
    promise(organiser, due_on=due(5))
    board = world.browser(tandem).get("/staff/network/")
    assert PROMISE in board.one("#promises").to_text()
    assert "Due soon" in board.one("#promises").to_text()
    other = world.browser(world.person(Role.NETWORK_MANAGER, email="seven@staff.example", network="hf-7"))
    assert not other.get("/staff/network/").all("#promises")
    row = only(world)
    assert not other.get("/staff/dialogforum/promises/").all(f"#promise-{row.id}")
    sent = [*other.get("/staff/").form("csrf_token").values, ("state", "commitment_kept"), ("became", "x")]
    other.post(f"/staff/dialogforum/promises/{row.id}", sent, status=404)
    with at(clock.today() + timedelta(days=6)):
        assert "Its day is over" in world.browser(tandem).get("/staff/network/").one("#promises").to_text()


def test_the_tandem_says_how_it_stands_and_everybody_reads_it(
    client: PageClient, world: World, organiser: PageClient, tandem: Person, year: int
) -> None:
    promise(organiser)
    publish(organiser, year)
    browser, row = world.browser(tandem), only(world)
    missing = report(browser, row, 422, state="commitment_broken", became=" ")
    assert "one or two sentences" in missing.text
    report(browser, row, state="commitment_kept", became="Der Raum ist seit Mai offen.")
    page = client.get(f"/de/dialogforum/{year}/documentation")
    assert "Zusage gehalten" in page.text
    assert "Der Raum ist seit Mai offen." in page.text
    assert not browser.get("/staff/network/").all("#promises")


def test_two_who_report_at_once_do_not_write_over_each_other(
    world: World, organiser: PageClient, tandem: Person, year: int
) -> None:
    promise(organiser)
    browser, row = world.browser(tandem), only(world)
    old = browser.get("/staff/dialogforum/promises/").form(action=f"/promises/{row.id}")
    report(browser, row, state="commitment_running", became="Die Stelle ist ausgeschrieben.")
    page = browser.submit(old.fill(state="commitment_broken", became="Kein Geld."), 409)
    assert "Kein Geld." in page.text
    assert only(world).state.value == "commitment_running"


def test_a_double_tap_writes_one_promise(world: World, organiser: PageClient, year: int) -> None:
    form = organiser.get(DESK).form("owner", action="promises")
    form.fill(field="4", words=PROMISE, owner="Jugendamt", due_on=due())
    organiser.submit(form)
    organiser.submit(form)
    assert only(world).owner == "Jugendamt"


def test_nothing_typed_is_lost(organiser: PageClient, year: int) -> None:
    page = promise(organiser, 422, owner=" ", due_on="2020-01-01")
    values = dict(page.form("owner", action="promises").values)
    assert values["words"].strip() == PROMISE
    page = organiser.submit(organiser.get(DESK).form("attendance").fill(words="Danke.", attendance="viele"), 422)
    assert "whole number" in page.text
    assert "Danke." in dict(page.form("attendance").values)["words"]


def test_a_public_promise_stays(world: World, organiser: PageClient, year: int) -> None:
    promise(organiser)
    away = organiser.get(DESK).form(action="/away").values
    publish(organiser, year)
    page = organiser.post(f"{DESK}{year}/promises/{only(world).id}/away", away, status=409)
    assert "published" in page.text
    assert only(world)


def test_what_was_a_mistake_goes(world: World, organiser: PageClient, year: int) -> None:
    promise(organiser)
    organiser.submit(organiser.get(DESK).form(action="/away"))
    assert world.read(lambda: db.session.query(Commitment).count()) == 0


def test_next_year_tells_what_became_of_it(
    client: PageClient, world: World, organiser: PageClient, tandem: Person, year: int
) -> None:
    promise(organiser)
    publish(organiser, year)
    report(world.browser(tandem), only(world), state="commitment_broken", became="Es fehlte das Geld.")
    today = clock.today() + timedelta(days=340)
    with at(today):
        world.do(a_round_on, today)
        browser = world.browser(world.person(Role.ADMIN))
        publish(browser, today.year)
        page = client.get(f"/de/dialogforum/{today.year}/documentation")
        assert PROMISE in page.one("section[aria-labelledby=before-title]").to_text()
        assert "Es fehlte das Geld." in page.text


def test_organisers_never_see_an_address(world: World, organiser: PageClient, year: int) -> None:
    with at(clock.today() - timedelta(days=1)):
        world.submit(contact="geheim@example.org")
    publish(organiser, year)
    assert "geheim@example.org" not in organiser.get(DESK).text
