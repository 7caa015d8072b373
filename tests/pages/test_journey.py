"""The resident's journey from the first question to the number, as it goes when all is well."""

from __future__ import annotations

import pytest
from flask import Flask

from app.contributions import codes, queries
from app.contributions.lifecycle import State
from app.core import clock
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.journey import TEXT, code_on, reference_on, send, stored, to_check, to_contact, to_text, typed

LANGUAGES = ["de", "de-simple", "en", "ar"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_way_stores_one_contribution(client: PageClient, app: Flask, world: World, lang: str) -> None:
    page = send(client, to_check(client, lang, district="mesum", offer="y"))
    code = code_on(page)
    [one] = stored(app)
    assert codes.check(code)
    assert one.text == TEXT
    assert one.fields == [4]
    assert one.district == "mesum"
    assert one.row.offers_help
    assert not one.row.quote_allowed
    assert one.row.state is State.SUBMITTED
    assert one.row.is_public is None
    # The text is German whatever language the page is read in.
    assert (one.row.language, one.row.reading_language) == ("de", lang)
    assert one.row.received_on == world.read(clock.today)
    assert one.row.reference == reference_on(page)
    assert world.read(lambda: queries.by_code(code).id) == one.row.id
    assert client.last.headers["Cache-Control"] == "no-store"


def test_no_page_sets_a_cookie(client: PageClient) -> None:
    send(client, to_check(client, contact="a@example.org"))
    assert client.cookies() == []
    for url in ("/de/contribute/", "/ar/contribute/?action_field=4"):
        headers = client.raw("GET", url).headers
        assert "Set-Cookie" not in headers
        assert headers["Cache-Control"] == "no-store"


def test_the_code_is_nowhere_but_on_the_page(client: PageClient, app: Flask) -> None:
    page = send(client, to_check(client))
    code = code_on(page)
    assert code not in page.url
    assert not any(code in str(value) for value in client.last.headers.values())
    [one] = stored(app)
    assert code not in str(vars(one.row))


@pytest.mark.parametrize(
    ("query", "expected"),
    [("?action_field=4", [4]), ("?action_field=unsure", []), ("?action_field=8&entry=poster", [8])],
)
def test_a_preset_field_skips_its_page(client: PageClient, app: Flask, query: str, expected: list[int]) -> None:
    page = client.get(f"/de/contribute/{query}")
    page = client.press(page.form("text").fill(text=TEXT), "next")
    page = client.press(page.form("contact"), "next")
    send(client, page)
    [one] = stored(app)
    assert one.fields == expected
    assert one.row.entry == ("poster" if "poster" in query else None)


@pytest.mark.parametrize(
    "query",
    [
        "?action_field=9",
        "?action_field=%D9%A4",
        "?action_field=",
        "?entry=%3Cscript%3E",
        "?action_field=4&action_field=x&entry=spam",
    ],
)
def test_strange_presets_do_no_harm(client: PageClient, query: str) -> None:
    page = client.get(f"/de/contribute/{query}")
    assert "spam" not in page.html
    assert "<script>" not in page.html


def test_no_field_chosen_means_unsure(client: PageClient, app: Flask) -> None:
    page = client.press(client.get("/en/contribute/").form("action_field"), "next")
    page = client.press(page.form("text").fill(text=TEXT), "next")
    page = client.press(page.form("contact"), "next")
    assert "I do not know" in page.text
    send(client, page)
    assert stored(app)[0].fields == []


def test_nine_tiles_in_the_language_of_the_page(client: PageClient) -> None:
    for lang in LANGUAGES:
        page = client.get(f"/{lang}/contribute/")
        assert len(page.all('input[name="action_field"][type="radio"]')) == 9
    assert "السكن" in page.text


def test_districts_and_the_three_further_choices(client: PageClient) -> None:
    options = to_text(client, "en").all('select[name="district"] option')
    assert len(options) == 14
    assert options[0].attrs["value"] == ""
    assert not to_text(client).all("optgroup")


def test_back_keeps_every_answer(client: PageClient) -> None:
    page = to_check(client, district="elte", offer="y", contact="a@example.org")
    page = client.press(page.form("quote_allowed").fill(quote_allowed="y"), "back")
    assert page.one('input[name="contact"]').attrs["value"] == "a@example.org"
    page = client.press(page.form("contact"), "back")
    assert page.one('textarea[name="text"]').to_text().strip() == TEXT
    page = client.press(page.form("text"), "back")
    assert "checked" in page.one("#action_field-4").attrs
    for name, value in {
        "text": TEXT,
        "district": "elte",
        "offer": "y",
        "contact": "a@example.org",
        "quote_allowed": "y",
    }.items():
        assert typed(page, name) == value


def test_change_returns_straight_to_the_check(client: PageClient, app: Flask) -> None:
    page = client.press(to_check(client).form("quote_allowed"), "change", "field")
    page = client.press(page.form("action_field").fill(action_field="7"), "next")
    page = client.press(page.form("quote_allowed"), "change", "contact")
    page = client.press(page.form("contact").fill(contact="b@example.org"), "next")
    assert "b@example.org" in page.text
    page = client.press(page.form("quote_allowed"), "change", "text")
    page = client.press(page.form("text").fill(text="Anders."), "next")
    send(client, page)
    [one] = stored(app)
    assert (one.fields, one.text) == ([7], "Anders.")


def test_back_while_changing_also_returns_to_the_check(client: PageClient) -> None:
    page = client.press(to_check(client).form("quote_allowed"), "change", "text")
    page = client.press(page.form("text"), "back")
    assert page.all('button[name="send"]')


def test_the_check_page_says_that_nothing_is_sent(client: PageClient, app: Flask) -> None:
    page = to_check(client, "en")
    assert "Nothing has been sent yet." in page.text
    assert "checked" not in page.one('input[name="quote_allowed"]').attrs
    assert stored(app) == []


def test_a_number_in_the_text_is_asked_about_once(client: PageClient, app: Flask) -> None:
    page = to_check(client, "en", text="Call 0171 2345678 or a@example.org, file no 12345.")
    assert [mark.to_text() for mark in page.all("mark")] == ["0171 2345678", "a@example.org", "file no 12345"]
    assert "One question about your text" in page.text
    page = client.press(page.form("quote_allowed"), "switch_language", "ar")
    assert page.all(".notice--warning")
    page = client.press(page.form("quote_allowed"), "change", "field")
    page = client.press(page.form("action_field"), "next")
    assert not page.all(".notice--warning")
    assert len(page.all("mark")) == 3
    send(client, page)
    assert len(stored(app)) == 1


def test_a_text_about_danger_shows_the_emergency_numbers(client: PageClient, app: Flask) -> None:
    page = to_check(client, "ar", text="أفكر في الانتحار")
    assert {link.attrs["href"] for link in page.all('a[href^="tel:"]')} == {"tel:110", "tel:112"}
    page = send(client, page)
    assert page.all('a[href="tel:112"]')
    assert len(stored(app)) == 1
    assert not to_check(client).all('a[href="tel:110"]')


def test_the_page_with_the_number_keeps_its_promises(client: PageClient) -> None:
    page = send(client, to_check(client, "ar"))
    shown = page.one("[data-tracking-code]")
    assert (shown.name, shown.attrs["dir"]) == ("bdi", "ltr")
    assert [group.to_text() for group in shown.query("span")] == codes.groups(code_on(page))
    assert page.form(action="/leave")
    assert len(page.all("time")) == 0 or page.all("time[datetime]")
    assert "dialogforum.test/n" in page.text


def test_fetching_a_step_begins_anew(client: PageClient) -> None:
    for step in ("field", "text", "contact", "check"):
        answer = client.raw("GET", f"/de/contribute/{step}")
        assert answer.status_code == 303
        assert answer.headers["Location"].endswith("/de/contribute/")


def test_pages_are_light_and_ask_the_database_little(client: PageClient) -> None:
    client.get("/de/contribute/")
    assert client.queries <= 4
    to_contact(client)
    assert client.queries <= 4
    page = send(client, to_check(client, "ar"))
    assert len(page.html.encode()) < 30_000
    assert client.queries <= 16
