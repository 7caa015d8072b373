"""Invitations and forgotten passwords: one link, once, and never a word about who has an account."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.accounts import actions, queries
from app.core import clock, outbox
from app.core.history import SYSTEM
from app.core.outbox import OutboxMail, transport
from app.extensions import db
from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.page import Page
from tests.support.staff import hire, sign_in

NEW = "achtzehn Boote auf der Ems"


def ask(client: PageClient, email: str) -> Page:
    """Ask for a link."""
    return client.submit(client.get("/staff/forgotten").form("email").fill(email=email))


def mailed_link(app: Flask) -> str:
    """The path of the link in the one mail that left."""
    with app.app_context():
        outbox.deliver_due(commit=db.session.commit)
    assert len(transport.memory) == 1
    text = transport.memory[0].get_content()
    found = re.search(r"http://dialogforum\.test(/staff/link/\S+)", text)
    assert found, text
    return found.group(1)


def link_for(world: World, email: str) -> str:
    """The path of a fresh link that was not mailed."""
    account = world.read(queries.by_email, email)
    assert account
    token = world.do(lambda: actions.send_invitation(queries.get(account.id), actor=SYSTEM, by_mail=False))
    return f"/staff/link/{token}"


def choose(client: PageClient, link: str, password: str = NEW, status: int = 200) -> Page:
    """Open the link and choose a password."""
    return client.submit(client.get(link).form("repeat").fill(password=password, repeat=password), status)


def test_a_forgotten_password_comes_back_by_mail(app: Flask, client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    sign_in(client, person)
    visitor = PageClient(app)
    ask(visitor, person.email.upper())
    page = choose(visitor, mailed_link(app))
    assert page.heading == "Code eingeben" or page.form("code")
    assert client.raw("GET", "/staff/").status_code == 302, "sessions under the old password end"
    visitor.submit(page.form("code").fill(code=person.code(clock.now() + timedelta(seconds=30))))
    assert visitor.raw("GET", "/staff/").status_code == 200


def test_the_answer_never_tells_who_has_an_account(app: Flask, client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    known = ask(client, person.email).text
    unknown = ask(client, "nobody@staff.example").text
    assert known == unknown
    assert world.read(lambda: len(list(db.session.execute(sa.select(OutboxMail)).scalars()))) == 1


def test_nobody_is_flooded_with_mails(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    for _time in range(6):
        ask(client, person.email)
    assert world.read(lambda: len(list(db.session.execute(sa.select(OutboxMail)).scalars()))) == 3


def test_neither_outbox_nor_table_holds_a_link_that_opens(app: Flask, client: PageClient, world: World) -> None:
    ask(client, hire(world, Role.MODERATOR).email)
    facts = world.read(lambda: db.session.execute(sa.select(OutboxMail)).scalar_one().facts)
    token = mailed_link(app).rsplit("/", 1)[1]
    assert token not in str(facts)
    stored = world.read(lambda: db.session.execute(sa.text("SELECT * FROM one_time_link")).one())
    assert token not in str(stored)


def test_a_link_works_once(client: PageClient, world: World) -> None:
    link = link_for(world, hire(world, Role.MODERATOR).email)
    for _look in range(3):
        client.get(link)
    choose(client, link)
    assert client.get(link, 404).form is not None


@pytest.mark.parametrize("days", [8, 400])
def test_a_link_ends_by_itself(client: PageClient, world: World, days: int) -> None:
    link = link_for(world, hire(world, Role.MODERATOR).email)
    with clock.at(clock.now() + timedelta(days=days)):
        client.get(link, 404)


def test_a_mailed_link_lasts_a_day(app: Flask, client: PageClient, world: World) -> None:
    ask(client, hire(world, Role.MODERATOR).email)
    link = mailed_link(app)
    client.get(link)
    with clock.at(clock.now() + timedelta(hours=25)):
        client.get(link, 404)


def test_a_made_up_link_looks_like_an_old_one(client: PageClient) -> None:
    client.get("/staff/link/" + "x" * 43, 404)


@pytest.mark.parametrize(
    "bad",
    [
        "kurz",
        "passwort1234",
        "Passwort2027",
        "qwertyqwerty1",
        "111111111111",
        "sommersommer12",
        "abababababab",
        "xKim Beispiel27x",
    ],
)
def test_weak_passwords_are_refused_with_a_reason(client: PageClient, world: World, bad: str) -> None:
    link = link_for(world, hire(world, Role.MODERATOR).email)
    page = choose(client, link, bad, 422)
    assert page.all("#error-summary a")
    assert bad not in page.html
    choose(client, link)


def test_two_different_passwords_are_refused(client: PageClient, world: World) -> None:
    link = link_for(world, hire(world, Role.MODERATOR).email)
    client.submit(client.get(link).form("repeat").fill(password=NEW, repeat=NEW + "x"), 422)


def test_the_operator_prints_a_link_for_a_new_person(app: Flask, client: PageClient) -> None:
    run = app.test_cli_runner().invoke
    result = run(
        args=["people", "add", "a@b.example", "--role", "network_manager", "--network", "4", "--language", "en"]
    )
    link = result.output.strip().splitlines()[-1].removeprefix("http://dialogforum.test")
    page = choose(client, link)
    assert page.heading == "Set up the authenticator app"
    listed = run(args=["people", "list"]).output
    assert listed == "a@b.example  a@b.example  network_manager\n"


def test_the_operator_gets_clear_refusals(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    assert run(args=["people", "add", "no-address", "--role", "admin"]).exit_code != 0
    assert run(args=["people", "add", "a@b.example", "--role", "network_member", "--network", "hf-99"]).exit_code != 0
    assert "no account" in run(args=["people", "link", "a@b.example"]).output
    assert run(args=["people", "list"]).output == ""
