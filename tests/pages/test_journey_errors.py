"""Wrong answers are explained at their question, the words stay, and nothing is stored."""

from __future__ import annotations

import unicodedata

import pytest
from flask import Flask

from tests.support.client import PageClient
from tests.support.journey import TEXT, send, stored, to_check, to_contact, to_text, typed
from tests.support.page import Page

LANGUAGES = ["de", "de-simple", "en", "ar"]


def complains_about(page: Page, field: str) -> None:
    """The page says what is wrong: title, summary with a link, the message at the field."""
    assert page.one("title").to_text().strip() != ""
    links = [link.attrs["href"] for link in page.all("#error-summary a")]
    assert any(link.startswith(f"#{field}") for link in links), links
    assert page.all(f"#{field}-error")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_text_is_asked_for(client: PageClient, app: Flask, lang: str) -> None:
    page = to_text(client, lang)
    page = client.press(page.form("text").fill(text=" \u202e \n", district="mesum", offer="y"), "next", status=422)
    complains_about(page, "text")
    assert (typed(page, "district"), typed(page, "offer"), typed(page, "action_field")) == ("mesum", "y", "4")
    assert stored(app) == []


def test_the_title_says_that_something_is_wrong(client: PageClient) -> None:
    page = client.press(to_text(client, "en").form("text"), "next", status=422)
    assert page.one("title").to_text().strip().startswith("Error:")
    assert page.one("textarea").attrs["aria-invalid"] == "true"


def test_four_thousand_emoji_are_welcome(client: PageClient, app: Flask) -> None:
    send(client, to_check(client, text="😀" * 4000))
    assert stored(app)[0].text == "😀" * 4000


def test_one_more_is_too_many_and_says_how_many(client: PageClient, app: Flask) -> None:
    page = to_text(client, "en")
    page = client.press(page.form("text").fill(text="😀" * 4001), "next", status=422)
    complains_about(page, "text")
    assert "too many: 1" in page.text
    assert page.one("textarea").to_text().strip() == "😀" * 4001
    page = client.press(page.form("text").fill(text="e\u0301" * 5000), "next", status=422)
    assert "too many: 1000" in page.text
    assert stored(app) == []


@pytest.mark.parametrize(
    "address",
    [
        "anna",
        "anna@",
        "@example.org",
        "a b@example.org",
        "a@b",
        "a@example.org\nBcc: x@example.org",
        "a@exam ple.org",
        "a" * 300 + "@example.org",
    ],
)
def test_a_strange_address_is_explained_and_kept(client: PageClient, app: Flask, address: str) -> None:
    page = to_contact(client)
    page = client.press(page.form("contact").fill(contact_wanted="yes", contact=address), "next", status=422)
    complains_about(page, "contact")
    assert typed(page, "contact") == address.strip()
    assert typed(page, "text") == TEXT
    assert stored(app) == []


def test_yes_without_an_address_is_asked_for(client: PageClient) -> None:
    page = to_contact(client)
    page = client.press(page.form("contact").fill(contact_wanted="yes"), "next", status=422)
    complains_about(page, "contact_wanted")


def test_an_address_with_the_first_answer_untouched_counts(client: PageClient) -> None:
    page = client.press(to_contact(client).form("contact").fill(contact="a@example.org"), "next")
    assert "a@example.org" in page.text


def test_no_after_an_address_takes_it_away(client: PageClient) -> None:
    page = client.press(to_check(client, contact="a@example.org").form("quote_allowed"), "change", "contact")
    assert "checked" in page.one("#contact_wanted-1").attrs
    page = client.press(page.form("contact").fill(contact_wanted="no"), "next")
    assert "a@example.org" not in page.html


def test_an_unknown_district_is_explained(client: PageClient, app: Flask) -> None:
    page = to_text(client)
    page = client.press(page.form("text").fill(text=TEXT, district="atlantis"), "next", status=422)
    complains_about(page, "district")
    assert page.one("textarea").to_text().strip() == TEXT


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 4001}, "text"),
        ({"district": "atlantis"}, "district"),
        ({"contact": "anna"}, "contact"),
    ],
)
def test_the_last_button_checks_everything_again(
    client: PageClient, app: Flask, broken: dict[str, str], field: str
) -> None:
    data = {**dict(to_check(client).form("quote_allowed").values), "send": "1", **broken}
    page = client.post("/de/contribute/check", data, status=422)
    complains_about(page, field)
    assert stored(app) == []


def test_a_step_cannot_be_jumped_over(client: PageClient, app: Flask) -> None:
    token = typed(to_text(client), "form_token")
    page = client.post("/de/contribute/contact", {"form_token": token, "next": "1"}, status=422)
    complains_about(page, "text")


def test_the_text_is_asked_before_the_check_is_shown_while_changing(client: PageClient) -> None:
    page = client.press(to_check(client).form("quote_allowed"), "change", "text")
    page = client.press(page.form("text").fill(text=""), "back", status=422)
    complains_about(page, "text")


@pytest.mark.parametrize("button", [{"change": "nowhere"}, {"back": "1"}, {}, {"next": "1"}])
def test_strange_buttons_do_no_harm(client: PageClient, button: dict[str, str]) -> None:
    client.post("/de/contribute/field", {"form_token": typed(to_text(client), "form_token"), **button})


SAMPLES = {
    "ar": "نحتاجُ إلى غرفةٍ للأطفال، من فضلكم؟\nشكرًا",
    "ti": "ቋንቋ ጀርመን ክንመሃር ንደሊ ኢና። ግዜ የብልናን።",
    "fa": "می\u200cخواهم به کلاس آلمانی بروم",
    "markup": "<b>Fett</b> & \"Zitat\" 'x' </textarea><script>alert(1)</script> {{ 7*7 }} %(over)s",
    "lines": "eins\n\n\nzwei\n  drei\n\tvier",
    "emoji": "👩‍👩‍👧 🏳️‍🌈 ❤️",
}


@pytest.mark.parametrize("text", SAMPLES.values(), ids=list(SAMPLES))
def test_texts_arrive_byte_for_byte_after_a_long_way(client: PageClient, app: Flask, text: str) -> None:
    page = to_check(client, "en", text=unicodedata.normalize("NFD", text))
    for button, value in (("back", None), ("back", None), ("back", None)):
        page = client.press(page.form("form_token"), button, value) if button else page
    for _step in range(3):
        page = client.press(page.form("form_token"), "next")
    send(client, page)
    assert stored(app)[0].text == unicodedata.normalize("NFC", text)
    assert not page.all("main script")


def test_overrides_go_and_joiners_stay(client: PageClient, app: Flask) -> None:
    send(client, to_check(client, text="\u202eمی\u200cخواهم\u2069\u200f!\ufeff"))
    assert stored(app)[0].text == "می\u200cخواهم\u200f!"
