"""Four months with an injected clock: whatever networks do, no late case is without the steering group."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.outbox import OutboxMail
from app.extensions import db
from app.networks import queries as networks
from app.permissions import Role
from app.routing import actions, queries
from app.routing.models import Assignment
from app.routing.rules import ExtensionReason, Lateness
from tests.support.build import World
from tests.support.cases import acting, moderator, release, send
from tests.support.staff import Person, hire

START = datetime(2027, 1, 4, 8, tzinfo=UTC)
DAYS, CASES = 120, 14


def live_a_day(world: World, dice: random.Random, people: dict[str, Person]) -> None:
    """The worker's morning, then whatever people happen to do."""
    today = clock.today()

    def morning() -> None:
        actions.escalate_due(today)
        actions.remind(today)

    def work() -> None:
        manager = acting(people["hf-4"], Role.NETWORK_MANAGER)
        for row in queries.leading(handed_back=True):
            luck = dice.random()
            if row.handed_back_at is None and row.network.key == "hf-4" and luck < 0.01:
                actions.hand_back(row, actor=manager, reason="Nicht hier", better_network=networks.by_key("hf-7"))
            elif row.handed_back_at is None and row.acknowledged_at is None and luck < 0.03:
                actions.acknowledge(row, actor=manager)
            elif row.is_escalated and len(row.extensions) < 2 and row.handed_back_at is None and luck < 0.05:
                until = max(today, row.answer_due_on) + timedelta(days=10)
                steering = acting(people["steering"], Role.STEERING_MEMBER)
                actions.extend(row.contribution, until, ExtensionReason.ASKS_OTHERS, actor=steering)

    world.do(morning)
    world.do(work)
    check(world)


def check(world: World) -> None:
    """No case is very late without being with the steering group, and none has lost its network."""
    today = clock.today()

    def look() -> None:
        rows = queries.leading(handed_back=True)
        assert len(rows) == CASES
        for row in rows:
            late = queries.lateness_of(row, today) is Lateness.VERY_OVERDUE and row.handed_back_at is None
            assert row.is_escalated or not late, row.due_on
            assert row.is_escalated or not queries.must_escalate(row, today)

    world.read(look)


def test_no_case_is_forgotten_whatever_networks_do(world: World) -> None:
    dice = random.Random(4)
    with clock.at(START):
        people = {
            "hf-4": hire(world, Role.NETWORK_MANAGER, network="hf-4"),
            "steering": hire(world, Role.STEERING_MEMBER),
            "moderator": moderator(world),
        }
        for number in range(CASES):
            release(world, send(world, f"Licht im Flur {number}, bitte bald."), people["moderator"])
    for day in range(1, DAYS):
        with clock.at(START + timedelta(days=day)):
            live_a_day(world, dice, people)
    rows = world.read(lambda: list(db.session.execute(sa.select(Assignment)).scalars()))
    assert sum(row.escalated_at is not None for row in rows) > CASES / 2
    assert any(row.extensions for row in rows)
    # Each date is told at most three times to each person.
    told: dict[tuple[str, str, str], int] = {}
    for mail in world.read(
        lambda: list(db.session.execute(sa.select(OutboxMail).filter_by(kind="reminder")).scalars())
    ):
        for case in mail.facts["cases"]:
            key = (mail.recipient, case["reference"], case["due_on"])
            told[key] = told.get(key, 0) + 1
    assert told
    assert max(told.values()) <= 3
