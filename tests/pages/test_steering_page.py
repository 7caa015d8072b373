"""The board of the steering group, the page of a case, and what the author reads of its way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.concept import queries as concept
from app.contributions import queries as contributions
from app.core import clock
from app.followup import actions as followup
from app.moderation import actions as moderation
from app.networks import queries as networks
from app.permissions import Role
from app.routing import actions as routing_actions
from app.routing import queries as routing
from tests.support.build import World
from tests.support.cases import look
from tests.support.client import PageClient
from tests.support.desk import Case
from tests.support.page import Page
from tests.support.staff import Person

BOARD = "/staff/steering/"


@pytest.fixture
def moderator(world: World) -> Person:
    return world.person(Role.MODERATOR)


@pytest.fixture
def steering(world: World) -> PageClient:
    return world.browser(world.person(Role.STEERING_MEMBER))


@pytest.fixture
def case(world: World, moderator: Person) -> Case:
    world.person(Role.NETWORK_MANAGER, network="hf-4")
    return world.release(world.submit(district="mesum"), moderator, fields=(4, 7))


def page_of(case: Case) -> str:
    return f"/staff/routing/{case.reference}"


def authors_page(client: PageClient, case: Case, language: str = "en") -> Page:
    return client.submit(client.get(f"/{language}/code/").form("code").fill(code=case.code))


def way(page: Page) -> list[str]:
    return [" ".join(step.to_text().split()) for step in page.all("[data-way]")]


def wait(world: World, days: int) -> None:
    world.do(routing_actions.escalate_due, clock.today() + timedelta(days=days))


def network_id(world: World, key: str) -> str:
    return str(world.read(lambda: networks.by_key(key).id))


def test_numbers_lead_to_the_cases_behind_them(world: World, steering: PageClient, case: Case) -> None:
    assert "Nothing here now." in steering.get(f"{BOARD}?show=escalated").text
    assert "Open 1" in steering.get(BOARD).one(".nav-tabs [aria-current=page]").to_text()
    wait(world, 30)
    page = steering.get(BOARD)
    assert "With the steering group" in page.one("#cases-title").to_text()
    assert case.reference in page.text
    (link,) = [one.attrs["href"] for one in page.all("td a") if "show=escalated" in one.attrs["href"]]
    assert case.reference in steering.get(link.partition("#")[0]).text
    other = network_id(world, "hf-7")
    assert case.reference not in steering.get(f"{BOARD}?show=open&network={other}").text
    for wrong in ("?show=nothing", "?network=999"):
        steering.get(BOARD + wrong, 404)


def test_networks_without_people_and_lost_mails_stand_on_top(world: World, steering: PageClient, case: Case) -> None:
    page = steering.get(BOARD)
    assert "Nobody can be reached in these networks" in page.text
    assert page.text.count("without manager") == 7


def test_more_time_is_given_with_a_reason_that_the_author_reads(
    world: World, client: PageClient, steering: PageClient, case: Case
) -> None:
    wait(world, 30)
    until = clock.today() + timedelta(days=100)
    form = steering.get(page_of(case)).form("until")
    page = steering.submit(form.fill(until="", reason="meets_later", note="Sommerpause"), 422)
    assert "Please choose the new date." in page.text
    assert "Sommerpause" in page.html
    steering.submit(page.form("until").fill(until=until.isoformat()))
    assert case.reference not in steering.get(f"{BOARD}?show=escalated").text
    page = steering.get(page_of(case))
    assert "More time given" in page.text
    assert "Sommerpause" in page.text
    steps = way(authors_page(client, case))
    assert "The network gets more time. It talks about your contribution at its next meeting." in steps[-1]
    assert "Sommerpause" not in client.last.get_data(as_text=True)
    assert "Netzwerk bekommt mehr Zeit" in way(authors_page(client, case, "de"))[-1]


def test_the_second_of_two_reads_where_the_case_is_and_keeps_the_words(
    world: World, steering: PageClient, case: Case
) -> None:
    until = (clock.today() + timedelta(days=100)).isoformat()
    forms = [steering.get(page_of(case)).form("until").fill(until=until, reason="asks_others") for _two in range(2)]
    steering.submit(forms[0])
    page = steering.submit(forms[1].fill(note="Auch ich"), 409)
    assert "Somebody else changed this" in page.text
    assert "Auch ich" in page.html
    assert len(look(world, case.reference, routing.lead_of).extensions) == 1


def test_only_a_commissioner_brings_a_case_there_only_the_group_gives_time(
    world: World, steering: PageClient, moderator: Person, case: Case
) -> None:
    desk = world.browser(moderator)
    page = desk.get(page_of(case))
    assert not page.all("#extend-until")
    refused = desk.submit(page.form(action=f"{BOARD}{case.reference}/escalate"), 422)
    assert "Please say what the steering group should do." in refused.text
    again = refused.form(action=f"{BOARD}{case.reference}/escalate")
    desk.submit(again.fill(note="Zwei Netzwerke sind uneinig."))
    assert not steering.get(page_of(case)).all("#escalate-note")
    assert "Zwei Netzwerke sind uneinig." in steering.get(page_of(case)).text
    token = {"csrf_token": dict(again.values)["csrf_token"]}
    desk.post(f"{BOARD}{case.reference}/extend", token, 403)


def test_the_author_reads_where_it_went_and_why(
    world: World, client: PageClient, moderator: Person, case: Case
) -> None:
    first = way(authors_page(client, case))
    assert "Your contribution went to this network: Netzwerk HF 4" in first[0]
    assert "This network looks after the topic of your contribution." in first[0]
    assert "It also went to these places" in first[1]
    desk = world.browser(moderator)
    two = network_id(world, "hf-2")
    page = desk.get(page_of(case))
    form = page.form(action=page_of(case))
    desk.submit(form.fill(networks=[two], because="nobody_there", note="Nur für uns"))
    steps = way(authors_page(client, case))
    assert "Netzwerk HF 2 Nobody in the network before can work on it now." in steps[-1]
    assert "Nur für uns" not in client.last.get_data(as_text=True)
    page = desk.get(page_of(case))
    assert "Nur für uns" in page.text
    assert "Nobody in the network before can work on it" in page.text


def test_groups_are_for_staff_alone(world: World, client: PageClient, moderator: Person, case: Case) -> None:
    desk = world.browser(moderator)
    page = desk.get(page_of(case))
    form = page.form(action=f"{page_of(case)}/groups")
    desk.submit(form.fill(audiences=["children", "families"]))
    assert look(world, case.reference, lambda row: [tag.key for tag in row.audiences]) == ["children", "families"]
    assert "Children · Parents and families" in desk.get(page_of(case)).text
    desk.post(form.action, {**dict(form.values), "audiences": "aliens"}, 422)
    retired = world.read(lambda: concept.audiences(clock.today()))[0]
    assert retired.key == "children"
    assert "Parents and families" not in authors_page(client, case).text
    assert "Parents and families" not in client.get(f"/en/contributions/{case.reference}").text


def test_the_district_is_shown_to_the_group_only_among_five(
    world: World, steering: PageClient, moderator: Person, case: Case
) -> None:
    assert "Mesum" not in steering.get(page_of(case)).text
    for _more in range(4):
        world.release(world.submit(district="mesum"), moderator, fields=(4,))
    assert "Mesum" in steering.get(page_of(case)).text


def test_words_in_another_language_stay_hidden(world: World, steering: PageClient, moderator: Person) -> None:
    case = world.release(world.submit(), moderator, german=None)
    page = steering.get(page_of(case))
    assert "نحتاج" not in page.text
    translated = world.release(world.submit(), moderator)
    assert "A person translated this" not in steering.get(page_of(translated)).text
    assert "A German working text is being prepared." in page.text


def test_what_nobody_has_released_cannot_be_found(world: World, steering: PageClient) -> None:
    case = world.submit()
    steering.get(page_of(case), 404)
    steering.get("/staff/routing/222222", 404)


def test_groups_are_chosen_with_the_release(world: World, moderator: Person) -> None:
    case = world.submit("Ein Spielplatz für alle, bitte.", "de")
    desk = world.browser(moderator)
    form = desk.get(f"/staff/moderation/{case.reference}").form("audiences")
    filled = form.fill(fields=["4"], primary="4", audiences=["children", "disability"], title="Spielplatz")
    desk.press(filled, "public", "yes")
    assert look(world, case.reference, lambda row: [tag.key for tag in row.audiences]) == ["children", "disability"]


def test_words_of_an_heir_that_nobody_has_released_are_not_shown(
    world: World, moderator: Person, steering: PageClient
) -> None:
    manager = world.person(Role.NETWORK_MANAGER, network="hf-4")
    main = world.release(world.submit(), moderator)
    voice = world.submit("Frau Beispiel will auch ein Zimmer.", "de")
    world.decide(voice, moderator, moderation.merge, main=main)
    world.answer(main, manager)
    world.do(lambda: followup.withdraw(contributions.get(main.reference)))
    page = steering.get(page_of(voice))
    assert "Frau Beispiel" not in page.html
    assert "A German working text is being prepared." in page.text
    own = world.release(world.submit("Ein Zimmer zum Spielen.", "de"), moderator, german=None)
    assert "Ein Zimmer zum Spielen." in steering.get(page_of(own)).text
