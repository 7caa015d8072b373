"""The steering group answers in place of a network: when it may, what readers see, and by which rules."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.answers import actions
from app.answers import queries as answers
from app.answers.rules import Outcome
from app.contributions import queries as contributions
from app.core import clock
from app.core.errors import NotPossibleNow
from app.networks import queries as networks
from app.permissions import Role
from app.routing import actions as routing_actions
from app.routing import queries as routing
from tests.support.answering import act, answer_of, write
from tests.support.build import World
from tests.support.cases import acting, look, state
from tests.support.client import PageClient
from tests.support.desk import Case, draft
from tests.support.page import Form, Page
from tests.support.staff import Person

WORDS = "Wir haben beim Träger nachgefragt. Der Raum wird im Mai eröffnet."


@pytest.fixture
def moderator(world: World) -> Person:
    return world.person(Role.MODERATOR)


@pytest.fixture
def manager(world: World) -> Person:
    return world.person(Role.NETWORK_MANAGER, network="hf-4")


@pytest.fixture
def group(world: World) -> PageClient:
    return world.browser(world.person(Role.STEERING_MEMBER))


@pytest.fixture
def case(world: World, moderator: Person, manager: Person) -> Case:
    return world.release(world.submit(), moderator)


@pytest.fixture
def late(world: World, case: Case) -> Case:
    world.do(routing_actions.escalate_due, clock.today() + timedelta(days=60))
    return case


def page_of(case: Case) -> str:
    return f"/staff/steering/{case.reference}/answer"


def composer(page: Page) -> Form:
    return page.form("outcome")


def publish(client: PageClient, case: Case, form: Form, status: int = 200) -> Page:
    return client.post(f"{page_of(case)}/publish", list(form.values), status)


def authors_page(client: PageClient, case: Case, language: str = "en") -> Page:
    return client.submit(client.get(f"/{language}/code/").form("code").fill(code=case.code))


def test_only_cases_that_came_to_the_group_can_be_answered_there(world: World, group: PageClient, case: Case) -> None:
    group.get(page_of(case), 404)
    group.get("/staff/steering/222222/answer", 404)
    assert "Write the answer" not in group.get(f"/staff/routing/{case.reference}").text
    world.do(routing_actions.escalate_due, clock.today() + timedelta(days=60))
    assert "Write the answer" in group.get(f"/staff/routing/{case.reference}").text
    assert "Readers see that the steering group answered." in group.get(page_of(case)).text


def test_readers_see_who_answered_and_the_case_leaves_the_group(
    world: World, client: PageClient, group: PageClient, late: Case
) -> None:
    form = composer(group.get(page_of(late)))
    page = publish(group, late, form.fill(text=WORDS), 422)
    assert "Please choose what became of the contribution." in page.text
    assert WORDS in page.html
    assert state(world, late.reference) == "released"
    publish(group, late, composer(page).fill(outcome="adopted"))
    assert state(world, late.reference) == "answered"
    lead = look(world, late.reference, routing.lead_of)
    assert lead.escalation_ended_at is not None
    assert lead.acknowledged_at is None
    for page in (authors_page(client, late), client.get(f"/en/contributions/{late.reference}")):
        assert "The steering group answers, in place of this network: Netzwerk HF 4" in page.text
        assert WORDS in page.text
    assert "Steuerungsgruppe" in authors_page(client, late, "de").text
    assert late.reference not in group.get("/staff/steering/?show=escalated").text
    # Only the group corrects its words.
    page = group.get(page_of(late))
    corrected = composer(page).fill(text=f"{WORDS} Um 15 Uhr.", reason="Uhrzeit ergänzt")
    group.submit(corrected)
    assert "Um 15 Uhr." in authors_page(client, late).text


def test_a_network_cannot_change_the_words_of_the_group(
    world: World, group: PageClient, manager: Person, late: Case
) -> None:
    publish(group, late, composer(group.get(page_of(late))).fill(text=WORDS, outcome="adopted"))
    desk = world.browser(manager)
    page = desk.get(f"/staff/network/{late.reference}")
    assert "Answer of the steering group" in page.text
    assert not page.all("textarea[name=text]")
    token = dict(page.form("note").values)["csrf_token"]
    version = look(world, late.reference, answers.published_for)[0].version
    typed = {"csrf_token": token, "version": version, "text": "Nein.", "outcome": "not_possible", "reason": "Falsch"}
    desk.post(f"/staff/network/{late.reference}/correct", typed, 409)
    assert look(world, late.reference, answers.published_for)[0].outcome == "adopted"


def test_a_draft_of_the_network_is_a_start_and_both_versions_are_shown_in_a_conflict(
    world: World, group: PageClient, manager: Person, late: Case
) -> None:
    draft(world, late, manager, "Entwurf des Netzwerks.")
    page = group.get(page_of(late))
    assert "The network has begun a draft." in page.text
    assert "Entwurf des Netzwerks." in page.html
    form = composer(page).fill(text=WORDS, outcome="adopted")
    version = look(world, late.reference, lambda row: answers.of_assignment(routing.lead_of(row))).version
    draft(world, late, manager, "Neuer Entwurf.", version=version)
    page = publish(group, late, form, 409)
    assert "Neuer Entwurf." in page.html
    assert WORDS in page.html
    assert state(world, late.reference) == "released"
    publish(group, late, composer(page))
    assert state(world, late.reference) == "answered"


def test_words_are_given_back_when_the_case_has_gone(
    world: World, group: PageClient, moderator: Person, late: Case
) -> None:
    form = composer(group.get(page_of(late))).fill(text=WORDS, outcome="adopted")

    def move() -> None:
        two = networks.by_key("hf-2")
        routing_actions.reassign(
            contributions.get(late.reference), [two], two, actor=acting(moderator), note="Passt besser"
        )

    world.do(move)
    page = publish(group, late, form, 409)
    assert "This case is no longer with the steering group" in page.text
    assert WORDS in page.html
    assert look(world, late.reference, answers.published_for) == []


def test_what_was_handed_back_and_left_lying_is_answered_by_the_group(
    world: World, group: PageClient, manager: Person, case: Case
) -> None:
    def back() -> None:
        lead = routing.lead_of(contributions.get(case.reference))
        assert lead is not None
        routing_actions.hand_back(
            lead, actor=acting(manager, Role.NETWORK_MANAGER), reason="Nicht hier", better_place="Gebäudewirtschaft"
        )

    world.do(back)
    world.do(routing_actions.escalate_due, clock.today() + timedelta(days=8))
    publish(group, case, composer(group.get(page_of(case))).fill(text=WORDS, outcome="adopted"))
    assert state(world, case.reference) == "answered"
    assert world.read(routing.count_handed_back) == 0
    assert world.read(routing.handed_back) == []


def test_a_second_member_looks_at_it_where_two_are_wanted(
    world: World, group: PageClient, manager: Person, late: Case
) -> None:
    def two() -> None:
        networks.by_key("hf-4").four_eyes = True

    world.do(two)
    other = world.person(Role.STEERING_MEMBER, email="zwei@staff.example", language="de")
    form = composer(group.get(page_of(late))).fill(text=WORDS, outcome="adopted")
    publish(group, late, form, 409)
    assert state(world, late.reference) == "released"
    again = composer(group.get(page_of(late))).fill(text=WORDS, outcome="adopted")
    group.post(f"{page_of(late)}/hand-over", list(again.values))
    told = [mail for mail in world.post_round() if mail["To"] == other.email]
    assert any("wartet auf Ihren Blick" in str(mail["Subject"]) for mail in told)
    assert not group.get(page_of(late)).all('form[action$="approve-and-publish"]')
    second = world.browser(other)
    second.submit(second.get(page_of(late)).form(action="/approve-and-publish"))
    assert state(world, late.reference) == "answered"
    published = look(world, late.reference, answers.published_for)[0]
    assert (published.by_steering, published.approved_by_id) == (True, other.id)
    assert manager.id not in {published.drafted_by_id, published.published_by_id}


@pytest.mark.parametrize("what", [actions.approve, actions.approve_and_publish, actions.publish])
@pytest.mark.parametrize("two", [False, True])
def test_a_network_does_not_publish_what_the_group_has_begun(
    world: World, group: PageClient, manager: Person, late: Case, what: Any, two: bool
) -> None:
    def choose() -> None:
        networks.by_key("hf-4").four_eyes = two

    world.do(choose)
    typed = composer(group.get(page_of(late))).fill(text=WORDS, outcome="adopted")
    group.post(f"{page_of(late)}/draft", list(typed.values))
    desk = world.browser(manager).get(f"/staff/network/{late.reference}")
    assert not desk.all('form[action$="approve-and-publish"]')
    with pytest.raises(NotPossibleNow, match="steering_answered"):
        act(world, late, manager, what)
    with pytest.raises(actions.NotAll):
        world.do(lambda: actions.publish_many([(found := answer_of(late), found.version)], actor=acting(manager)))
    assert state(world, late.reference) == "released"


def test_words_that_a_network_takes_over_are_its_own(
    world: World, group: PageClient, manager: Person, late: Case
) -> None:
    typed = composer(group.get(page_of(late))).fill(text=WORDS, outcome="adopted")
    group.post(f"{page_of(late)}/draft", list(typed.values))
    write(world, late, manager, actions.save_and_publish, WORDS, outcome=Outcome.ADOPTED)
    published = look(world, late.reference, answers.published_for)[0]
    assert (published.by_steering, published.drafted_by_id) == (False, manager.id)


@pytest.mark.parametrize("what", [actions.approve_correction, actions.discard_correction])
def test_a_network_does_not_decide_about_a_correction_of_the_group(
    world: World, group: PageClient, manager: Person, late: Case, what: Any
) -> None:
    publish(group, late, composer(group.get(page_of(late))).fill(text=WORDS, outcome="adopted"))

    def choose() -> None:
        networks.by_key("hf-4").four_eyes = True

    world.do(choose)
    group.submit(composer(group.get(page_of(late))).fill(text=f"{WORDS} Bald.", reason="Ergänzt"))
    with pytest.raises(NotPossibleNow, match="steering_answered"):
        act(world, late, manager, what)
    assert world.read(lambda: answers.pending_correction(answer_of(late))) is not None
