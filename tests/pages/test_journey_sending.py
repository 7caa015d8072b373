"""Sending once, twice, ten times at once, late, changed or altered: one contribution, one code, no lost word."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.contributions import actions, queries
from app.core import clock
from app.core.history import RESIDENT, SYSTEM
from app.core.languages import content
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.journey import TEXT, code_on, send, stored, to_check, typed
from tests.support.page import Form, Page


def sending(page: Page, **changes: str) -> dict[str, Any]:
    """The fields that the last button sends."""
    form = page.form("quote_allowed")
    return {**dict(form.values), "send": "1", **changes}


def altered(token: str) -> str:
    """The token with one bit turned over, in the middle."""
    middle = len(token) // 2
    return token[:middle] + chr(ord(token[middle]) ^ 1) + token[middle + 1 :]


def read_all(world: World) -> None:
    """A commissioner opens everything that waits."""
    world.do(lambda: [actions.mark_read(queries.by_id(one.row.id), SYSTEM) for one in stored(world.app)])


def additions(world: World) -> list[str]:
    """Texts that were added to the one contribution, in their order."""
    [one] = stored(world.app)
    return world.read(
        lambda: [content.original(row, "text").text for row in queries.messages(queries.by_id(one.row.id))]
    )


def test_sending_again_gives_the_very_same_page(client: PageClient, app: Flask) -> None:
    data = sending(to_check(client))
    first = client.post("/de/contribute/check", data).html
    for _again in range(3):
        assert client.post("/de/contribute/check", data).html == first
    other_browser = PageClient(app)
    assert other_browser.post("/de/contribute/check", data).html == first
    assert len(stored(app)) == 1


def test_ten_at_once_store_one(client: PageClient, app: Flask) -> None:
    data = sending(to_check(client, contact="a@example.org"))
    answers: list[tuple[int, str]] = []
    gate = threading.Barrier(10)

    def tap() -> None:
        browser = app.test_client()
        gate.wait()
        answer = browser.post("/de/contribute/check", data=data, headers={"Sec-Fetch-Site": "same-origin"})
        answers.append((answer.status_code, answer.get_data(as_text=True)))

    threads = [threading.Thread(target=tap) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [status for status, _page in answers] == [200] * 10
    assert len({page for _status, page in answers}) == 1
    assert len(stored(app)) == 1


def test_an_altered_number_is_noticed_and_no_word_lost(client: PageClient, app: Flask) -> None:
    page = to_check(client, "en")
    old = typed(page, "journey")
    page = client.post("/en/contribute/check", sending(page, journey=altered(old)), status=400)
    assert "Nothing has been sent yet" in page.text
    assert "Error:" in page.one("title").to_text()
    assert typed(page, "text") == TEXT
    assert typed(page, "journey") not in (old, "", None)
    assert stored(app) == []
    send(client, page)
    assert len(stored(app)) == 1


@pytest.mark.parametrize("value", ["", "x", "gAAAAA", "é" * 40, "0" * 5000])
def test_a_missing_or_foreign_number_is_noticed(client: PageClient, app: Flask, value: str) -> None:
    page = client.post("/en/contribute/check", sending(to_check(client, "en"), journey=value), status=400)
    assert typed(page, "text") == TEXT
    assert stored(app) == []


def test_an_old_form_keeps_the_text_and_can_be_sent(client: PageClient, app: Flask) -> None:
    page = to_check(client, "en")
    with clock.at(clock.now() + timedelta(hours=25)):
        page = client.post("/en/contribute/check", sending(page), status=400)
        assert "open for a long time" in page.text
        assert typed(page, "text") == TEXT
        assert stored(app) == []
    send(client, page)
    assert len(stored(app)) == 1


def test_a_form_that_was_sent_is_confirmed_however_old(client: PageClient, app: Flask) -> None:
    data = sending(to_check(client))
    code = code_on(client.post("/de/contribute/check", data))
    with clock.at(clock.now() + timedelta(days=40)):
        assert code_on(client.post("/de/contribute/check", data)) == code
    assert len(stored(app)) == 1


@pytest.mark.parametrize("token", ["", "nonsense", "é"])
def test_a_form_of_another_site_is_refused_with_the_text_kept(client: PageClient, app: Flask, token: str) -> None:
    page = client.post("/de/contribute/check", sending(to_check(client), form_token=token), status=400)
    assert typed(page, "text") == TEXT
    page = client.post("/de/contribute/text", {"text": TEXT, "form_token": token, "next": "1"}, status=400)
    assert page.one("textarea").to_text().strip() == TEXT
    assert stored(app) == []


def test_going_back_after_sending_replaces_what_nobody_read(client: PageClient, app: Flask, world: World) -> None:
    data = sending(to_check(client, "en"))
    first = client.post("/en/contribute/check", data)
    again = client.post("/en/contribute/check", {**data, "text": "Better words.", "action_field": "7"})
    assert code_on(again) == code_on(first)
    assert "taken the place" in again.text
    [one] = stored(app)
    assert (one.text, one.fields) == ("Better words.", [7])
    assert additions(world) == []


def test_going_back_after_it_was_read_adds_the_new_words_once(client: PageClient, app: Flask, world: World) -> None:
    data = sending(to_check(client, "en"))
    first = client.post("/en/contribute/check", data)
    read_all(world)
    for _twice in range(2):
        again = client.post("/en/contribute/check", {**data, "text": "And one thing more."})
        assert code_on(again) == code_on(first)
        assert "added" in again.text
    [one] = stored(app)
    assert one.text == TEXT
    assert additions(world) == ["And one thing more."]
    assert client.post("/en/contribute/check", data).html == first.html


def test_a_reload_does_not_undo_what_the_author_did_since(client: PageClient, app: Flask, world: World) -> None:
    data = sending(to_check(client, contact="a@example.org"))
    code = code_on(client.post("/de/contribute/check", data))

    def correct_and_forget() -> None:
        row = queries.by_code(code)
        actions.correct(row, "Später verbessert.", language="de", actor=RESIDENT)
        actions.delete_contact(row, actor=RESIDENT)

    world.do(correct_and_forget)
    assert code_on(client.post("/de/contribute/check", data)) == code
    [one] = stored(app)
    assert one.text == "Später verbessert."
    assert world.read(queries.contact_of, one.row.id) is None


def test_a_withdrawn_contribution_does_not_come_back(client: PageClient, app: Flask, world: World) -> None:
    data = sending(to_check(client))
    code = code_on(client.post("/de/contribute/check", data))
    world.do(lambda: actions.withdraw(queries.by_code(code), actor=SYSTEM))
    assert code_on(client.post("/de/contribute/check", data)) == code
    [one] = stored(app)
    assert (str(one.row.state), one.text) == ("withdrawn", "")


def test_two_people_get_two_codes(client: PageClient, app: Flask) -> None:
    assert code_on(send(client, to_check(client))) != code_on(send(client, to_check(PageClient(app))))
    assert len(stored(app)) == 2


def test_the_number_rides_along_when_going_back(client: PageClient, app: Flask) -> None:
    page = to_check(client)
    number = typed(page, "journey")
    page = client.press(page.form("quote_allowed"), "back")
    assert typed(page, "journey") == number
    page = client.press(page.form("contact"), "next")
    assert typed(page, "journey") == number


def test_a_robot_falls_into_the_trap_and_is_only_marked(client: PageClient, app: Flask) -> None:
    client.post("/de/contribute/check", sending(to_check(client), website="https://buy.example"))
    [one] = stored(app)
    assert one.row.looks_automatic


def test_a_slow_reader_is_not_marked(client: PageClient, app: Flask) -> None:
    page = to_check(client)
    with clock.at(clock.now() + timedelta(minutes=3)):
        send(client, page)
    assert not stored(app)[0].row.looks_automatic


def test_another_site_cannot_send(client: PageClient, app: Flask) -> None:
    data = sending(to_check(client))
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example"},
        {"Referer": "https://evil.example/x"},
    ):
        answer = client.raw("POST", "/de/contribute/check", data=data, headers=headers)
        assert answer.status_code == 403
    assert stored(app) == []


def test_extra_fields_change_nothing(client: PageClient, app: Flask) -> None:
    more = {
        "state": "released",
        "is_public": "1",
        "publication_number": "1",
        "source": "card",
        "reference": "AAAAAA",
        "code": "1" * 16,
    }
    client.post("/de/contribute/check", sending(to_check(client), **more))
    [one] = stored(app)
    assert (str(one.row.state), one.row.is_public, str(one.row.source)) == ("submitted", None, "web")
    assert one.row.reference != "AAAAAA"


def test_the_confirmation_speaks_another_language_on_request(client: PageClient, app: Flask) -> None:
    page = send(client, to_check(client, "de"))
    form = Form(page.one("form#step"), page)
    arabic = client.press(form, "switch_language", "ar")
    assert arabic.one("html").attrs["lang"] == "ar"
    assert code_on(arabic) == code_on(page)
    assert len(stored(app)) == 1
