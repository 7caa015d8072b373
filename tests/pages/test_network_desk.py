"""The desk of a network by hand: list, case, draft, publish, hand back; and what nobody else may do there."""

from __future__ import annotations

import re

import pytest

from app.answers import queries
from app.core import clock
from app.networks import queries as networks
from app.routing import queries as routing
from tests.support.build import World
from tests.support.client import PageClient, statements
from tests.support.desk import ARABIC, GERMAN, TITLE, Case, Office, draft, publish, release, submit
from tests.support.page import Form, Page

ANSWER = "Der Raum kommt im Mai. Wir danken für den Hinweis."


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


@pytest.fixture
def case(office: Office) -> Case:
    return office.case()


@pytest.fixture
def manager(office: Office) -> PageClient:
    return office.browser(office.manager)


def address(case: Case, act: str = "") -> str:
    return f"/staff/network/{case.reference}{'/' + act if act else ''}"


def composer(page: Page) -> Form:
    return page.form(having="outcome")


def test_the_case_lies_in_the_inbox_at_once(office: Office, case: Case, manager: PageClient) -> None:
    desk = manager.get("/staff/network/")
    row = desk.one("#desk_new .desk-row")
    words = " ".join(row.to_text().split())
    assert case.reference in words
    assert TITLE in words
    assert "With you since today" in words
    assert manager.get(address(case)).one("[lang=de].wording__text").to_text().strip() == GERMAN


def test_from_draft_to_published_answer(world: World, case: Case, manager: PageClient) -> None:
    page = manager.submit(manager.get(address(case)).form(action="acknowledge"))
    assert "took it on: Kim Beispiel" in page.text
    page = manager.submit(composer(page).fill(text=ANSWER, outcome="adopted"))
    assert "The draft is saved." in page.text
    assert case.reference in manager.get("/staff/network/").one("#desk_ready").to_text()
    form = composer(page)
    page = manager.post(address(case, "publish"), form.values)
    assert "The answer is published." in page.text
    assert case.reference in manager.get("/staff/network/").one("#desk_answered").to_text()


def test_without_an_outcome_nothing_is_published_and_no_word_is_lost(case: Case, manager: PageClient) -> None:
    form = composer(manager.get(address(case))).fill(text=ANSWER, simple="Kurz.", next_step="Im Mai.")
    page = manager.post(address(case, "publish"), form.values, 422)
    assert page.all(".error-summary a[href='#outcome-0']")
    typed = dict(composer(page).values)
    assert (typed["text"], typed["simple"], typed["next_step"]) == (ANSWER, "Kurz.", "Im Mai.")
    assert case.reference in manager.get("/staff/network/").one("#desk_new").to_text()


def test_too_long_a_text_comes_back_with_its_field(case: Case, manager: PageClient) -> None:
    form = composer(manager.get(address(case))).fill(text="ä" * 4001, outcome="adopted")
    page = manager.post(address(case, "draft"), form.values, 422)
    assert page.all(".error-summary a[href='#text']")
    assert dict(composer(page).values)["text"] == "ä" * 4001


def test_two_managers_at_once_see_both_texts(world: World, office: Office, case: Case, manager: PageClient) -> None:
    mine = composer(manager.get(address(case))).fill(text="Meine Fassung.", outcome="next_forum")
    draft(world, case, office.manager, "Die andere Fassung.")
    page = manager.post(address(case, "draft"), mine.values, 409)
    assert "Die andere Fassung." in page.one("[aria-labelledby=saved-title]").to_text()
    again = composer(page)
    assert dict(again.values)["text"] == "Meine Fassung."
    page = manager.submit(again)
    assert dict(composer(page).values)["text"] == "Meine Fassung."


def test_a_published_answer_is_corrected_and_the_old_words_stay(
    world: World, office: Office, case: Case, manager: PageClient
) -> None:
    publish(world, draft(world, case, office.manager, "Im Mai."), office.manager)
    form = composer(manager.get(address(case))).fill(text="Im Juni.", reason="Der Termin war falsch.")
    page = manager.submit(form)
    assert "Im Juni." in page.text
    assert "Im Mai." in page.one("details.disclosure .wording").to_text()


def test_ready_answers_are_published_together(world: World, office: Office, manager: PageClient) -> None:
    cases = [office.case() for _number in range(2)]
    for one in cases:
        draft(world, one, office.manager)
    page = manager.get("/staff/network/")
    form = page.form(action="publish-ready")
    ticks = [box.attrs["value"] for box in page.all("#desk_ready input[name=answers]")]
    page = manager.post(form.action, [*form.values, *(("answers", tick) for tick in ticks)])
    assert "2 answers are published." in page.text
    assert len(page.all("#desk_answered .desk-row")) == 2


def test_other_networks_find_nothing_there(office: Office, case: Case) -> None:
    other = office.browser(office.other)
    foreign = other.get(address(case), 404)
    unknown = other.get("/staff/network/222222", 404)
    assert re.sub(case.reference, "222222", foreign.html) == unknown.html
    token = other.get("/staff/network/").one("input[name=csrf_token]").attrs["value"]
    for act in ("acknowledge", "note", "hand-back", "draft", "publish", "correct", "carried-out"):
        other.post(address(case, act), {"csrf_token": token, "note": "x", "text": "x"}, 404)
    assert case.reference not in other.get("/staff/network/").html
    other.get(f"/staff/network/?network={office.world.read(lambda: networks.by_key('hf-4').id)}", 404)


def test_members_read_and_note_but_do_not_answer(office: Office, case: Case) -> None:
    member = office.browser(office.member)
    page = member.get(address(case))
    assert GERMAN in page.text
    assert [form.attrs["action"].split("?")[0] for form in page.all("main form")] == [address(case, "note")]
    page = member.submit(page.form(having="note").fill(note="Ich kenne den Hausmeister."))
    assert "Ich kenne den Hausmeister." in page.text
    token = page.form(having="note").values[0][1]
    for act in ("acknowledge", "hand-back", "draft", "publish", "correct", "carried-out"):
        member.post(address(case, act), {"csrf_token": token, "text": ANSWER, "outcome": "adopted"}, 403)
    member.post("/staff/network/publish-ready", {"csrf_token": token}, 403)


def test_handing_back_needs_a_reason_and_a_better_place(world: World, case: Case, manager: PageClient) -> None:
    form = manager.get(address(case)).form(having="better_place")
    page = manager.submit(form.fill(reason="Das ist Sache des Jobcenters."), 422)
    form = page.form(having="better_place")
    assert dict(form.values)["reason"] == "Das ist Sache des Jobcenters."
    page = manager.submit(form.fill(better_place="Jobcenter"))
    assert "waits for a new place" in page.text
    [waiting] = world.read(routing.handed_back)
    assert waiting.better_place == "Jobcenter"


def test_a_case_without_german_words_says_so(world: World, office: Office, manager: PageClient) -> None:
    case = release(world, submit(world), office.moderator, german=None)
    page = manager.get(address(case))
    assert "A German working text is being prepared." in page.text
    assert ARABIC not in page.html


def test_the_desk_needs_at_most_six_questions_to_the_database(world: World, office: Office) -> None:
    for number in range(8):
        one = office.case(fields=(4, 7))
        if number % 2:
            draft(world, one, office.manager)
    with_answers = office.case()
    publish(world, draft(world, with_answers, office.manager), office.manager)
    manager = office.browser(office.manager)
    network = world.read(lambda: networks.by_key("hf-4").id)
    with statements() as seen:
        world.read(queries.tabs, {network}, clock.today())
        world.read(queries.desk, network, "de")
    assert len([text for text in seen.all if text.startswith("SELECT")]) <= 6
    assert len(manager.get(f"/staff/network/?network={network}").all(".desk-row")) == 9
    assert world.read(lambda: queries.desk(network, "de").answered_total) == 1
