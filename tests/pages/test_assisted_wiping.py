"""The number is shown to the person for a short time; after wiping, nothing of the case can be opened again."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from app.core import clock
from app.permissions import Role
from tests.support import assisted
from tests.support.assisted import ARABIC, START, counted, facts, send, step, to_check, wipe
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


def sending(page: Page) -> dict[str, Any]:
    """What the last button sends."""
    collected: dict[str, Any] = {}
    for name, value in step(page).pressed("send")[1]:
        collected.setdefault(name, []).append(value)
    return collected


def later(desk: PageClient, minutes: int) -> datetime:
    """That much later, the helper having worked on meanwhile: a long pause would sign out."""
    began = clock.now()
    for passed in range(20, minutes, 20):
        with clock.at(began + timedelta(minutes=passed)):
            desk.get("/staff/")
    return began + timedelta(minutes=minutes)


def test_the_number_page_holds_no_word_and_no_browser_keeps_it(desk: PageClient) -> None:
    page = send(desk, to_check(desk))
    assert desk.last is not None
    assert desk.last.headers["Cache-Control"] == "no-store"
    assert ARABIC not in page.html
    assert page.one(".code-card svg")
    assert code_on(page) not in page.one(".code-card svg").to_html()


def test_after_wiping_nothing_opens_the_case_again(desk: PageClient, world: World) -> None:
    check = to_check(desk, "The lift in Example Street is broken.", "en", interpreter="spoken")
    number = send(desk, check)
    code, reference = code_on(number), reference_on(number)
    asked = desk.press(step(number), "wipe")
    assert "Does the person have the number?" in asked.heading
    assert code not in asked.html
    assert code_on(desk.press(step(asked), "switch_language")) == code
    wiped = desk.press(step(asked), "sure")
    assert desk.last is not None
    assert desk.last.headers["Clear-Site-Data"] == '"cache"'
    for trace in (code, reference, "lift", "Example Street"):
        assert trace not in wiped.html
    # The browser's back button sends old forms again: whatever it sends, the entry stays closed.
    for form, button in ((check, "send"), (check, "change"), (check, "back"), (number, "switch_language")):
        again = desk.press(step(form), button, status=410)
        for trace in (code, reference, "lift", "Example Street"):
            assert trace not in again.html
    for url in (f"/staff/moderation/{reference}", "/staff/moderation/", f"/staff/network/{reference}"):
        assert desk.raw("GET", url).status_code == 403
    assert "lift" not in desk.get("/staff/").html + desk.get(START).html


def test_the_next_entry_keeps_the_help_but_no_word(desk: PageClient, world: World) -> None:
    library = assisted.organisation(world)
    check = to_check(desk, organisation=library, interpreter="spoken", fields=["3"], district="mesum")
    wiped = wipe(desk, send(desk, check))
    values = dict(step(wiped).values)
    assert (values["spoken"], values["organisation"], values["interpreter"]) == ("ar", library, "spoken")
    assert not {"text", "fields", "district", "contact", "sent"} & set(values)
    second = desk.press(step(desk.press(step(wiped), "next")), "next")
    assert step(second).fill(text="نص آخر").pressed("next")
    send(desk, desk.press(step(second).fill(text="نص آخر للمدينة"), "next"))
    assert len(facts(world)) == 2
    assert counted(world) == [2]
    assert "2" in desk.get(START).one("table").to_text()


def test_stopping_wipes_what_was_never_sent(desk: PageClient, app: Flask) -> None:
    check = to_check(desk, "The lift is broken.", "en")
    asked = desk.press(step(check), "wipe")
    assert "The lift is broken." in desk.press(step(asked), "change").html, "who says no has every word"
    wiped = desk.press(step(asked), "sure")
    assert "lift" not in wiped.html
    assert "lift" not in desk.press(step(check), "send", status=410).html
    assert stored(app) == []
    assert desk.press(step(desk.get(START)), "next", status=422), "the next one begins anew"


def test_who_is_signed_out_does_not_get_wiped_words_back(desk: PageClient, world: World, client: PageClient) -> None:
    check = to_check(desk, "The lift is broken.", "en")
    sent = sending(check)
    assert "lift" in client.post("/staff/assisted/check", sent, status=400).html, "a pause costs nobody a word"
    wipe(desk, send(desk, check))
    assert "lift" not in client.post("/staff/assisted/check", sent, status=400).html


def test_another_helpers_form_is_closed(desk: PageClient, world: World, app: Flask) -> None:
    check = to_check(desk, "The lift is broken.", "en")
    other = world.browser(world.person(Role.ASSISTANT, email="other@staff.example"))
    token = dict(step(other.get(START)).values)["csrf_token"]
    other.post("/staff/assisted/check", {**sending(check), "csrf_token": token}, status=410)
    assert stored(app) == []


def test_a_double_tap_and_a_lost_line_store_one(desk: PageClient, world: World, app: Flask) -> None:
    check = to_check(desk)
    data = sending(check)
    first = desk.post("/staff/assisted/check", data)
    assert code_on(desk.post("/staff/assisted/check", data)) == code_on(first)
    gate, shown = threading.Barrier(4), []
    other = sending(to_check(desk, "Noch ein Text für die Stadt.", "de"))

    def tap() -> None:
        gate.wait()
        answer = desk.raw("POST", "/staff/assisted/check", data=other)
        shown.append(Page(answer.get_data(as_text=True), "check"))

    threads = [threading.Thread(target=tap) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({code_on(page) for page in shown}) == 1
    assert len(stored(app)) == 2
    assert counted(world) == [2]


def test_the_number_is_shown_again_for_a_short_time_only(desk: PageClient, app: Flask) -> None:
    data = sending(to_check(desk))
    code = code_on(desk.post("/staff/assisted/check", data))
    with clock.at(later(desk, 50)):
        assert code_on(desk.post("/staff/assisted/check", data)) == code
    with clock.at(later(desk, 70)):
        page = desk.post("/staff/assisted/check", data, status=410)
    assert code not in page.html
    assert len(stored(app)) == 1


def test_an_old_look_is_asked_for_once_more_and_no_word_is_lost(desk: PageClient, app: Flask) -> None:
    check = to_check(desk)
    with clock.at(later(desk, 180)):
        again = send(desk, check, status=400)
        assert stored(app) == []
        assert ARABIC in again.as_read
        send(desk, again)
    assert [one.text for one in stored(app)] == [ARABIC]


def test_a_form_without_its_mark_is_not_stored(desk: PageClient, app: Flask) -> None:
    check = to_check(desk)
    page = desk.press(step(check).fill(journey="x"), "send", status=400)
    assert stored(app) == []
    send(desk, page)
    assert len(stored(app)) == 1


def test_a_mistake_seen_on_the_number_page_is_mended_before_wiping(desk: PageClient, app: Flask, world: World) -> None:
    check = to_check(desk, "Der Lift ist kapput.", "de")
    code = code_on(send(desk, check))
    text = desk.press(step(check), "change")
    mended = send(desk, desk.press(step(text).fill(text="Der Lift ist kaputt.", words="notes"), "next"))
    assert code_on(mended) == code
    assert [one.text for one in stored(app)] == ["Der Lift ist kaputt."]
    assert [row.words for row in facts(world)] == ["notes"]
    assert counted(world) == [1]
