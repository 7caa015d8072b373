"""The administration's pages: people, roles and terms, seats in networks, the desk and stuck mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.accounts import queries
from app.core import clock, outbox
from app.core.outbox import MailState, OutboxMail
from app.extensions import db
from app.networks import queries as networks
from app.permissions import MAP, Permission, Role
from app.site import navigation
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.page import Page
from tests.support.staff import PASSWORD, Person, hire, sign_in


@pytest.fixture
def admin(client: PageClient, world: World) -> Person:
    """Somebody of the administration, signed in."""
    person = hire(world, Role.ADMIN)
    sign_in(client, person)
    return person


def roles_of(world: World, person: Person) -> frozenset[Role]:
    """The roles of today."""
    return world.read(lambda: queries.get(person.id).roles_on(clock.today()))


def press(client: PageClient, page: Page, act: str, status: int = 200) -> Page:
    """Press the button of the form that goes to this act."""
    return client.submit(page.form(action=act), status)


def test_an_invitation_goes_out_and_is_written_down(client: PageClient, world: World, admin: Person) -> None:
    form = client.get("/staff/people/new").form("roles")
    form.fill(email="New@Staff.example", name="Nour", language="ar", roles=["moderator", "translator"])
    page = client.submit(form)
    assert page.heading == "Nour"
    assert "Account opened" in page.text
    account = world.read(queries.by_email, "new@staff.example")
    assert account
    assert account.language == "ar"
    assert account.roles_on(clock.today()) == {Role.MODERATOR, Role.TRANSLATOR}
    mails = world.read(lambda: list(db.session.execute(sa.select(OutboxMail)).scalars()))
    assert [(mail.kind, mail.recipient, mail.language) for mail in mails] == [
        ("invitation", f"account:{account.id}", "ar")
    ]
    assert "Nour" in client.get("/staff/people/").text


def test_wrong_invitations_keep_what_was_typed(client: PageClient, admin: Person) -> None:
    form = client.get("/staff/people/new").form("roles")
    page = client.submit(form.fill(email=admin.email, name="Twice", roles=["admin"]), 422)
    assert page.all('#error-summary a[href="#email"]')
    assert page.one("#name").attrs["value"] == "Twice"
    page = client.submit(page.form("roles").fill(email="nonsense", roles=None), 422)
    assert len(page.all("#error-summary a")) == 2


def test_a_page_about_people_wants_a_fresh_password(client: PageClient, world: World) -> None:
    person = hire(world, Role.ADMIN)
    start = clock.now()
    with clock.at(start):
        sign_in(client, person)
    with clock.at(start + timedelta(minutes=6)):
        page = client.get("/staff/people/")
        asked = client.raw("GET", "/staff/people/new")
        assert asked.headers["Location"].startswith("/staff/confirm?back=")
        page = client.get(asked.headers["Location"])
        wrong = client.submit(page.form("password").fill(password="not the right one"), 422)
        page = client.submit(wrong.form("password").fill(password=PASSWORD))
        assert page.heading == "Invite somebody"


def test_roles_are_given_changed_and_ended(client: PageClient, world: World, admin: Person) -> None:
    person = hire(world, Role.TRANSLATOR)
    page = client.get(f"/staff/people/{person.id}")
    page = client.submit(page.form("role").fill(role="moderator", valid_until="2099-12-31"))
    assert roles_of(world, person) == {Role.TRANSLATOR, Role.MODERATOR}
    page = client.submit(page.form("role").fill(role="moderator"), 422)
    assert "has this role" in page.text
    grants = {grant.role: grant.id for grant in world.read(lambda: queries.get(person.id).grants)}
    term = client.get(f"/staff/people/{person.id}/roles/{grants[Role.MODERATOR]}")
    client.submit(term.form("valid_until").fill(valid_until="2000-01-01"), 422)
    page = client.submit(term.form("valid_until").fill(valid_until=None))
    page = press(client, page, f"/roles/{grants[Role.MODERATOR]}/end")
    assert roles_of(world, person) == {Role.TRANSLATOR}
    assert "Role ended: Commissioner" in page.text


def test_an_account_is_closed_and_opened_again(app: Flask, client: PageClient, world: World, admin: Person) -> None:
    person = hire(world, Role.MODERATOR)
    other = PageClient(app)
    sign_in(other, person)
    page = press(client, client.get(f"/staff/people/{person.id}"), "/disable")
    assert other.raw("GET", "/staff/").status_code == 302
    assert world.read(queries.mail_address, person.id) is None
    assert world.read(queries.with_role, Role.MODERATOR, clock.today()) == []
    press(client, page, "/enable")
    assert roles_of(world, person) == {Role.MODERATOR}


def test_a_lost_phone_is_helped(client: PageClient, world: World, admin: Person) -> None:
    person = hire(world, Role.MODERATOR)
    page = press(client, client.get(f"/staff/people/{person.id}"), f"/{person.id}/second-factor")
    assert world.read(lambda: queries.get(person.id).totp_secret) is None
    press(client, page, "/link")
    assert world.read(lambda: len(list(db.session.execute(sa.select(OutboxMail)).scalars()))) == 1


def test_nobody_takes_away_the_own_access(client: PageClient, world: World, admin: Person) -> None:
    page = client.get(f"/staff/people/{admin.id}")
    token = dict(page.form("role").values)["csrf_token"]
    grant = world.read(lambda: queries.get(admin.id).grants[0].id)
    for act in ("disable", "second-factor", f"roles/{grant}/end"):
        answer = client.post(f"/staff/people/{admin.id}/{act}", {"csrf_token": token}, 409)
        assert "your own access" in answer.text
    assert roles_of(world, admin) == {Role.ADMIN}


def test_a_further_role_for_oneself_goes_on_under_a_new_token(client: PageClient, world: World, admin: Person) -> None:
    page = client.get(f"/staff/people/{admin.id}")
    page = client.submit(page.form("role").fill(role="translator"))
    assert page.heading == "Kim Beispiel"


def test_seats_are_given_and_ended(client: PageClient, world: World, admin: Person) -> None:
    manager, member = hire(world, Role.NETWORK_MANAGER), hire(world, Role.NETWORK_MEMBER)
    network = world.read(networks.by_key, "hf-4")
    assert "Nobody yet" in client.get("/staff/networks/").text
    page = client.get(f"/staff/networks/{network.id}")
    form = page.form("account_id")
    refused = client.submit(form.fill(account_id=str(member.id), seat="field_expert"), 422)
    assert refused.all('#error-summary a[href="#account_id"]')
    page = client.submit(form.fill(account_id=str(manager.id), seat="field_expert"))
    assert world.read(networks.managers, network.id, clock.today()) == [manager.id]
    assert world.read(networks.places_of, manager.id, clock.today()) == ({network.id}, {network.id})
    client.submit(page.form("account_id").fill(account_id=str(manager.id), seat="member"), 422)
    page = client.submit(page.form("account_id").fill(account_id=str(member.id), seat="member"))
    assert world.read(networks.places_of, member.id, clock.today()) == ({network.id}, set())
    seat = next(one for one in world.read(networks.all_seats, network.id) if one.account_id == manager.id)
    page = press(client, page, f"/seats/{seat.id}/end")
    assert world.read(networks.managers, network.id, clock.today()) == []
    assert "Seat ended" in page.text


@pytest.mark.parametrize("role", list(Role))
def test_the_desk_shows_what_the_role_may_do(client: PageClient, world: World, role: Role) -> None:
    page = sign_in(client, hire(world, role, network="hf-1" if "network" in role else None))
    assert page.heading == "Good to see you, Kim Beispiel!"
    allowed = {url for permission, url in links(client.app) if role in MAP[permission]}
    assert {link.attrs["href"] for link in page.all(".staff-nav a")} == allowed
    for url in allowed:
        client.get(url)
    client.get("/staff/components")
    client.get("/staff/account")


def links(app: Flask) -> list[tuple[Permission, str]]:
    """Every place of the staff navigation with its address."""
    with app.test_request_context("/staff/"):
        return [(permission, app.url_for(endpoint)) for permission, endpoint, _label in navigation.PLACES]


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_the_staff_area_speaks_the_language_of_the_account(client: PageClient, world: World, language: str) -> None:
    sign_in(client, hire(world, Role.ADMIN, language="en"))
    form = client.get("/staff/account").form("language")
    page = client.submit(form.fill(language=language, name="Nour"))
    assert page.one("html").attrs["lang"] == language
    assert page.one("#name").attrs["value"] == "Nour"


def test_stuck_mail_is_seen_and_sent_again(client: PageClient, world: World, admin: Person) -> None:
    def stick() -> OutboxMail:
        mail = outbox.put("invitation", f"account:{admin.id}", language="de")
        mail.state, mail.gave_up_on, mail.last_error, mail.tries = MailState.GAVE_UP, clock.today(), "refused", 12
        return mail

    mail = world.do(stick)
    page = client.get("/staff/mail")
    assert "refused" in page.text
    assert admin.email not in page.text
    page = press(client, page, "/again")
    assert "No mail is stuck" in page.text
    assert world.read(lambda: db.session.get(OutboxMail, mail.id)).state is MailState.WAITING
    token = dict(client.get("/staff/account").form("name").values)["csrf_token"]
    client.post(f"/staff/mail/{mail.id}/again", {"csrf_token": token}, 409)
