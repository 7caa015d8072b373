"""What can be done on the page of a case: nothing typed is lost, nothing happens twice, no address is shown."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.contributions import queries as contribution_queries
from app.core import clock
from app.followup.rules import CASE_AGE
from app.moderation import actions as moderation_actions
from app.moderation.rules import ReasonCode
from app.permissions import Role
from tests.support import cases, desk
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import Case, Office
from tests.support.page import Page


def open_case(client: PageClient, case: Case, language: str = "en") -> Page:
    """Type the number, see the case."""
    return client.submit(client.get(f"/{language}/code/").form("code").fill(code=case.code))


def act(client: PageClient, page: Page, name: str, status: int = 200, **words: str) -> Page:
    """Fill the boxes of a case page and press the button of an act."""
    return client.press(page.form("case").fill(**words), "act", name, status)


def messages(world: World, case: Case) -> int:
    """How many messages the case has."""
    return len(world.read(lambda: contribution_queries.messages(contribution_queries.get(case.reference))))


def commissioner(world: World) -> cases.Person:
    return cases.moderator(world, "reads@staff.example")


def read_by_somebody(world: World, case: Case) -> None:
    who = cases.acting(commissioner(world))
    world.do(lambda: moderation_actions.claim(contribution_queries.get(case.reference), actor=who))


def refused(world: World) -> Case:
    case = desk.submit(world)
    who = cases.acting(commissioner(world))
    more = {"reason": ReasonCode.INSULT, "statement": "Bitte ohne Schimpfwort."}
    cases.decide(world, case.reference, moderation_actions.refuse, actor=who, **more)
    return case


def test_the_text_can_be_corrected_until_somebody_reads_it(client: PageClient, world: World) -> None:
    case = desk.submit(world, "Ein Spielplaz fehlt.", "de")
    page = act(client, open_case(client, case), "correct", text="Ein Spielplatz fehlt.")
    assert "Your text is changed." in page.one('[role="status"]').to_text()
    assert "Ein Spielplatz fehlt." in page.text
    assert "Spielplaz " not in page.text
    read_by_somebody(world, case)
    assert "Change the text" not in open_case(client, case).text


def test_a_correction_that_comes_too_late_is_not_lost(client: PageClient, world: World) -> None:
    case = desk.submit(world, "Ein Spielplaz fehlt.", "de")
    page = open_case(client, case)
    read_by_somebody(world, case)
    page = act(client, page, "correct", 409, text="Ein Spielplatz fehlt.")
    assert "Somebody has begun to read your text." in page.text
    assert page.one("textarea#message").to_text() == "Ein Spielplatz fehlt."


def test_words_for_a_closed_door_are_shown_again(client: PageClient, world: World) -> None:
    case = desk.submit(world)
    page = open_case(client, case)
    who = cases.acting(commissioner(world))
    cases.decide(world, case.reference, moderation_actions.refuse, actor=who, reason=ReasonCode.OFF_TOPIC)
    page = act(client, page, "more", 409, message="Noch etwas.")
    assert page.one("textarea#typed-text").to_text() == "Noch etwas."


@pytest.mark.parametrize(("words", "said"), [(" ", "Please write something first."), ("ж" * 4002, "remove 2 char")])
def test_wrong_words_are_explained_and_stay(client: PageClient, world: World, words: str, said: str) -> None:
    case = desk.submit(world)
    page = act(client, open_case(client, case), "more", 422, message=words)
    assert said in page.text
    assert page.one("#error-summary a").attrs["href"] == "#message"
    assert page.one("textarea#message").to_text(strip=False).strip() == words.strip()
    assert messages(world, case) == 0


def test_a_double_tap_stores_one_message(client: PageClient, world: World) -> None:
    case = desk.submit(world)
    page = open_case(client, case)
    for _tap in range(2):
        answer = act(client, page, "more", message="Und abends ist es laut.")
        assert "Your addition has arrived." in answer.text
        assert not answer.one("textarea#message").to_text().strip()
    assert messages(world, case) == 1
    act(client, page, "more", message="Und morgens auch.")
    assert messages(world, case) == 2


def test_the_language_switch_keeps_every_typed_word(client: PageClient, world: World) -> None:
    form = open_case(client, desk.submit(world)).form("case").fill(text="neu", message="noch etwas")
    page = client.press(form, "switch_language", "ar")
    assert page.one("html").attrs["dir"] == "rtl"
    assert page.one("textarea#text").to_text() == "neu"
    assert page.one("textarea#message").to_text() == "noch etwas"


def test_a_page_open_for_too_long_asks_for_the_number_and_goes_on(client: PageClient, world: World) -> None:
    case = desk.submit(world)
    page = open_case(client, case)
    with clock.at(clock.now() + CASE_AGE + timedelta(minutes=1)):
        page = act(client, page, "more", 422, message="Und abends ist es laut.")
        assert "Please type in your number once more." in page.text
        assert page.one("textarea#message").to_text() == "Und abends ist es laut."
        page = client.press(page.form("code"), "switch_language", "ar", 200)
        assert page.one("textarea#message").to_text() == "Und abends ist es laut."
        client.submit(page.form("code").fill(code=case.code))
    assert messages(world, case) == 1


def test_a_question_is_answered_on_the_page(client: PageClient, world: World) -> None:
    case = desk.submit(world)
    who = cases.acting(commissioner(world))
    cases.decide(world, case.reference, moderation_actions.return_to_author, actor=who, message="Welches Haus?")
    page = open_case(client, case)
    assert page.one("[data-step]").attrs["data-step"] == "returned"
    assert "Welches Haus?" in page.text
    page = act(client, page, "reply", answer="Haus 4")
    assert page.one("[data-step]").attrs["data-step"] == "reading"
    assert "Haus 4" in page.text


def test_a_refusal_says_why_and_can_be_objected_to_once(client: PageClient, world: World) -> None:
    case = refused(world)
    world.person(Role.MODERATOR, email="second@staff.example")
    page = open_case(client, case)
    assert page.one("[data-step]").attrs["data-step"] == "refused"
    assert page.one("[data-reason]").attrs["data-reason"] == "insult"
    assert "Bitte ohne Schimpfwort." in page.text
    assert "You can object until" in page.text
    page = act(client, page, "object", reason="Das ist kein Schimpfwort.")
    assert "Your objection has arrived." in page.text
    assert "Another commissioner looks at it now." in page.text
    assert "Send the objection" not in page.text


def test_a_single_case_gets_the_advice_services(client: PageClient, world: World) -> None:
    case = desk.submit(world)
    cases.decide(world, case.reference, moderation_actions.refer, actor=cases.acting(commissioner(world)))
    page = open_case(client, case)
    assert page.one("[data-step]").attrs["data-step"] == "referred"
    assert "No network reads it." in page.text
    assert "Official ways" in page.text


def test_the_address_is_never_shown_and_can_be_deleted(client: PageClient, world: World) -> None:
    case = desk.submit(world, contact="frau@example.org")
    page = open_case(client, case)
    assert "stored, but not confirmed yet" in page.text
    assert "frau@" not in page.html
    page = act(client, page, "delete-contact")
    assert "Your address is deleted." in page.text
    assert "Delete my e-mail address" not in page.text
    assert world.read(lambda: contribution_queries.contact_of(case.id)) is None


def test_withdrawing_asks_once_and_erases(client: PageClient, world: World) -> None:
    case = desk.submit(world)
    page = act(client, open_case(client, case), "withdraw", message="noch etwas")
    assert page.heading == "Take the contribution back?"
    assert cases.state(world, case.reference) == "submitted"
    kept = client.post("/en/code/", page.form("case").values)
    assert kept.one("textarea#message").to_text() == "noch etwas"
    for _tap in range(2):
        done = client.press(page.form("case"), "sure", "1")
        assert done.one("[data-step]").attrs["data-step"] == "withdrawn"
        assert "نحتاج" not in done.html
    again = open_case(client, case)
    assert "Your words are erased." in again.text
    assert not again.all("textarea")


def test_the_answer_comes_first_and_in_german_on_request(client: PageClient, world: World) -> None:
    office = Office(world)
    case = office.case()
    answer = desk.draft(world, case, office.manager, simple="Der Raum kommt bald.")
    desk.publish(world, answer, office.manager)
    page = open_case(client, case, "de-simple")
    assert page.one("[data-step]").attrs["data-step"] == "answered"
    assert page.one("[data-outcome]").attrs["data-outcome"] == "adopted"
    simple, german, own = (page.html.index(words) for words in ("Der Raum kommt bald.", "Der Raum kommt.", "نحتاج"))
    assert simple < german < own


def test_a_merged_case_shows_what_happens_to_the_main_one(client: PageClient, world: World) -> None:
    office = Office(world)
    main, case = office.case(), desk.submit(world, "Ein Zimmer zum Spielen.", "de")
    who = cases.acting(office.moderator)
    target = world.read(lambda: contribution_queries.get(main.reference).id)
    world.do(
        lambda: moderation_actions.merge(
            contribution_queries.get(case.reference),
            actor=who,
            version=contribution_queries.get(case.reference).version,
            main=contribution_queries.by_id(target),
        )
    )
    desk.publish(world, desk.draft(world, main, office.manager, "Das Zimmer ist da."), office.manager)
    page = open_case(client, case)
    assert page.one("[data-step]").attrs["data-step"] == "merged"
    assert "2 people said the same." in page.text
    assert "Das Zimmer ist da." in page.text
    assert "Ein Zimmer zum Spielen." in page.text
    assert "نحتاج" not in page.html


def test_nothing_here_sets_a_cookie_and_reloading_asks_anew(client: PageClient, world: World) -> None:
    act(client, open_case(client, desk.submit(world)), "more", message="Mehr")
    assert client.cookies() == []
    assert client.raw("GET", "/en/code/more").status_code == 302
