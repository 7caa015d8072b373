"""A helper enters for somebody else: the pages turn to the person, the number goes to her, the screen is wiped."""

from __future__ import annotations

import pytest
from flask import Flask

from app.contributions.rules import Source
from app.core import history
from app.core.languages import locales
from app.permissions import Role
from tests.support import assisted, cases
from tests.support.assisted import ARABIC, START, facts, send, step, to_check, to_notice, to_text
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.journey import code_on, reference_on, stored
from tests.support.page import Page
from tests.support.staff import Person


@pytest.fixture
def helper(world: World) -> Person:
    return world.person(Role.ASSISTANT)


@pytest.fixture
def desk(world: World, helper: Person) -> PageClient:
    """The helper's browser."""
    return world.browser(helper)


def main_language(page: Page) -> str:
    return page.one("html").attrs["lang"]


def test_the_whole_way(desk: PageClient, client: PageClient, world: World, app: Flask) -> None:
    library = assisted.organisation(world)
    page = to_check(desk, organisation=library, interpreter="signed", words="notes", fields=["4", "2"], offer="y")
    assert main_language(page) == "ar"
    assert ARABIC in page.as_read
    page = send(desk, page)
    assert main_language(page) == "ar"
    [one] = stored(app)
    assert (one.text, sorted(one.fields), one.row.source) == (ARABIC, [2, 4], Source.ASSISTED)
    assert (one.row.language, one.row.reading_language, one.row.offers_help) == ("ar", "ar", True)
    [given] = facts(world)
    assert (given.spoken_language, given.interpreter, given.words) == ("ar", "signed", "notes")
    assert str(given.organisation_id) == library
    # The number is the person's key, on any device.
    assert client.submit(client.get("/ar/code/").form("code").fill(code=code_on(page))).one("[data-step]")


def test_who_reads_a_page_decides_its_language(desk: PageClient) -> None:
    assert main_language(desk.get(START)) == "en"
    notice = to_notice(desk, "uk")
    assert main_language(notice) == "uk"
    strip = notice.one(".helper-strip")
    assert strip.attrs["lang"] == "en"
    assert "turn the screen" in strip.to_text()
    assert main_language(desk.press(step(notice), "next")) == "en"
    turkish = desk.press(step(notice), "switch_language", "tr")
    assert main_language(turkish) == "tr"
    page = desk.press(step(desk.press(step(turkish), "next")).fill(text="Bir park istiyoruz."), "next")
    assert main_language(page) == "tr"
    assert dict(step(page).values)["spoken"] == "uk", "what is spoken stays what the helper said"


def test_a_language_without_pages_is_noted_all_the_same(desk: PageClient, world: World) -> None:
    page = to_check(desk, "Wir wünschen uns einen Garten für alle.", "ti", interpreter="spoken", words="notes")
    assert main_language(page) == "de"
    send(desk, page)
    assert [(row.spoken_language, row.interpreter) for row in facts(world)] == [("ti", "spoken")]


@pytest.mark.parametrize("tag", [language.tag for language in locales.OFFERED])
def test_pages_for_the_person_in_every_language(desk: PageClient, tag: str) -> None:
    language = locales.KNOWN[tag]
    page = to_notice(desk, tag)
    for press in ("next", "next", "send"):
        form = step(page)
        page = desk.press(form.fill(text=ARABIC) if "text" in form.names and "words" in form.names else form, press)
        html = page.one("html").attrs
        if "words" not in step(page).names or press == "send":
            assert (html["lang"], html["dir"]) == (tag, language.dir)
    assert code_on(page)


def test_wrong_answers_keep_what_was_typed(desk: PageClient, app: Flask) -> None:
    page = desk.press(step(desk.get(START)).fill(spoken=""), "next", status=422)
    assert page.one("#error-summary")
    text = to_text(desk)
    page = desk.press(step(text).fill(text="", fields=["1"]), "next", status=422)
    assert ("fields", "1") in step(page).values
    page = desk.press(step(page).fill(text=ARABIC, fields=["1", "2", "3", "4"]), "next", status=422)
    assert ARABIC in page.html
    check = desk.press(step(page).fill(fields=["1"]), "next")
    wrong = desk.press(step(check).fill(contact="no address"), "send", status=422)
    assert main_language(wrong) == "ar"
    assert dict(step(wrong).values)["contact"] == "no address"
    assert stored(app) == []


def test_the_address_is_asked_of_the_person_and_works(desk: PageClient, world: World) -> None:
    text = to_text(desk)
    assert "contact" not in step(text).names, "the helper is not the one who types it"
    check = to_check(desk)
    send_to = step(check).fill(contact="nour@example.org")
    page = desk.press(send_to, "send")
    assert "nour@example.org" not in page.html
    [mail] = world.post_round()
    assert mail["To"] == "nour@example.org"


def test_numbers_in_the_text_are_marked_and_asked_about_once(desk: PageClient, app: Flask) -> None:
    check = to_check(desk, "Rufen Sie 0171 2345678 an.", "de")
    assert check.all("mark")
    send(desk, check)
    assert len(stored(app)) == 1


def test_the_commissioner_sees_the_help_and_networks_do_not(desk: PageClient, world: World) -> None:
    library = assisted.organisation(world, "Bücherei am Markt")
    number = send(desk, to_check(desk, spoken="ti", organisation=library, interpreter="signed", words="notes"))
    moderator = world.person(Role.MODERATOR)
    reference = reference_on(number)
    shown = world.browser(moderator).get(f"/staff/moderation/{reference}").text
    for words in ("Bücherei am Markt", "Tigrinya", "sign language", "helper's notes"):
        assert words in shown
    cases.release(world, reference, moderator, german="Ein Raum für Kinder.")
    manager = world.browser(world.person(Role.NETWORK_MANAGER, network="hf-4"))
    network = manager.get(f"/staff/network/{reference}").html
    for words in ("Bücherei am Markt", "Tigrinya", "sign language", "Written with help"):
        assert words not in network


def test_no_trace_of_the_helper_at_the_case(desk: PageClient, world: World, helper: Person) -> None:
    reference = reference_on(send(desk, to_check(desk)))
    entries = cases.look(world, reference, history.of)
    assert {entry.account_id for entry in entries} == {None}
    assert {entry.at for entry in entries} == {None}


def test_steps_opened_by_hand_begin_anew(desk: PageClient) -> None:
    for name in ("start", "notice", "text", "check", "wipe"):
        answer = desk.raw("GET", f"/staff/assisted/{name}")
        assert (answer.status_code, answer.headers["Location"]) == (303, START)


def test_forms_of_others_are_not_offered_the_pages(world: World) -> None:
    moderator = world.browser(world.person(Role.MODERATOR))
    assert moderator.raw("GET", START).status_code == 403
