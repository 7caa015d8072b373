"""The steering group: how a case gets there, what it can do, and how the case leaves it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.contributions import queries as contribution_queries
from app.core import clock, history
from app.core.errors import Conflict, Invalid, NotPossibleNow
from app.core.outbox import OutboxMail
from app.extensions import db
from app.networks import queries as networks
from app.permissions import Role
from app.routing import actions, queries
from app.routing.rules import ExtensionReason, Pile, RouteReason
from tests.support.build import World
from tests.support.cases import acting, look, moderator, release, send
from tests.support.staff import Person, hire

START = datetime(2027, 3, 1, 9, tzinfo=UTC)
TAKE_ON, ANSWER = date(2027, 3, 15), date(2027, 5, 24)


@pytest.fixture
def person(world: World) -> Person:
    return moderator(world)


@pytest.fixture
def manager(world: World) -> Person:
    return hire(world, Role.NETWORK_MANAGER, network="hf-4")


@pytest.fixture
def steering(world: World) -> Person:
    return hire(world, Role.STEERING_MEMBER)


@pytest.fixture
def reference(world: World, person: Person) -> str:
    with clock.at(START):
        sent = send(world, contact="jemand@example.org")
        release(world, sent, person, fields=[4, 7])
    return sent


def on(day: date) -> Any:
    return clock.at(datetime(day.year, day.month, day.day, 8, tzinfo=UTC))


def do(world: World, reference: str, act: Callable[..., Any], **more: Any) -> Any:
    return world.do(lambda: act(contribution_queries.get(reference), **more) and None)


def extend(world: World, reference: str, steering: Person, until: date | None, **more: Any) -> None:
    facts = {"reason": ExtensionReason.MEETS_LATER, **more}
    do(world, reference, actions.extend, until=until, actor=acting(steering, Role.STEERING_MEMBER), **facts)


def route(world: World, reference: str, person: Person, lead: str, *others: str, **more: Any) -> None:
    def work() -> None:
        places = [networks.by_key(key) for key in (lead, *others)]
        contribution = contribution_queries.get(reference)
        actions.reassign(contribution, places, places[0], actor=acting(person), note="Passt besser", **more)

    world.do(work)


def lead(world: World, reference: str) -> Any:
    return look(world, reference, queries.lead_of)


def verbs(world: World, reference: str) -> list[str]:
    return look(world, reference, lambda case: [entry.verb for entry in history.of(case)])


def mails(world: World, kind: str) -> list[OutboxMail]:
    return world.read(lambda: list(db.session.execute(sa.select(OutboxMail).filter_by(kind=kind)).scalars()))


def test_what_is_very_late_goes_there_by_itself_and_once(world: World, reference: str, steering: Person) -> None:
    last_day = TAKE_ON + timedelta(days=7)
    assert world.do(actions.escalate_due, last_day) == 0
    assert world.do(actions.escalate_due, last_day + timedelta(days=1)) == 1
    assert world.do(actions.escalate_due, last_day + timedelta(days=2)) == 0
    row = lead(world, reference)
    assert row.is_escalated
    assert row.escalation_note is None
    (mail,) = mails(world, "escalated")
    assert (mail.recipient, mail.facts["references"]) == (f"account:{steering.id}", [reference])


def test_a_case_that_was_handed_back_and_left_lying_goes_there(
    world: World, reference: str, manager: Person, steering: Person
) -> None:
    with on(TAKE_ON):
        world.do(
            lambda: actions.hand_back(
                queries.get_for([networks.by_key("hf-4").id], reference),
                actor=acting(manager, Role.NETWORK_MANAGER),
                reason="Nicht unser Haus",
                better_place="Gebäudewirtschaft",
            )
        )
    assert world.do(actions.escalate_due, TAKE_ON + timedelta(days=7)) == 0
    assert world.do(actions.escalate_due, TAKE_ON + timedelta(days=8)) == 1
    assert lead(world, reference).is_escalated


def test_a_commissioner_brings_a_case_there_and_says_why(world: World, reference: str, person: Person) -> None:
    with pytest.raises(Invalid):
        do(world, reference, actions.escalate, actor=acting(person), note=" ")
    do(world, reference, actions.escalate, actor=acting(person), note="Zwei Netzwerke sind uneinig.")
    assert lead(world, reference).escalation_note == "Zwei Netzwerke sind uneinig."
    with pytest.raises(NotPossibleNow):
        do(world, reference, actions.escalate, actor=acting(person), note="Noch einmal")
    with pytest.raises(NotPossibleNow):
        do(world, send(world), actions.escalate, actor=acting(person), note="Ungelesen")


def test_more_time_moves_the_date_tells_the_author_and_ends_the_escalation(
    world: World, reference: str, steering: Person, person: Person
) -> None:
    late = ANSWER + timedelta(days=10)
    with on(late):
        world.do(actions.escalate_due, late)
        extend(world, reference, steering, late + timedelta(days=30), note="Sitzung im Juli")
        row = lead(world, reference)
        assert row.answer_due_on == late + timedelta(days=30)
        assert row.due_on > late
        assert not row.is_escalated
        assert world.do(actions.escalate_due, late + timedelta(days=1)) == 0
    way = look(world, reference, lambda case: queries.way(queries.all_of(case)))
    assert [step.kind for step in way][-2:] == ["escalated", "extended"]
    assert (way[-1].until, way[-1].extension) == (late + timedelta(days=30), ExtensionReason.MEETS_LATER)
    entries = look(world, reference, queries.staff_way)
    assert next(one.facts["note"] for one in entries if one.verb == "extend") == "Sitzung im Juli"
    assert verbs(world, reference)[-1] == "end_escalation"


def test_more_time_has_limits(world: World, reference: str, steering: Person) -> None:
    with on(TAKE_ON):
        for wrong in (
            {"until": None},
            {"until": ANSWER},
            {"until": TAKE_ON + timedelta(days=184)},
            {"until": ANSWER + timedelta(days=1), "reason": None},
            {"until": ANSWER + timedelta(days=1), "note": "x" * 1001},
        ):
            with pytest.raises(Invalid):
                extend(world, reference, steering, **wrong)
        assert lead(world, reference).answer_due_on == ANSWER
        for days in (1, 2):
            extend(world, reference, steering, ANSWER + timedelta(days=days))
        with pytest.raises(NotPossibleNow):
            extend(world, reference, steering, ANSWER + timedelta(days=3))
    assert lead(world, reference).answer_due_on == ANSWER + timedelta(days=2)


def test_two_members_do_not_extend_over_each_other(world: World, reference: str, steering: Person) -> None:
    seen = look(world, reference, lambda case: queries.mark(queries.open_of(case)))
    with on(TAKE_ON):
        extend(world, reference, steering, ANSWER + timedelta(days=1), seen=seen)
        with pytest.raises(Conflict):
            extend(world, reference, steering, ANSWER + timedelta(days=9), seen=seen)


def test_another_network_gets_its_own_time_and_the_escalation_is_over(
    world: World, reference: str, person: Person, steering: Person
) -> None:
    late = ANSWER + timedelta(days=10)
    with on(late):
        world.do(actions.escalate_due, late)
        # Network 7 had the case already as one that is also concerned: its old date has passed, too.
        route(world, reference, person, "hf-7", "hf-4", because=RouteReason.TOO_LONG)
        row = lead(world, reference)
        assert (row.network.key, row.answer_due_on) == ("hf-7", late + timedelta(days=84))
        assert not row.is_escalated
        assert not any(one.is_escalated for one in look(world, reference, queries.open_of))
    way = look(world, reference, lambda case: queries.way(queries.all_of(case)))
    assert [(step.kind, step.places, step.because) for step in way if step.kind in {"went_to", "also"}] == [
        ("went_to", ["Netzwerk HF 4"], RouteReason.FIELD),
        ("also", ["Netzwerk HF 7"], None),
        ("went_to", ["Netzwerk HF 7"], RouteReason.TOO_LONG),
    ]


def test_dates_that_were_promised_do_not_move_by_themselves(world: World, reference: str, person: Person) -> None:
    before = lead(world, reference).answer_due_on
    with on(TAKE_ON):
        route(world, reference, person, "hf-4", "hf-2")
    assert lead(world, reference).answer_due_on == before == ANSWER


def test_the_board_counts_what_networks_owe(world: World, reference: str, person: Person, manager: Person) -> None:
    with on(TAKE_ON):
        other = send(world, "Kein Licht im Flur")
        release(world, other, person)
    day = TAKE_ON + timedelta(days=8)
    world.do(actions.escalate_due, day)
    found = world.read(queries.board, day, Pile.OPEN)
    row = next(one for one in found.rows if one.network.key == "hf-4")
    assert row.reachable
    assert {pile.name: count for pile, count in row.counts.items() if count} == {
        "OPEN": 2,
        "VERY_OVERDUE": 1,
        "ESCALATED": 1,
        "DUE_SOON": 1,
    }
    assert [case.contribution.reference for case in found.cases] == [reference, other]
    # The network that is only concerned owes nothing.
    assert not any(sum(one.counts.values()) for one in found.rows if one.network.key == "hf-7")
    assert {one.key for one in found.without_manager} == {f"hf-{number}" for number in range(1, 9)} - {"hf-4"}
