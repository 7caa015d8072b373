"""Nobody of the administration gives herself a role alone where there are two; the last one cannot be removed."""

from __future__ import annotations

import pytest
from flask import Flask

from app.accounts import actions, queries
from app.core import clock
from app.core.errors import NotPossibleNow
from app.core.history import SYSTEM, Actor, ActorKind
from app.permissions import Role
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.page import Page
from tests.support.staff import Person, hire, sign_in


@pytest.fixture
def admin(client: PageClient, world: World) -> Person:
    """Somebody of the administration, signed in."""
    made = hire(world, Role.ADMIN)
    sign_in(client, made)
    return made


@pytest.fixture
def second(app: Flask, world: World) -> tuple[PageClient, Person]:
    """Another administrator, signed in elsewhere."""
    made, browser = hire(world, Role.ADMIN, email="second@staff.example"), PageClient(app)
    sign_in(browser, made)
    return browser, made


def roles_of(world: World, person: Person) -> frozenset[Role]:
    return world.read(lambda: queries.get(person.id).roles_on(clock.today()))


def verbs_of(world: World, person: Person) -> list[str]:
    return [act.verb.value for act in world.read(lambda: queries.history_of(queries.get(person.id)))]


def ask(client: PageClient, person: Person) -> Page:
    """The own page with the button for a further role pressed."""
    return client.submit(client.get(f"/staff/people/{person.id}").form("role").fill(role="moderator"))


def acting(person: Person) -> Actor:
    return Actor(ActorKind.STAFF, person.id, Role.ADMIN.value)


def test_a_role_for_oneself_waits_for_a_second_administrator(
    client: PageClient, world: World, admin: Person, second: tuple[PageClient, Person]
) -> None:
    page = ask(client, admin)
    assert "Another administrator must confirm this role." in page.text
    assert roles_of(world, admin) == {Role.ADMIN}
    assert world.read(queries.with_role, Role.MODERATOR, clock.today()) == []
    assert not page.all("form[action$='/confirm']"), "nobody confirms the own wish"
    browser, _person = second
    assert "A role waits for your confirmation" in browser.get("/staff/people/").text
    page = browser.get(f"/staff/people/{admin.id}")
    browser.submit(page.form(action="/confirm"))
    assert roles_of(world, admin) == {Role.ADMIN, Role.MODERATOR}
    assert {"ask_role", "confirm_role"} <= set(verbs_of(world, admin))
    assert client.raw("GET", "/staff/").status_code == 302, "the new role begins with a new sign-in"


def test_the_own_wish_is_not_confirmed_by_hand(
    client: PageClient, world: World, admin: Person, second: tuple[PageClient, Person]
) -> None:
    page = ask(client, admin)
    grant = next(one.id for one in world.read(lambda: queries.get(admin.id).grants) if one.waits)
    token = dict(page.form("role").values)["csrf_token"]
    client.post(f"/staff/people/{admin.id}/roles/{grant}/confirm", {"csrf_token": token}, 409)
    client.post(f"/staff/people/{admin.id}/roles/{grant}/end", {"csrf_token": token}, 404)
    client.get(f"/staff/people/{admin.id}/roles/{grant}", status=404)
    assert roles_of(world, admin) == {Role.ADMIN}
    page = client.submit(client.get(f"/staff/people/{admin.id}").form(action="/refuse"))
    assert "The role is not given." in page.text
    assert not any(one.waits for one in world.read(lambda: queries.get(admin.id).grants))


def test_a_single_administrator_gives_herself_a_role_and_it_is_written_down(
    client: PageClient, world: World, admin: Person
) -> None:
    ask(client, admin)
    assert roles_of(world, admin) == {Role.ADMIN, Role.MODERATOR}
    assert "grant_role" in verbs_of(world, admin)


def test_somebody_who_never_signed_in_does_not_count_as_a_second(
    client: PageClient, world: World, admin: Person
) -> None:
    world.do(lambda: actions.invite("x@staff.example", "X", [Role.ADMIN], actor=SYSTEM, by_mail=False))
    ask(client, admin)
    assert Role.MODERATOR in roles_of(world, admin)


def test_a_longer_term_for_oneself_is_somebody_elses_to_give(
    client: PageClient, world: World, second: tuple[PageClient, Person]
) -> None:
    boss = hire(world, Role.ADMIN)

    def give() -> int:
        account = queries.get(boss.id)
        return actions.grant_role(account, Role.MODERATOR, actor=SYSTEM, valid_until=clock.today()).id

    grant = world.do(give)
    sign_in(client, boss)
    page = client.get(f"/staff/people/{boss.id}/roles/{grant}")
    page = client.submit(page.form("valid_until").fill(valid_until="2099-12-31"), 409)
    assert "cannot lengthen your own role" in page.text


def test_the_last_administrator_stays(world: World) -> None:
    boss, other = hire(world, Role.ADMIN), hire(world, Role.ADMIN, email="other@staff.example")
    world.do(lambda: actions.disable(queries.get(other.id), actor=acting(boss)))
    grant = world.read(lambda: queries.get(boss.id).grants[0].id)
    for act in (
        lambda: actions.disable(queries.get(boss.id), actor=acting(other)),
        lambda: actions.leave(queries.get(boss.id), actor=acting(other)),
        lambda: actions.end_role(queries.get(boss.id), grant, actor=acting(other)),
    ):
        with pytest.raises(NotPossibleNow, match="last_admin"):
            world.do(act)
    assert roles_of(world, boss) == {Role.ADMIN}


def test_who_leaves_keeps_a_place_in_the_history(world: World) -> None:
    boss, person = hire(world, Role.ADMIN), hire(world, Role.MODERATOR, Role.TRANSLATOR)
    world.do(lambda: actions.leave(queries.get(person.id), actor=acting(boss)))
    assert roles_of(world, person) == frozenset()
    assert verbs_of(world, person)[:2] == ["end_sessions", "leave"]
    world.do(lambda: actions.enable(queries.get(person.id), actor=acting(boss)))
    assert roles_of(world, person) == frozenset(), "who comes back gets roles anew"
