"""The way in, as people meet it: pages, languages, mistakes, limits (trust.md A-17)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts import actions, queries, rules
from app.core import clock
from app.core.history import SYSTEM
from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.staff import PASSWORD, Person, enter_password, hire, sign_in, token

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
# What a trickster puts into the address of the password page (trust.md A-18).
REDIRECTS = (
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/%2f%2fevil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/staff/\r\nLocation: https://evil.example",
    "%0d%0aLocation:%20https://evil.example",
    "@evil.example",
    ".evil.example",
    "site.desk",
    "accounts.people",
    "http://[::1]/",
    "gAAAAABnotours",
    "\u2028//evil.example",
    "ⓔvil.example",
    "x" * 5000,
)


def test_the_page_speaks_the_language_of_the_browser(client: PageClient) -> None:
    for wish, tag, direction in [
        ("ar-SY,de;q=0.5", "ar", "rtl"),
        ("en-GB", "en", "ltr"),
        ("tr,pl;q=0.8", "tr", "ltr"),
        # No staff area in Polish.
        ("pl", "de", "ltr"),
        ("de", "de", "ltr"),
    ]:
        html = client.get("/staff/sign-in", **{"Accept-Language": wish}).one("html").attrs
        assert (html["lang"], html["dir"]) == (tag, direction)


def test_signing_in_leads_to_the_desk_in_the_language_of_the_account(client: PageClient, world: World) -> None:
    page = sign_in(client, hire(world, Role.MODERATOR, language="ar"))
    assert page.one("html").attrs["lang"] == "ar"
    assert page.one("html").attrs["dir"] == "rtl"


@pytest.mark.parametrize("typed", ["{0} {1}", "{0}-{1}", " {0}\u200e{1} ", "{0}\u00a0{1}"])
def test_the_code_may_be_typed_in_many_ways(client: PageClient, world: World, typed: str) -> None:
    person = hire(world, Role.MODERATOR)
    code = person.code()
    form = enter_password(client, person).form("code")
    client.submit(form.fill(code=typed.format(code[:3], code[3:]).translate(ARABIC_DIGITS)))
    assert client.raw("GET", "/staff/").status_code == 200


def test_one_code_works_once(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    with clock.at(NOON):
        sign_in(client, person)
        client.submit(client.get("/staff/").form(action="/sign-out"))
        page = enter_password(client, person).form("code")
        again = client.submit(page.fill(code=person.code()), 422)
        assert "used before" in again.text
    with clock.at(NOON + timedelta(seconds=30)):
        client.submit(again.form("code").fill(code=person.code()))
        assert client.raw("GET", "/staff/").status_code == 200


def test_the_code_of_a_slow_or_fast_clock_is_taken_and_no_older_one(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    with clock.at(NOON):
        form = enter_password(client, person).form("code")
        for minutes in (-60, 60):
            client.submit(form.fill(code=person.code(NOON + timedelta(seconds=minutes))), 422)
        client.submit(form.fill(code=person.code(NOON - timedelta(seconds=30))))
        assert client.raw("GET", "/staff/").status_code == 200


def test_unknown_and_known_addresses_get_the_same_answer(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    ghost = Person(0, "nobody@staff.example", PASSWORD, person.secret)
    wrong = enter_password(client, person, 422, password="something else entirely")
    missing = enter_password(client, ghost, 422)
    assert wrong.text == missing.text
    assert missing.one("#email").attrs["value"] == "nobody@staff.example"
    assert not missing.one("#password").attrs.get("value")


def test_invited_people_without_password_look_like_unknown_ones(client: PageClient, world: World) -> None:
    new = {"actor": SYSTEM, "by_mail": False}
    world.do(lambda: actions.invite("new@staff.example", "New", [Role.ADMIN], **new))
    enter_password(client, Person(0, "new@staff.example", PASSWORD, ""), 422)


def test_the_sixth_try_waits_and_keeps_the_address(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    with clock.at(NOON):
        for _try in range(rules.TRIES_BURST):
            enter_password(client, person, 422, password="wrong wrong wrong")
        page = enter_password(client, person, 429)
        assert page.one("#email").attrs["value"] == person.email
        ghost = Person(0, "nobody@staff.example", PASSWORD, "")
        for _try in range(rules.TRIES_BURST):
            enter_password(client, ghost, 422)
        enter_password(client, ghost, 429)
        other = hire(world, Role.ADMIN)
        enter_password(client, other)
    with clock.at(NOON + timedelta(seconds=13)):
        sign_in(client, person)


def test_codes_cannot_be_guessed_quickly(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    with clock.at(NOON):
        form = enter_password(client, person).form("code")
        wrong = f"{(int(person.code()) + 1) % 10**6:06}"
        for _try in range(rules.TRIES_BURST):
            client.submit(form.fill(code=wrong), 422)
        client.submit(form.fill(code=person.code()), 429)


def test_after_the_term_of_office_a_calm_sentence(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    world.do(
        lambda: setattr(queries.get(person.id).grants[0], "valid_until", queries.get(person.id).grants[0].valid_from)
    )
    with clock.at(clock.now() + timedelta(days=2)):
        page = enter_password(client, person, 422)
        assert "term of office has ended" in page.text
        assert token(client) is None


def test_a_person_without_second_factor_sets_one_up(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    world.do(lambda: actions.forget_second_factor(queries.get(person.id), actor=SYSTEM))
    page = enter_password(client, person)
    assert page.heading == "Set up the authenticator app"
    secret = page.one("code").to_text().replace(" ", "")
    assert len(secret) == 32
    assert page.all(".scan-code svg path")
    again = client.submit(page.form("sealed").fill(code="000"), 422)
    assert again.one("code").to_text().replace(" ", "") == secret, "what was scanned stays good"
    scanned = Person(person.id, person.email, person.password, secret)
    desk = client.submit(again.form("sealed").fill(code=scanned.code()))
    assert "Welcome" in desk.text
    stored = world.read(lambda: str(queries.get(person.id).totp_secret))
    assert secret not in stored


def test_a_set_up_of_another_account_is_not_taken(client: PageClient, world: World) -> None:
    one, two = hire(world, Role.MODERATOR), hire(world, Role.ADMIN)
    for person in (one, two):
        world.do(lambda who=person: actions.forget_second_factor(queries.get(who.id), actor=SYSTEM))
    foreign = dict(enter_password(client, one).form("sealed").values)["sealed"]
    page = enter_password(client, two)
    client.submit(page.form("sealed").fill(sealed=foreign, code="123456"), 422)


@pytest.mark.parametrize("back", REDIRECTS)
def test_nobody_is_sent_away_from_the_site(client: PageClient, world: World, back: str) -> None:
    sign_in(client, hire(world, Role.ADMIN))
    form = dict(client.get("/staff/account").form("name").values)
    sent = {"csrf_token": form["csrf_token"], "password": PASSWORD}
    answer = client.raw("POST", "/staff/confirm", query_string={"back": back}, data=sent)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/staff/"


def test_next_and_friends_are_ignored(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    for name in ("next", "url", "return_to", "redirect", "back"):
        form = dict(client.get("/staff/sign-in").form("password").values)
        sent = {**form, "email": person.email, "password": PASSWORD, name: "https://evil.example"}
        answer = client.raw("POST", "/staff/sign-in", query_string={name: "https://evil.example"}, data=sent)
        assert answer.headers["Location"] == "/staff/sign-in/code"
