"""Assignments: inboxes, taking on, handing back, routing anew, deadlines, and who may see what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.contributions import actions as contribution_actions
from app.contributions import queries as contribution_queries
from app.core import clock
from app.core.errors import Conflict, Invalid, Missing, NotPossibleNow
from app.core.history import RESIDENT
from app.core.outbox import OutboxMail
from app.extensions import db
from app.moderation import actions as moderation
from app.networks import queries as network_queries
from app.permissions import Role
from app.routing import actions, queries
from app.routing.rules import Lateness
from tests.support.build import World
from tests.support.cases import acting, decide, look, moderator, release, send
from tests.support.staff import Person, hire

START = datetime(2027, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def person(world: World) -> Person:
    return moderator(world)


@pytest.fixture
def manager(world: World) -> Person:
    return hire(world, Role.NETWORK_MANAGER, network="hf-4")


@pytest.fixture
def reference(world: World, person: Person) -> str:
    sent = send(world)
    release(world, sent, person, fields=[4, 7])
    return sent


def network(key: str) -> Any:
    return network_queries.by_key(key)


def on(world: World, reference: str, key: str, act: Callable[..., Any], **more: Any) -> None:
    """One act of a network on its assignment."""
    world.do(lambda: act(queries.get_for([network(key).id], reference), **more))


def back(world: World, reference: str, manager: Person, **more: Any) -> None:
    facts = {"reason": "Das Haus gehört der Stadt.", "better_place": "Gebäudewirtschaft", **more}
    on(world, reference, "hf-4", actions.hand_back, actor=acting(manager, Role.NETWORK_MANAGER), **facts)


def mails(world: World, kind: str) -> list[OutboxMail]:
    return world.read(lambda: list(db.session.execute(sa.select(OutboxMail).filter_by(kind=kind)).scalars()))


def with_networks(world: World, reference: str) -> dict[str, bool]:
    return look(world, reference, lambda case: {row.network.key: row.is_lead for row in queries.open_of(case)})


def test_networks_see_their_own_cases_alone(world: World, reference: str) -> None:
    ids = world.read(lambda: {key: network(key).id for key in ("hf-3", "hf-4", "hf-7")})
    assert world.read(lambda: queries.get_for([ids["hf-4"]], reference).is_lead)
    assert not world.read(lambda: queries.get_for([ids["hf-7"]], reference).is_lead)
    for wrong in ([ids["hf-3"]], []):
        with pytest.raises(Missing):
            world.read(queries.get_for, wrong, reference)
    assert world.read(lambda: len(queries.inbox([ids["hf-4"]]).new)) == 1
    assert world.read(lambda: queries.inbox([ids["hf-3"]]).new) == []


def test_taking_on(world: World, reference: str, manager: Person) -> None:
    actor = acting(manager, Role.NETWORK_MANAGER)
    on(world, reference, "hf-4", actions.acknowledge, actor=actor)
    on(world, reference, "hf-4", actions.acknowledge, actor=actor)
    rows = look(world, reference, queries.open_of)
    assert rows[0].acknowledged_by_id == manager.id
    inbox = world.read(lambda: queries.inbox([network("hf-4").id]))
    assert (len(inbox.new), len(inbox.in_work)) == (0, 1)


def test_handing_back_names_a_better_place(world: World, reference: str, manager: Person, person: Person) -> None:
    for wrong in (
        {"reason": " "},
        {"better_place": " "},
        {"better_place": "x" * 301},
        {"reason": "x" * 1001},
        {"better_network": world.read(network, "hf-4")},
    ):
        with pytest.raises(Invalid):
            back(world, reference, manager, **wrong)
    back(world, reference, manager)
    assert [row.better_place for row in world.read(queries.handed_back)] == ["Gebäudewirtschaft"]
    assert world.read(queries.count_handed_back) == 1
    # Nobody else is responsible yet, so it stays with the network until it is routed anew.
    assert with_networks(world, reference) == {"hf-4": True, "hf-7": False}
    assert [mail.recipient for mail in mails(world, "handed_back")] == [f"account:{person.id}"]
    with pytest.raises(NotPossibleNow):
        back(world, reference, manager)
    with pytest.raises(NotPossibleNow):
        on(world, reference, "hf-4", actions.acknowledge, actor=acting(manager, Role.NETWORK_MANAGER))


def route(world: World, reference: str, keys: list[str], lead: str, person: Person, note: str = "Passt besser") -> None:
    world.do(
        lambda: actions.reassign(
            contribution_queries.get(reference),
            [network(key) for key in keys],
            network(lead),
            actor=acting(person),
            note=note,
        )
    )


def test_routing_anew(world: World, reference: str, manager: Person, person: Person) -> None:
    back(world, reference, manager, better_network=world.read(network, "hf-3"))
    other = hire(world, Role.NETWORK_MANAGER, network="hf-3", email="three@staff.example")
    route(world, reference, ["hf-3", "hf-7"], "hf-3", person)
    assert with_networks(world, reference) == {"hf-3": True, "hf-7": False}
    assert world.read(queries.handed_back) == []
    assert f"account:{other.id}" in {mail.recipient for mail in mails(world, "assignment")}
    with pytest.raises(Missing):
        world.read(lambda: queries.get_for([network("hf-4").id], reference))
    # The lead changes hands between two networks that both have the case.
    route(world, reference, ["hf-3", "hf-7"], "hf-7", person)
    assert with_networks(world, reference) == {"hf-3": False, "hf-7": True}


def test_the_same_network_can_get_it_again(world: World, reference: str, manager: Person, person: Person) -> None:
    back(world, reference, manager)
    route(world, reference, ["hf-4"], "hf-4", person, note="Doch, bitte.")
    rows = look(world, reference, queries.open_of)
    assert [(row.network.key, row.handed_back_at) for row in rows] == [("hf-4", None)]


def test_routing_needs_a_note_a_lead_and_a_released_case(world: World, reference: str, person: Person) -> None:
    with pytest.raises(Invalid):
        route(world, reference, ["hf-3"], "hf-3", person, note=" ")
    with pytest.raises(Invalid):
        route(world, reference, ["hf-3"], "hf-4", person)
    with pytest.raises(NotPossibleNow):
        route(world, send(world), ["hf-3"], "hf-3", person)


def test_lateness_follows_the_dates(world: World, person: Person, manager: Person) -> None:
    with clock.at(START):
        reference = send(world)
        release(world, reference, person)
    row = look(world, reference, queries.lead_of)
    assert (row.acknowledge_due_on, row.answer_due_on) == (date(2027, 3, 15), date(2027, 5, 24))
    assert world.read(queries.lateness_of, row, date(2027, 3, 2)) is None
    assert world.read(queries.overdue, date(2027, 3, 15)) == []
    assert len(world.read(queries.overdue, date(2027, 3, 16))) == 1
    with clock.at(START + timedelta(days=20)):
        on(world, reference, "hf-4", actions.acknowledge, actor=acting(manager, Role.NETWORK_MANAGER))
    row = look(world, reference, queries.lead_of)
    assert world.read(queries.overdue, date(2027, 3, 25)) == []
    assert world.read(queries.lateness_of, row, date(2027, 5, 20)) is Lateness.DUE_SOON
    assert world.read(queries.lateness_of, row, date(2027, 8, 1)) is Lateness.VERY_OVERDUE


def test_a_network_without_reachable_people_is_visible(world: World, manager: Person) -> None:
    lonely = {row.key for row in world.read(queries.networks_without_manager, clock.today())}
    assert "hf-4" not in lonely
    assert "hf-3" in lonely


def test_the_heir_of_a_withdrawn_case_takes_over_its_places(world: World, reference: str, person: Person) -> None:
    twin = send(world, "Kein Licht im Flur")
    release(world, twin, person, public=False)

    def merge(case: Any, **more: Any) -> Any:
        return moderation.merge(case, main=contribution_queries.get(reference), **more)

    decide(world, twin, merge, actor=acting(person))

    def withdraw() -> None:
        old = contribution_queries.get(reference)
        heir = contribution_actions.withdraw(old, actor=RESIDENT)
        assert heir is not None
        actions.pass_on(old, heir, actor=RESIDENT)

    world.do(withdraw)
    assert with_networks(world, reference) == {}
    assert with_networks(world, twin) == {"hf-4": True, "hf-7": False}


def test_two_people_do_not_route_over_each_other(world: World, reference: str, person: Person) -> None:
    seen = world.read(lambda: queries.mark(queries.open_of(contribution_queries.get(reference))))

    def route(key: str) -> None:
        network = network_queries.by_key(key)
        contribution = contribution_queries.get(reference)
        actions.reassign(contribution, [network], network, actor=acting(person), note="Passt besser", seen=seen)

    world.do(route, "hf-7")
    with pytest.raises(Conflict):
        world.do(route, "hf-2")
    assert with_networks(world, reference) == {"hf-7": True}


def test_a_mail_about_a_case_that_has_left_again_does_not_leave(
    world: World, reference: str, manager: Person, person: Person
) -> None:
    again = send(world)
    release(world, again, person)
    assert len(mails(world, "assignment")) == 1
    decide(world, again, moderation.take_back, actor=acting(person), statement="Ein Name steht darin.")
    assert mails(world, "assignment") == []
    release(world, again, person)
    assert len(world.post_round()) == 1
    decide(world, again, moderation.take_back, actor=acting(person), statement="Noch einer.")
    assert len(mails(world, "assignment")) == 1
