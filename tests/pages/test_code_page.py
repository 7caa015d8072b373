"""The number opens the case: in every spelling, as the answer to a POST, and it stays hard to guess."""

from __future__ import annotations

import pytest
from flask import Flask

from app.contributions import codes
from app.core import clock
from app.core.attempts import AttemptBucket
from app.extensions import db
from app.followup.actions import GUESSES
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import submit
from tests.support.page import Page

ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
HINDI_DIGITS = str.maketrans("0123456789", "०१२३४५६७८९")
WIDE_DIGITS = str.maketrans("0123456789", "".join(chr(0xFF10 + digit) for digit in range(10)))


def spellings(code: str) -> list[str]:
    """How people type, paste and dictate one number."""
    groups = codes.groups(code)
    return [
        code,
        " ".join(groups),
        "-".join(groups),
        " – ".join(groups),
        "\u00a0".join(groups),
        f"\u2066{' '.join(groups)}\u2069",
        f"\u200f{code}\u200e",
        f"  {code}\n",
        " ".join(groups).translate(ARABIC_DIGITS),
        code.translate(PERSIAN_DIGITS),
        code.translate(HINDI_DIGITS),
        code.translate(WIDE_DIGITS),
        ".".join(groups),
        " ".join(reversed(groups)),
    ]


def number_with(*, check: bool, turned: bool) -> str:
    """16 digits that open nothing, whose check digit fits or not, also with the groups turned around."""
    while True:
        digits = codes.new()
        if not check:
            digits = digits[:-1] + str((int(digits[-1]) + 1) % 10)
        if codes.check(codes.reversed_groups(digits)) is turned:
            return digits


def tries_left(world: World) -> float | None:
    """How much is left in the bucket of guesses; None when nobody has ever guessed."""
    bucket = world.read(lambda: db.session.get(AttemptBucket, GUESSES))
    return None if bucket is None else bucket.left


def enter(client: PageClient, code: str, status: int = 200, language: str = "en") -> Page:
    """Type a number and send it."""
    return client.submit(client.get(f"/{language}/code/").form("code").fill(code=code), status)


def test_every_spelling_opens_the_case(client: PageClient, world: World) -> None:
    case = submit(world)
    for typed in spellings(case.code):
        page = enter(client, typed)
        assert page.one("[data-step]").attrs["data-step"] == "received", typed
        assert "نحتاج إلى غرفة" in page.text


def test_the_case_is_the_answer_and_the_number_is_nowhere(client: PageClient, world: World) -> None:
    case = submit(world)
    page = enter(client, case.code)
    assert client.last is not None
    assert client.last.headers["Cache-Control"] == "no-store"
    assert client.last.headers["X-Robots-Tag"] == "noindex"
    assert page.one('meta[name="robots"]').attrs["content"] == "noindex"
    assert case.code not in page.html
    assert " ".join(codes.groups(case.code)) not in page.html
    assert client.cookies() == []


def test_the_empty_page_is_kept_nowhere(client: PageClient) -> None:
    page = client.get("/ar/code/")
    field = page.one("#code").attrs
    assert (field["inputmode"], field["autocomplete"], field["dir"]) == ("numeric", "off", "ltr")
    assert client.last is not None
    assert client.last.headers["Cache-Control"] == "no-store"
    assert client.last.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Please type in your number."),
        ("1234 5678", "The number has 16 digits."),
        ("my number", "The number has 16 digits."),
        ("1" * 300, "The number has 16 digits."),
    ],
)
def test_what_is_no_number_is_explained(client: PageClient, world: World, typed: str, said: str) -> None:
    page = enter(client, typed, 422)
    assert said in page.text
    assert page.one("#error-summary a").attrs["href"] == "#code"
    assert page.one("#code").attrs.get("value", "") == typed[:100]
    assert tries_left(world) is None


def test_a_wrong_digit_is_said_before_a_try_is_charged(client: PageClient, world: World) -> None:
    digits = number_with(check=False, turned=False)
    page = enter(client, digits, 422)
    assert "One digit is wrong." in page.text
    assert page.one("#code").attrs["value"] == " ".join(codes.groups(digits))
    assert tries_left(world) is None


def test_a_wrong_digit_is_called_so_even_if_the_turned_number_could_be_right(client: PageClient) -> None:
    page = enter(client, number_with(check=False, turned=True), 422)
    assert "One digit is wrong." in page.text


def test_right_and_wrong_numbers_are_charged_alike(client: PageClient, world: World) -> None:
    case = submit(world)
    with clock.at(clock.now()):
        enter(client, case.code)
        after_hit = tries_left(world)
        cost = len(codes.candidates(case.code))
        enter(client, number_with(check=True, turned=cost == 2), 422)
        after_miss = tries_left(world)
    assert after_hit == 300 - cost
    assert after_miss == 300 - 2 * cost


def test_a_miss_says_one_sentence_and_has_always_the_same_length(client: PageClient, world: World) -> None:
    case = submit(world)
    near = case.code[:14] + str((int(case.code[14]) + 1) % 10)
    near = next(digits for last in "0123456789" if codes.check(digits := near + last))
    far = [number_with(check=True, turned=False) for _ in range(3)]
    pages = [enter(client, digits, 422) for digits in (near, *far)]
    assert len({len(page.html.encode()) for page in pages}) == 1
    for page in pages:
        assert "We found nothing under this number." in page.text
        assert page.one("#code").attrs["value"].count(" ") == 3


def test_too_many_guesses_wait_and_keep_the_digits(
    client: PageClient, world: World, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "CODE_GUESSES_BURST", 2)
    monkeypatch.setitem(app.config, "CODE_GUESSES_PER_SECOND", 0.0)
    case = submit(world)
    for status in (422, 422, 429):
        client.post("/en/code/", {"code": number_with(check=True, turned=False)}, status)
    page = enter(client, case.code, 429)
    assert "Please try again in a minute." in page.text
    assert page.one("#code").attrs["value"] == " ".join(codes.groups(case.code))
    assert "نحتاج إلى غرفة" not in page.text


def test_the_language_switch_keeps_the_digits_and_charges_nothing(client: PageClient, world: World) -> None:
    case = submit(world)
    form = client.get("/en/code/").form("code").fill(code=case.code)
    page = client.press(form, "switch_language", "ar")
    assert page.one("html").attrs["lang"] == "ar"
    assert page.one("#code").attrs["value"] == case.code
    assert not page.all("#error-summary")
    assert tries_left(world) is None


def test_the_case_changes_its_language_without_the_number(client: PageClient, world: World) -> None:
    case = submit(world)
    page = enter(client, case.code)
    page = client.press(page.form("message"), "switch_language", "de")
    assert page.one("html").attrs["lang"] == "de"
    assert "نحتاج إلى غرفة" in page.text


def test_an_altered_mark_opens_nothing(client: PageClient, world: World) -> None:
    mark = enter(client, submit(world).code).one('input[name="case"]').attrs["value"]
    page = client.post("/en/code/", {"case": mark[:-6] + "AAAAA="}, 422)
    assert "Please type in your number once more." in page.text


def test_leaving_clears_and_says_nothing(client: PageClient, world: World) -> None:
    page = enter(client, submit(world).code)
    page = client.submit(page.form(action="/leave"))
    assert client.last is not None
    assert client.last.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.last.headers["Cache-Control"] == "no-store"
    assert page.heading == "You have left"
    assert "The list of visited pages stays" in page.text
