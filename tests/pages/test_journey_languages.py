"""Changing the language in the middle keeps every word, at every step and from every language to every other."""

from __future__ import annotations

import itertools

import pytest
from flask import Flask

from tests.support.client import PageClient
from tests.support.journey import TEXT, code_on, send, stored, to_check, to_contact, to_text, typed
from tests.support.page import Form

LANGUAGES = ["de", "de-simple", "en", "ar"]
ANSWERS = {"action_field": "4", "text": TEXT, "district": "mesum", "offer": "y"}


@pytest.mark.parametrize(("before", "after"), list(itertools.permutations(LANGUAGES, 2)))
def test_every_step_keeps_every_word(client: PageClient, before: str, after: str) -> None:
    contact = to_contact(client, before, district="mesum", offer="y")
    page = client.press(contact.form("contact").fill(contact="a@example.org"), "switch_language", after)
    assert page.one("html").attrs["lang"] == after
    for name, value in {**ANSWERS, "contact": "a@example.org"}.items():
        assert typed(page, name) == value
    page = client.press(page.form("contact"), "next")
    page = client.press(page.form("quote_allowed").fill(quote_allowed="y"), "switch_language", before)
    assert page.one("html").attrs["lang"] == before
    for name, value in {**ANSWERS, "contact": "a@example.org", "quote_allowed": "y"}.items():
        assert typed(page, name) == value


def test_nothing_is_checked_when_only_the_language_changes(client: PageClient) -> None:
    page = to_text(client, "de")
    page = client.press(page.form("text").fill(text="", district="mesum"), "switch_language", "ar")
    assert not page.all("#error-summary")
    assert typed(page, "district") == "mesum"
    page = client.press(page.form("text").fill(text="x" * 4001), "switch_language", "en")
    assert typed(page, "text") == "x" * 4001
    contact = client.press(to_contact(client).form("contact").fill(contact="anna"), "switch_language", "ar")
    assert typed(contact, "contact") == "anna"


def test_the_chosen_field_survives_on_the_first_page(client: PageClient) -> None:
    page = client.get("/de/contribute/?entry=card")
    page = client.press(page.form("action_field").fill(action_field="6"), "switch_language", "ar")
    assert typed(page, "action_field") == "6"
    assert typed(page, "entry") == "card"
    assert page.one("html").attrs["dir"] == "rtl"


def test_the_code_stays_when_the_language_changes(client: PageClient, app: Flask) -> None:
    page = to_check(client, "de")
    data = {**dict(Form(page.one("form#step"), page).values), "send": "1"}
    arabic = client.press(page.form("quote_allowed"), "switch_language", "ar")
    code = code_on(send(client, arabic))
    assert code_on(client.post("/de/contribute/check", data)) == code
    [one] = stored(app)
    assert (one.row.language, one.row.reading_language) == ("de", "ar")


def test_the_enter_key_goes_on_and_does_not_change_the_language(client: PageClient) -> None:
    for page, heading in ((to_text(client), to_contact(client).heading), (to_check(client), None)):
        first = page.all("button[form=step], form#step button")[0]
        assert "name" not in first.attrs, "the first button of a form is what the Enter key presses: it must only go on"
        form = page.form("text")
        after = client.post(form.action, [(name, value) for name, value in form.fill(text="Ein Text").values])
        assert after.heading == heading if heading else after.all("[data-tracking-code]")
