"""The year: home, the page of the round and the desk follow its phases; rounds stay apart; numbers of what became."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from app.concept import queries as concept
from app.contributions import queries as contributions
from app.core import clock
from app.core.history import RESIDENT, SYSTEM
from app.followup import actions as followup
from app.permissions import Role
from app.rounds import queries as rounds
from app.rounds.actions import open_round
from app.rounds.models import ParticipationRound
from app.rounds.rules import Phase, Target, hours_of
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.staff import Person

FIRST = date(2026, 1, 10)
STEP = timedelta(days=30)
FORUM = FIRST + 3 * STEP
# In English: the labels themselves speak the language of whoever ran before.
CALLED = {
    Phase.PREPARATION: "Preparation",
    Phase.CALL: "Invitation",
    Phase.COLLECTION: "Collecting ideas",
    Phase.FORUM_DAY: "Day of the Dialogforum",
    Phase.DOCUMENTATION: "Writing down the results",
    Phase.ANSWERS: "Answers of the networks",
    Phase.REPORT: "Report to the political bodies",
}
STARTS = {phase: FIRST + number * STEP for number, phase in enumerate(Phase)}


@pytest.fixture
def moderator(world: World) -> Person:
    return world.person(Role.MODERATOR)


@pytest.fixture
def manager(world: World) -> Person:
    return world.person(Role.NETWORK_MANAGER, network="hf-4")


def at(day: date, hour: int = 12) -> Any:
    return clock.at(datetime(day.year, day.month, day.day, hour, tzinfo=clock.BERLIN))


def a_year(world: World, year: int = 2026, starts: dict[Phase, date] | None = None, **facts: Any) -> None:
    begun = starts or STARTS

    def do() -> None:
        edition = concept.current_edition(clock.today())
        told = {"forum_on": begun[Phase.FORUM_DAY], "place": "Stadthalle", "hours": "16:00–19:00", **facts}
        open_round(year, edition, begun, max(begun.values()) + STEP, actor=SYSTEM, **told)

    with at(min(begun.values())):
        world.do(do)


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("last", [False, True], ids=["first day", "last day"])
def test_home_and_the_round_follow_the_phase(client: PageClient, world: World, phase: Phase, last: bool) -> None:
    a_year(world)
    day = STARTS[phase] + (STEP - timedelta(days=1) if last else timedelta(0))
    # Berlin decides where a day begins: late in the evening it is tomorrow in no other place that counts.
    with at(day, hour=23 if last else 0):
        for path in ("/en/", "/en/dialogforum/"):
            assert CALLED[phase] in client.get(path).one("section[aria-labelledby=now-title]").to_text(), path
        now = client.get("/en/dialogforum/").all(".timeline [aria-current=step]")
        assert [one.to_text().strip().endswith(CALLED[phase]) for one in now] == [True]


def test_writing_is_possible_in_every_phase(client: PageClient, world: World) -> None:
    a_year(world)
    for phase, day in STARTS.items():
        with at(day):
            assert client.get("/en/dialogforum/").all('main a[href="/en/contribute/"]'), phase


def test_day_hours_and_place_stand_on_home(client: PageClient, world: World) -> None:
    a_year(world)
    with at(STARTS[Phase.CALL]):
        told = client.get("/ar/").one("section[aria-labelledby=now-title]")
        assert "Stadthalle" in told.to_text()
        assert [one.to_text() for one in told.query("bdi[dir=ltr]")] == ["16:00–19:00"]


def test_the_wall_is_offered_on_the_day_alone(client: PageClient, world: World) -> None:
    a_year(world)
    for phase, day in STARTS.items():
        with at(day):
            offered = bool(client.get("/en/").all('a[href="/en/dialogforum/2026/wall"]'))
            assert offered is (phase is Phase.FORUM_DAY), phase


def test_before_the_first_round_home_says_nothing_of_one(client: PageClient) -> None:
    assert not client.get("/en/").all("#now-title")


def two_years(client: PageClient, world: World, moderator: Person, manager: Person) -> list[str]:
    """2025 with two contributions, one answered; 2026 has begun with one. Their references, oldest first."""
    before = {phase: day.replace(year=2025) for phase, day in STARTS.items()}
    a_year(world, 2025, before)
    a_year(world)
    references = []
    with at(before[Phase.COLLECTION]):
        for text in ("Wir brauchen einen Raum.", "Der Bus fährt zu selten."):
            case = world.release(world.submit(text, "de"), moderator, german=None)
            references.append(case.reference)
        world.answer(case, manager, "Der Bus fährt öfter.")
    with at(STARTS[Phase.CALL]):
        references.append(world.release(world.submit("Ein Garten.", "de"), moderator, german=None).reference)
    return references


def test_rounds_stay_apart(client: PageClient, world: World, moderator: Person, manager: Person) -> None:
    first, second, third = two_years(client, world, moderator, manager)
    with at(STARTS[Phase.CALL]):
        told = {year: client.get(f"/en/dialogforum/{year}/results").text for year in (2025, 2026)}
        assert "2 contributions can be read. 1 has an answer." in told[2025]
        assert "1 contribution can be read. 0 have an answer." in told[2026]
        found = {
            year: {one.attrs["data-reference"] for one in client.get(f"/en/contributions/?year={year}").all("article")}
            for year in (2025, 2026)
        }
        assert found == {2025: {first, second}, 2026: {third}}
        # Either page leads to the other year, and only the present one says where we are now.
        assert client.get("/en/dialogforum/2026/").all('a[href="/en/dialogforum/2025/"]')
        assert not client.get("/en/dialogforum/2025/").all("#now-title")


def test_the_new_round_opens_with_the_answers_of_the_last(
    client: PageClient, world: World, moderator: Person, manager: Person
) -> None:
    two_years(client, world, moderator, manager)
    with at(STARTS[Phase.CALL]):
        for path in ("/en/", "/en/dialogforum/"):
            assert client.get(path).all('main a[href="/en/dialogforum/2025/results"]'), path
        assert "2 contributions can be read. 1 has an answer." in client.get("/en/dialogforum/").text
        field = client.get("/en/dialogforum/2025/results").one('section[data-field="4"]')
        assert field.query('a[href="/en/contributions/?action_field=4&year=2025"]')
    with at(STARTS[Phase.ANSWERS]):
        assert client.get("/en/").all('main a[href="/en/dialogforum/2026/results"]')


def test_what_is_withdrawn_counts_no_more(client: PageClient, world: World, moderator: Person, manager: Person) -> None:
    first, *_ = two_years(client, world, moderator, manager)
    with at(STARTS[Phase.CALL]):
        world.do(lambda: followup.withdraw(contributions.get(first), actor=RESIDENT))
        assert "1 contribution can be read. 1 has an answer." in client.get("/en/dialogforum/2025/results").text


def test_a_district_and_a_year_never_come_together(
    client: PageClient, world: World, moderator: Person, manager: Person
) -> None:
    a_year(world)
    with at(STARTS[Phase.CALL]):
        for number in range(5):
            case = world.submit(f"Text {number} aus dem Viertel.", "de", district="schotthock")
            world.release(case, moderator, german=None)
        page = client.get("/en/contributions/?district=schotthock&year=2026")
        assert "we show all years" in page.text
        assert len(page.all("article")) == 5
        assert "We do not know this year" in client.get("/en/contributions/?year=1999").text


def test_the_results_of_a_round_to_come_are_not_there(client: PageClient, world: World) -> None:
    a_year(world)
    with at(FIRST - timedelta(days=1)):
        client.get("/en/dialogforum/2026/results", status=404)


@pytest.mark.parametrize("phase", Phase)
def test_the_desk_follows_the_phase(world: World, phase: Phase) -> None:
    a_year(world)
    with at(STARTS[phase]):
        browser = world.browser(world.person(Role.NETWORK_MANAGER, network="hf-4"))
        assert CALLED[phase] in browser.get("/staff/").one("section[aria-labelledby=forum-title]").to_text()
        assert CALLED[phase] in browser.get("/staff/dialogforum/").one("#phase-title").to_text()


def test_every_part_that_is_shown_opens(world: World) -> None:
    a_year(world)
    with at(STARTS[Phase.COLLECTION]):
        for role in (Role.ADMIN, Role.EVENT_STAFF, Role.MODERATOR, Role.STEERING_MEMBER):
            browser = world.browser(world.person(role))
            links = [one.attrs["href"] for one in browser.get("/staff/dialogforum/").all("main .grid a")]
            assert links, role
            for link in links:
                browser.get(link)


def test_targets_have_their_days(world: World) -> None:
    a_year(world, documentation_days=14)

    def days() -> dict[Target, date]:
        found: ParticipationRound | None = rounds.of_year(2026)
        assert found is not None
        return rounds.targets(found)

    assert {target: (day - FORUM).days for target, day in world.read(days).items()} == {
        Target.CARDS: 3,
        Target.DOCUMENTATION: 14,
        Target.ANSWERS: 84,
        Target.REPORT: 182,
    }


@pytest.mark.parametrize(
    ("typed", "stored"), [("16.00 - 19.30", "16:00–19:30"), ("9:00–11:00", "09:00–11:00"), ("", "")]
)
def test_the_office_sets_hours(world: World, typed: str, stored: str) -> None:
    browser = world.browser(world.person(Role.ADMIN))
    form = browser.get("/staff/admin/rounds/new").form("year")
    browser.submit(form.fill(year="2031", phase_preparation="2031-01-01", ends_on="2031-12-31", forum_hours=typed))
    found = world.read(rounds.of_year, 2031)
    assert found is not None
    assert found.hours == stored


def test_hours_that_make_no_sense_are_said(world: World) -> None:
    browser = world.browser(world.person(Role.ADMIN))
    form = browser.get("/staff/admin/rounds/new").form("year")
    sent = form.fill(year="2031", phase_preparation="2031-01-01", ends_on="2031-12-31", forum_hours="abends")
    page = browser.submit(sent, 422)
    assert "such as 16:00–19:00" in page.text
    assert dict(page.form("year").values)["forum_hours"] == "abends"


def test_hours_are_two_times_in_order() -> None:
    assert [hours_of(words) for words in ("19:00–16:00", "25:00–26:00", "16:70–17:00", "16–19")] == [None] * 4
