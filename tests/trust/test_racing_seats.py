"""Many reach for the last seat at the same moment: exactly one gets it, and nobody's words are lost."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask

from app.dialogforum.models.seats import Seat
from app.dialogforum.queries import seats as queries
from app.extensions import db
from app.rounds import queries as rounds
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.page import Page
from tests.support.racing import at_once
from tests.support.seats import a_round, check, number_on, opened, state_on, take

RIVALS = 4


def pressed(page: Page) -> tuple[str, dict[str, list[str]]]:
    target, data = page.form("send").pressed("send")
    found: dict[str, list[str]] = {}
    for name, value in data:
        found.setdefault(name, []).append(value)
    return target, found


def states(world: World) -> list[str]:
    return world.read(lambda: sorted(row.state.value for row in db.session.execute(sa.select(Seat)).scalars()))


def free(world: World, year: int) -> int:
    def read() -> int:
        current = rounds.of_year(year)
        assert current is not None
        plan = queries.plan_of(current)
        assert plan is not None
        return queries.free(plan, queries.in_line(current)).seats

    return world.read(read)


def test_of_many_for_the_last_seat_one_gets_it(app: Flask, world: World) -> None:
    year = a_round(world, seats=1)
    clients = [PageClient(app) for _one in range(RIVALS)]
    answers = at_once(clients, [pressed(check(client, year)) for client in clients])
    assert {answer.status_code for answer in answers} == {200}
    shown = sorted(state_on(Page(answer.get_data(as_text=True), "")) for answer in answers)
    assert shown == states(world) == ["placed", *["waiting"] * (RIVALS - 1)]
    assert free(world, year) == 0


def test_of_many_who_wait_one_moves_up_when_two_cancel_at_once(app: Flask, world: World) -> None:
    year = a_round(world, seats=2)
    first, second, waiting, other = [PageClient(app) for _one in range(RIVALS)]
    numbers = [number_on(take(client, year)) for client in (first, second, waiting, other)]
    forms = [
        opened(client, year, number).form(action="/cancel")
        for client, number in zip((first, second), numbers, strict=False)
    ]
    answers = at_once([first, second], [(form.action, dict(form.values)) for form in forms])
    assert {answer.status_code for answer in answers} == {200}
    assert states(world) == ["placed", "placed"]
    assert free(world, year) == 0


def test_the_same_form_at_the_same_moment_is_one_registration(app: Flask, world: World) -> None:
    year = a_round(world)
    clients = [PageClient(app) for _one in range(3)]
    sending = pressed(check(clients[0], year))
    answers = at_once(clients, [sending] * 3)
    assert {answer.status_code for answer in answers} == {200}
    assert len({number_on(Page(answer.get_data(as_text=True), "")) for answer in answers}) == 1
    assert states(world) == ["placed"]


def test_a_change_and_a_cancelling_of_the_same_seat(app: Flask, world: World) -> None:
    year = a_round(world)
    one, two = PageClient(app), PageClient(app)
    number = number_on(take(one, year, people="2"))
    change = opened(one, year, number).form("people").fill(people="3")
    away = opened(two, year, number).form(action="/cancel")
    answers = at_once([one, two], [(form.action, dict(form.values)) for form in (change, away)])
    assert answers[1].status_code == 200
    assert answers[0].status_code in {200, 404, 422}
    assert states(world) == []
    assert free(world, year) == 4
