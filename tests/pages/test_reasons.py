"""What authors read about a decision: what, why, which rule, how to object; and that another person looks at it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.answers import queries as answers
from app.contributions import queries as contribution_queries
from app.core import clock
from app.moderation import actions as moderation
from app.moderation import queries
from app.moderation.rules import ReasonCode
from app.notices import actions as notices
from app.permissions import Role
from tests.support.build import World
from tests.support.cases import acting, state
from tests.support.client import PageClient
from tests.support.desk import Case
from tests.support.page import Page
from tests.support.staff import Person

TEXT = "Die Lampe bei Frau Beispiel ist kaputt."


@pytest.fixture
def person(world: World) -> Person:
    return world.person(Role.MODERATOR)


@pytest.fixture
def second(world: World) -> Person:
    return world.person(Role.MODERATOR, email="second@staff.example")


def page_of(client: PageClient, case: Case, lang: str = "de") -> Page:
    return client.submit(client.get(f"/{lang}/code/").form("code").fill(code=case.code))


def object_to(client: PageClient, case: Case, words: str = "Das darf jeder lesen.") -> Page:
    return client.press(page_of(client, case).form("reason").fill(reason=words), "act", "object")


def settle(world: World, person: Person, upheld: bool, words: str = "Noch einmal gelesen.") -> None:
    def decide() -> None:
        found = queries.open_objections()[0][0]
        moderation.decide_objection(found, upheld, actor=acting(person), statement=words)

    world.do(decide)


def hidden(world: World, person: Person, **more: object) -> Case:
    return world.release(world.submit(TEXT, "de"), person, german=None, public=False, **more)


def test_not_public_is_told_with_a_reason_and_can_be_objected_to(
    client: PageClient, world: World, person: Person, second: Person
) -> None:
    case = hidden(world, person)
    page = page_of(client, case)
    assert page.all("[data-not-public]")
    assert "reason" in page.form("case").names
    client.get(f"/de/contributions/{case.reference}", status=404)
    object_to(client, case)
    assert world.read(lambda: queries.counts(clock.today()).objections) == 1
    settle(world, second, upheld=True)
    client.get(f"/de/contributions/{case.reference}")
    assert state(world, case.reference) == "released"
    assert "Noch einmal gelesen." in page_of(client, case).text
    assert world.read(lambda: queries.counts(clock.today()).objections) == 0


def test_not_public_with_a_chosen_reason_leads_to_its_rule(client: PageClient, world: World, person: Person) -> None:
    case = world.submit(TEXT, "de")
    desk = world.browser(person)
    form = desk.get(f"/staff/moderation/{case.reference}").form("hidden_for")
    desk.press(form.fill(fields=["4"], primary="4", hidden_for="third_person"), "public", "no")
    page = page_of(client, case)
    assert page.all("[data-reason=third_person]")
    link = page.one('a[href$="#rule-third_person"]').attrs["href"]
    assert client.get(link.split("#")[0]).all("#rule-third_person")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_reason_has_a_place_among_the_rules(client: PageClient, lang: str) -> None:
    page = client.get(f"/{lang}/rules")
    assert all(page.all(f"#rule-{reason.value}") for reason in ReasonCode)


def test_what_was_left_out_can_be_objected_to(client: PageClient, world: World, person: Person, second: Person) -> None:
    case = world.release(world.submit(TEXT, "de"), person, german=None)
    facts = {"text": "Die Lampe […] ist kaputt.", "reason": ReasonCode.THIRD_PERSON}
    world.decide(case, person, moderation.redact, **facts)
    object_to(client, case)
    settle(world, second, upheld=True)
    assert state(world, case.reference) == "submitted"
    assert "You were right to object." in page_of(client, case, "en").text


def test_an_answered_text_stays_with_its_answer(
    client: PageClient, world: World, person: Person, second: Person
) -> None:
    case = world.release(world.submit(TEXT, "de"), person, german=None)
    world.answer(case, world.person(Role.NETWORK_MANAGER, network="hf-4"))
    facts = {"text": "Die Lampe […] ist kaputt.", "reason": ReasonCode.THIRD_PERSON}
    world.decide(case, person, moderation.redact, **facts)
    object_to(client, case)
    settle(world, second, upheld=True)
    assert state(world, case.reference) == "answered"
    assert world.read(queries.open_objections) == []


def test_a_later_decision_overtakes_an_objection(client: PageClient, world: World, person: Person) -> None:
    case = hidden(world, person)
    object_to(client, case)
    world.decide(case, person, moderation.take_back, statement="Wir lesen neu.")
    assert world.read(queries.open_objections) == []
    world.release(case, person, german=None)
    assert world.read(queries.open_objections) == []
    assert world.read(lambda: queries.counts(clock.today()).objections) == 0


def test_a_single_commissioner_waits_for_a_second_and_the_administration_is_told(
    client: PageClient, world: World, person: Person
) -> None:
    case = hidden(world, person)
    world.person(Role.ADMIN)
    tomorrow = clock.today() + timedelta(days=1)
    assert world.do(lambda: notices.warn_of_one_commissioner(tomorrow)) == 0
    object_to(client, case)
    assert "only one commissioner" in page_of(client, case, "en").text
    assert world.read(lambda: queries.statement_of_reasons(contribution_queries.get(case.reference))).waits_for_second
    assert world.do(lambda: notices.warn_of_one_commissioner(clock.today())) == 0
    assert world.do(lambda: notices.warn_of_one_commissioner(tomorrow)) == 1
    mails = [mail for mail in world.post_round() if mail["To"] == "admin@staff.example"]
    assert len(mails) == 1
    assert case.reference not in mails[0].get_content()
    world.person(Role.MODERATOR, email="second@staff.example")
    assert world.do(lambda: notices.warn_of_one_commissioner(tomorrow)) == 0


def test_merged_authors_read_one_answer_each_in_her_language_and_can_be_separated(
    client: PageClient, world: World, person: Person
) -> None:
    manager = world.person(Role.NETWORK_MANAGER, network="hf-4")
    main = world.release(world.submit(TEXT, "de"), person, german=None)
    turkish = world.submit("Merdivende lamba bozuk.", "tr")
    world.decide(turkish, person, moderation.merge, main=main)
    answer = world.answer(main, manager, "Die Lampe wird ersetzt.")
    translator = world.person(Role.TRANSLATOR)

    def find() -> object:
        from_main = contribution_queries.get(main.reference)
        return next(one for one in answers.published_for(from_main) if one.id == answer)

    world.translate(find, "tr", "Lamba değiştiriliyor.", translator)
    assert "Lamba değiştiriliyor." in page_of(client, turkish, "tr").text
    assert "Merdivende lamba bozuk." in page_of(client, turkish, "tr").text
    assert "Die Lampe wird ersetzt." in page_of(client, main).text
    world.decide(turkish, person, moderation.split, statement="Es geht um ein anderes Haus.")
    assert state(world, turkish.reference) == "submitted"
    page = page_of(client, turkish, "tr")
    assert "Lamba değiştiriliyor." not in page.text
    assert "Es geht um ein anderes Haus." in page.text
    assert world.read(lambda: contribution_queries.get(main.reference).voices) == 1
    assert "Die Lampe wird ersetzt." in page_of(client, main).text
