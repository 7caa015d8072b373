"""Staff sessions: new at every step, ended for good, never without the second factor (trust.md A-16)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from app.accounts import actions, queries
from app.core import clock
from app.core.history import SYSTEM
from app.extensions import db
from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.page import Page
from tests.support.staff import PASSWORD, enter_password, hire, sign_in, token

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


def signed_in(client: PageClient, url: str = "/staff/account") -> bool:
    """Whether a staff page opens in this browser."""
    return client.raw("GET", url).status_code == 200


def test_every_step_gives_a_new_session(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    assert token(client) is None
    code_page = enter_password(client, person)
    first = token(client)
    assert not signed_in(client)
    client.submit(code_page.form("code").fill(code=person.code()))
    second = token(client)
    assert first
    assert second
    assert first != second
    assert len(second) >= 43, "32 random bytes"
    assert world.read(queries.session_behind, first) is None


def test_the_table_holds_no_token(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    sign_in(client, person)
    rows = world.read(queries.sessions_of, person.id)
    assert [row.token_hash for row in rows] == [queries.token_hash(str(token(client)))]


def test_a_copied_cookie_is_worth_nothing_after_sign_out(app: Flask, client: PageClient, world: World) -> None:
    sign_in(client, hire(world, Role.MODERATOR))
    thief = PageClient(app)
    with client._browser.session_transaction() as cookie:
        stolen = dict(cookie)
    with thief._browser.session_transaction() as cookie:
        cookie.update(stolen)
    assert signed_in(thief)
    client.submit(client.get("/staff/account").form(action="/sign-out"))
    assert not signed_in(client)
    assert not signed_in(thief)


def test_sign_out_everywhere_ends_the_other_device_at_once(app: Flask, client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    other = PageClient(app)
    with clock.at(NOON):
        sign_in(other, person)
    with clock.at(NOON + timedelta(minutes=1)):
        sign_in(client, person)
        assert signed_in(other)
        client.submit(client.get("/staff/account").form(action="/sign-out-everywhere"))
        assert not signed_in(client)
        assert not signed_in(other)


def test_the_operator_ends_sessions_from_the_command_line(app: Flask, client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    sign_in(client, person)
    result = app.test_cli_runner().invoke(args=["people", "end-sessions", person.email])
    assert result.output == "Sign-ins ended: 1\n"
    assert not signed_in(client)


def test_thirty_minutes_without_a_page_end_the_session(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    with clock.at(NOON):
        sign_in(client, person)
    with clock.at(NOON + timedelta(minutes=29)):
        assert signed_in(client)
    with clock.at(NOON + timedelta(minutes=58)):
        assert signed_in(client), "the page before moved the limit on"
    with clock.at(NOON + timedelta(minutes=89)):
        assert not signed_in(client)


def test_twelve_hours_end_every_session(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    with clock.at(NOON):
        sign_in(client, person)
    for minutes in range(20, 12 * 60, 20):
        with clock.at(NOON + timedelta(minutes=minutes)):
            assert signed_in(client)
    with clock.at(NOON + timedelta(hours=12, seconds=1)):
        assert not signed_in(client)


def test_without_the_code_nothing_opens(app: Flask, client: PageClient, world: World) -> None:
    person = hire(world, *Role)
    enter_password(client, person)
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/staff/") and not rule.arguments and "GET" in (rule.methods or ()):
            if getattr(app.view_functions[rule.endpoint], "access", "") == "public":
                continue
            answer = client.raw("GET", rule.rule)
            assert (answer.status_code, answer.headers["Location"]) == (302, "/staff/sign-in"), rule.rule


def test_whoever_has_a_second_factor_cannot_set_up_another_with_the_password_alone(
    client: PageClient, world: World
) -> None:
    enter_password(client, hire(world, Role.MODERATOR))
    answer = client.raw("GET", "/staff/sign-in/set-up")
    assert answer.headers["Location"] == "/staff/sign-in/code"


def test_a_waiting_sign_in_ends_after_half_an_hour(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    with clock.at(NOON):
        page = enter_password(client, person)
    late = NOON + timedelta(minutes=31)
    with clock.at(late):
        answer = client.submit(page.form("code").fill(code=person.code(late)))
        assert answer.heading == "Sign in"


def test_the_term_of_office_ends_a_session_that_is_open(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    with clock.at(NOON):
        sign_in(client, person)

    def end() -> None:
        account = queries.get(person.id)
        account.grants[0].valid_until = NOON.date()
        db.session.flush()

    world.do(end)
    with clock.at(NOON + timedelta(minutes=10)):
        assert signed_in(client)
    with clock.at(datetime(2027, 3, 1, 23, 10, tzinfo=UTC)):
        assert not signed_in(client), "in Rheine it is the day after"


def test_a_new_role_ends_the_old_sessions(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    sign_in(client, person)
    world.do(lambda: actions.grant_role(queries.get(person.id), Role.TRANSLATOR, actor=SYSTEM))
    assert not signed_in(client)


def test_a_new_password_keeps_this_device_under_a_new_token_and_ends_the_others(
    app: Flask, client: PageClient, world: World
) -> None:
    person = hire(world, Role.MODERATOR)
    other = PageClient(app)
    with clock.at(NOON):
        sign_in(other, person)
    with clock.at(NOON + timedelta(minutes=1)):
        sign_in(client, person)
        before = token(client)
        form = client.get("/staff/account/password").form("old")
        client.submit(form.fill(old=PASSWORD, password="neunzehn Enten im Gras", repeat="neunzehn Enten im Gras"))
        assert signed_in(client)
        assert token(client) != before
        assert not signed_in(other)


def test_residents_pages_set_no_cookie_even_for_staff(client: PageClient, world: World) -> None:
    sign_in(client, hire(world, Role.MODERATOR))
    for url in ("/", "/de/", "/ar/help", "/de/contributions/", "/no/such/page"):
        assert "Set-Cookie" not in client.raw("GET", url).headers, url


def test_a_visitor_gets_no_cookie(client: PageClient) -> None:
    for url in ("/", "/en/", "/en/rules", "/health"):
        client.raw("GET", url)
    assert client.cookies() == []


def test_the_cookie_is_hidden_from_scripts_and_other_sites(client: PageClient) -> None:
    header = client.raw("GET", "/staff/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "Expires" not in header
    assert "Domain" not in header


@pytest.mark.parametrize("path", ["/staff/sign-in", "/staff/sign-out", "/staff/forgotten", "/staff/account/password"])
def test_a_post_without_the_form_token_is_refused(client: PageClient, path: str) -> None:
    answer = client.raw("POST", path, data={"email": "a@b.example", "password": "x"})
    assert answer.status_code == 400
    Page(answer.get_data(as_text=True), path)


def test_the_old_form_token_does_not_survive_the_sign_in(client: PageClient, world: World) -> None:
    person = hire(world, Role.ADMIN)
    before = dict(client.get("/staff/sign-in").form("password").values)["csrf_token"]
    sign_in(client, person)
    answer = client.raw("POST", "/staff/account", data={"csrf_token": before, "name": "X", "language": "de"})
    assert answer.status_code == 400


ADMINISTRATION = (
    ("GET", "/staff/people/"),
    ("GET", "/staff/people/new"),
    ("GET", "/staff/people/1"),
    ("POST", "/staff/people/1/disable"),
    ("POST", "/staff/people/1/roles"),
    ("GET", "/staff/networks/"),
    ("POST", "/staff/networks/1"),
    ("GET", "/staff/mail"),
)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_the_administration_manages_people(client: PageClient, world: World, role: Role) -> None:
    sign_in(client, hire(world, role))
    form: dict[str, Any] = dict(client.get("/staff/account").form("name").values)
    for method, url in ADMINISTRATION:
        answer = client.raw(method, url, data={"csrf_token": form["csrf_token"]} if method == "POST" else None)
        assert answer.status_code == 403, f"{role} {method} {url}"


NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("role", "url", "fields"),
    [
        (Role.MODERATOR, "/staff/account", ("text",)),
        (Role.MODERATOR, f"/staff/notices/{NOBODY}", ("statement", "to_author", "title")),
        (Role.MODERATOR, "/staff/moderation/waves/222222", ("statement",)),
        (Role.MODERATOR, "/staff/talks/222222/write", ("text",)),
        (Role.TRANSLATOR, f"/staff/translating/message/{NOBODY}/tr", ("text", "correction")),
        (Role.ADMIN, "/staff/admin/settings/provider", ("hours-tr", "imprint-de", "address")),
        (Role.ADMIN, "/staff/admin/networks/1", ("names-3-name",)),
        (Role.STEERING_MEMBER, "/staff/decisions/", ("subject", "other_body")),
    ],
)
def test_a_pause_loses_no_text(client: PageClient, world: World, role: Role, url: str, fields: tuple[str, ...]) -> None:
    person = hire(world, role)
    with clock.at(NOON):
        sign_in(client, person)
        form = dict(client.get("/staff/account").form("name").values)
    with clock.at(NOON + timedelta(hours=2)):
        typed = {field: f"Eine lange Antwort: {field}" for field in fields}
        secret = {"password": "kanarie-1", "code": "kanarie-2", "email": "kanarie@example.org"}
        page = client.post(url, {"csrf_token": form["csrf_token"], **typed, **secret}, 401)
        assert page.one("#typed-text").to_text().strip().split("\n\n") == list(typed.values())
        assert "kanarie" not in page.html
        assert form["csrf_token"] not in page.html
