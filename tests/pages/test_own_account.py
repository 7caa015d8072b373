"""One's own account: codes on paper, the list of sign-ins, another e-mail address."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app.accounts import actions, queries, recovery
from app.core import clock
from app.core.history import SYSTEM
from app.mails import address_of, render_mail
from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.page import Page
from tests.support.staff import PASSWORD, Person, enter_password, hire, sign_in

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
CODE = re.compile(r"\b[2-9A-Z]{5}-[2-9A-Z]{5}\b")


@pytest.fixture
def person(client: PageClient, world: World) -> Person:
    """A commissioner, signed in."""
    made = hire(world, Role.MODERATOR)
    sign_in(client, made)
    return made


def new_codes(client: PageClient) -> list[str]:
    """Press the button for ten codes and read them from the paper."""
    page = client.submit(client.get("/staff/account/recovery-codes").form(action="/recovery-codes"))
    return CODE.findall(page.text)


def with_code(client: PageClient, person: Person, code: str, status: int = 200) -> Page:
    """The way in with a code from paper."""
    enter_password(client, person)
    return client.submit(client.get("/staff/sign-in/recovery").form("code").fill(code=code), status)


def test_ten_codes_are_shown_once_and_each_works_once(
    app: Flask, client: PageClient, world: World, person: Person
) -> None:
    codes = new_codes(client)
    assert len(set(codes)) == 10
    assert not CODE.search(client.get("/staff/account/recovery-codes").text)
    phone = PageClient(app)
    page = with_code(phone, person, codes[0].lower().replace("-", " "))
    assert page.heading == "My account"
    assert "You have 9 codes left." in page.text
    again = with_code(PageClient(app), person, codes[0], 422)
    assert "used before" in again.text
    assert with_code(PageClient(app), person, codes[1]).heading == "My account"


def test_a_used_code_is_written_down_and_mailed(app: Flask, client: PageClient, world: World, person: Person) -> None:
    with_code(PageClient(app), person, new_codes(client)[0])
    verbs = [act.verb.value for act in world.read(lambda: queries.history_of(queries.get(person.id)))]
    assert verbs[:2] == ["use_recovery_code", "new_recovery_codes"]
    mails = world.post_round()
    assert [mail["To"] for mail in mails] == [person.email]
    assert "9 codes left" in mails[0].get_content()


def test_a_new_set_takes_the_place_of_the_old_one(app: Flask, client: PageClient, person: Person) -> None:
    old, new = new_codes(client), new_codes(client)
    assert not set(old) & set(new)
    with_code(PageClient(app), person, old[0], 422)
    with_code(PageClient(app), person, new[0])


def test_few_codes_are_said(app: Flask, client: PageClient, world: World, person: Person) -> None:
    assert "no codes for the day" in client.get("/staff/account").text
    codes = new_codes(client)
    assert "codes left" not in client.get("/staff/account").text
    start = clock.now()
    for number, code in enumerate(codes[:7]):
        with clock.at(start + timedelta(minutes=number + 1)):
            with_code(PageClient(app), person, code)
    assert "You have only 3 codes left." in client.get("/staff/account").text


def test_a_code_is_nobody_elses_and_guesses_are_counted(
    app: Flask, client: PageClient, world: World, person: Person
) -> None:
    codes, other = new_codes(client), hire(world, Role.TRANSLATOR)
    with_code(PageClient(app), other, codes[0], 422)
    stranger = PageClient(app)
    with clock.at(clock.now()):
        enter_password(stranger, person)
        form = stranger.get("/staff/sign-in/recovery").form("code").fill(code="ABCDE-FGHJK")
        sent = dict(form.values)
        answers = [stranger.raw("POST", "/staff/sign-in/recovery", data=sent).status_code for _try in range(6)]
    assert (answers[0], answers[-1]) == (422, 429), "the tries of the app count too"


def test_a_removed_app_takes_the_codes_with_it(client: PageClient, world: World, person: Person) -> None:
    new_codes(client)
    world.do(lambda: actions.forget_second_factor(queries.get(person.id), actor=SYSTEM))
    assert world.read(queries.recovery_codes_left, person.id) == 0


def test_no_code_stands_in_the_database(world: World, client: PageClient, person: Person) -> None:
    codes = new_codes(client)
    assert world.read(lambda: recovery.stored(person.id, codes[0]) != recovery.stored(person.id + 1, codes[0]))
    assert world.read(lambda: recovery.stored(person.id, "not a code")) is None
    assert world.read(lambda: recovery.stored(person.id, "ÄBCDE-FGHJK")) is None


def test_the_first_set_up_leads_to_the_codes(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    world.do(lambda: actions.forget_second_factor(queries.get(person.id), actor=SYSTEM))
    page = enter_password(client, person)
    secret = "".join(page.one("main code").to_text().split())
    newcomer = Person(person.id, person.email, person.password, secret)
    page = client.submit(page.form("code").fill(code=newcomer.code()))
    assert page.heading == "Recovery codes"
    assert len(new_codes(client)) == 10


def test_sign_ins_have_a_last_day_and_end_one_by_one(app: Flask, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    laptop, phone = PageClient(app), PageClient(app)
    evening = datetime(2027, 3, 1, 22, 50, tzinfo=UTC)
    with clock.at(evening):
        sign_in(laptop, person)
    with clock.at(evening + timedelta(minutes=1)):
        sign_in(phone, person)
    with clock.at(evening + timedelta(minutes=20)):
        form = laptop.get("/staff/account").form("language")
        page = laptop.submit(form.fill(name="Nour"))
        days = [one.used_on.day for one in world.read(queries.sessions_of, person.id)]
        assert sorted(days) == [1, 2], "in Rheine it is the day after"
        phones = next(one for one in world.read(queries.sessions_of, person.id) if one.used_on.day == 1)
        other = page.form(action=f"/{queries.session_key(phones)}/end")
        page = laptop.submit(other)
        assert "The device is signed out." in page.text
        assert phone.raw("GET", "/staff/").status_code == 302
        assert laptop.submit(laptop.get("/staff/account").form(action="/end")).heading == "Sign in"


def test_nobody_ends_the_sign_in_of_somebody_else(app: Flask, client: PageClient, world: World, person: Person) -> None:
    other = PageClient(app)
    stranger = hire(world, Role.TRANSLATOR)
    sign_in(other, stranger)
    key = world.read(lambda: queries.session_key(queries.sessions_of(stranger.id)[0]))
    token = dict(client.get("/staff/account").form("language").values)["csrf_token"]
    client.post(f"/staff/account/sessions/{key}/end", {"csrf_token": token}, 404)
    client.post("/staff/account/sessions/xxxxxxxxxxxxxxxxxxxx/end", {"csrf_token": token}, 404)
    assert other.raw("GET", "/staff/").status_code == 200


def test_sign_ins_that_are_over_are_not_in_the_list(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    with clock.at(NOON):
        sign_in(client, person)
    with clock.at(NOON + timedelta(hours=13)):
        sign_in(client, person)
        assert len(client.get("/staff/account").all("form[action$='/end']")) == 1


def link_in(world: World, kind: str, recipient: str) -> str:
    """The address that a waiting mail of this kind holds."""
    mails = world.post_round()
    found = next(mail for mail in mails if mail["To"] == recipient)
    return re.search(r"http://\S+(/staff/\S+)", found.get_content()).group(1)  # type: ignore[union-attr]


def ask_new_email(client: PageClient, address: str, status: int = 200) -> Page:
    """Enter another address on the own page."""
    return client.submit(client.get("/staff/account/email").form("email").fill(email=address), status)


def test_a_new_address_is_confirmed_and_the_old_one_told(client: PageClient, world: World, person: Person) -> None:
    page = ask_new_email(client, "New@Staff.example")
    assert "waits for its confirmation: new@staff.example" in page.text
    mails = world.post_round()
    assert sorted(mail["To"] for mail in mails) == sorted([person.email, "new@staff.example"])
    link = next(
        re.search(r"(/staff/email/\S+)", mail.get_content()) for mail in mails if mail["To"] == "new@staff.example"
    )
    assert link
    page = client.get(link.group(1))
    assert world.read(lambda: queries.get(person.id).email) == person.email, "reading the page changes nothing"
    client.submit(page.form("confirm"))
    assert world.read(lambda: queries.get(person.id).email) == "new@staff.example"
    told = world.post_round()
    assert [mail["To"] for mail in told] == [person.email]
    assert "has changed" in told[0]["Subject"]
    client.get(link.group(1), status=404)


def test_addresses_that_cannot_be_taken(client: PageClient, world: World, person: Person) -> None:
    other = hire(world, Role.TRANSLATOR)
    assert "account with this e-mail" in ask_new_email(client, other.email, 422).text
    assert "address of the account already" in ask_new_email(client, person.email.upper(), 422).text


def test_an_address_that_was_taken_meanwhile_stays_where_it_is(
    client: PageClient, world: World, person: Person
) -> None:
    ask_new_email(client, "wanted@staff.example")
    link = link_in(world, "email_confirm", "wanted@staff.example")
    hire(world, Role.TRANSLATOR, email="wanted@staff.example")
    page = client.submit(client.get(link).form("confirm"), 409)
    assert "account with this e-mail" in page.text
    assert world.read(lambda: queries.get(person.id).email) == person.email


def test_only_the_newest_wish_counts_and_for_a_day(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    with clock.at(NOON):
        sign_in(client, person)
        ask_new_email(client, "first@staff.example")
        first = link_in(world, "email_confirm", "first@staff.example")
        ask_new_email(client, "second@staff.example")
        second = link_in(world, "email_confirm", "second@staff.example")
        client.get(first, status=404)
    with clock.at(NOON + timedelta(hours=25)):
        client.get(second, status=404)


def test_an_old_sign_in_link_dies_with_the_old_address(client: PageClient, world: World, person: Person) -> None:
    token = world.do(lambda: actions.send_invitation(queries.get(person.id), actor=SYSTEM, by_mail=False))
    ask_new_email(client, "new@staff.example")
    client.submit(client.get(link_in(world, "email_confirm", "new@staff.example")).form("confirm"))
    client.get(f"/staff/link/{token}", status=404)


@pytest.mark.parametrize("kind", ["recovery_code_used", "email_asked", "email_changed"])
@pytest.mark.parametrize("language", ["de", "ar", "uk", "tr", "en"])
def test_mails_speak_the_language_of_the_account(world: World, kind: str, language: str) -> None:
    mail = world.read(render_mail, kind, language, {"left": 2}, "account:1")
    assert mail.subject
    assert len(mail.text) > 80
    assert world.read(address_of, "old-address:99", kind) is None


def test_the_password_is_wanted_before_the_address_changes(client: PageClient, world: World) -> None:
    person = hire(world, Role.MODERATOR)
    with clock.at(NOON):
        sign_in(client, person)
    with clock.at(NOON + timedelta(minutes=6)):
        asked = client.raw("GET", "/staff/account/email")
        assert asked.headers["Location"].startswith("/staff/confirm?back=")
        page = client.get(asked.headers["Location"])
        page = client.submit(page.form("password").fill(password=PASSWORD))
        assert page.heading == "Change the e-mail address"
