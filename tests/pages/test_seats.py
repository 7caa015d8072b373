"""Coming to the Dialogforum: register without an account, wait in a fair line, look, change, cancel by number."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.languages import locales
from app.core.outbox import OutboxMail
from app.dialogforum.models.seats import Seat, SeatContact, SeatNeeds
from app.dialogforum.queries import seats as queries
from app.dialogforum.rules.seats import Ask, Need, Opening, faults, opening
from app.extensions import db
from app.rounds import queries as rounds
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.seats import (
    a_round,
    cancel,
    capacity,
    care_on,
    check,
    number_on,
    opened,
    state_on,
    take,
)

NEEDS = {
    "people": "2",
    "children": "2",
    "care_small": "1",
    "interpreting": "uk",
    "other_language": "Tigrinya",
    "needs": ["wheelchair", "sign_language"],
    "note": "Wir kommen mit dem Bus.",
    "name": "Familie Sonne",
    "consent": "y",
}


@pytest.fixture
def year(world: World) -> int:
    return a_round(world)


def count(world: World, model: type) -> int:
    return world.read(lambda: db.session.execute(sa.select(sa.func.count()).select_from(model)).scalar_one())


@pytest.mark.parametrize(
    ("ask", "consent", "wrong"),
    [
        (Ask(1), False, set()),
        (Ask(0), False, {"people"}),
        (Ask(6), False, {"people"}),
        (Ask(1, needs=(Need.WHEELCHAIR,)), False, {"consent"}),
        (Ask(1, needs=(Need.WHEELCHAIR,)), True, set()),
        (Ask(1, note="n" * 301), True, {"note"}),
        (Ask(1, name="Sonne"), False, set()),
    ],
)
def test_only_the_number_of_people_is_asked_and_needs_want_consent(ask: Ask, consent: bool, wrong: set[str]) -> None:
    assert set(faults(ask, consent=consent)) == wrong


def test_registration_opens_with_a_day_and_seats() -> None:
    day = clock.today()
    assert opening(None, 10, False, day) is Opening.NOT_YET
    assert opening(day, None, False, day) is Opening.NOT_YET
    assert opening(day, 10, False, day) is Opening.OPEN
    assert opening(day, 10, False, day + timedelta(days=1)) is Opening.OVER
    assert opening(day, 10, True, day) is Opening.CALLED_OFF


def test_one_person_registers_and_nothing_else_is_stored(client: PageClient, world: World, year: int) -> None:
    page = client.get(f"/de/dialogforum/{year}/seat")
    assert not page.all("input[checked]")
    assert not client.cookies()
    sent = take(client, year)
    assert state_on(sent) == "placed"
    assert len(number_on(sent)) == 16
    assert (count(world, Seat), count(world, SeatNeeds), count(world, SeatContact), count(world, OutboxMail)) == (
        1,
        0,
        0,
        0,
    )
    assert f"/dialogforum/{year}/seat" in client.get("/de/dialogforum/").html


def test_needs_are_kept_sealed_and_come_back_by_number(client: PageClient, world: World, year: int) -> None:
    asked = check(client, year, **NEEDS)
    assert "Familie Sonne" in asked.text
    sent = client.press(asked.form("send"), "send")
    assert (state_on(sent), care_on(sent)) == ("placed", "placed")
    rows = world.read(lambda: repr([row.sealed for row in db.session.execute(sa.select(SeatNeeds)).scalars()]))
    assert not [
        word for word in ("Sonne", "wheelchair", "Bus", "Tigrinya", "uk") if f'"{word}' in rows or "Sonne" in rows
    ]
    mine = opened(client, year, number_on(sent))
    form = dict(mine.form("people").values)
    assert (form["people"], form["interpreting"], form["name"]) == ("2", "uk", "Familie Sonne")
    assert "Wir kommen mit dem Bus." in mine.text


def test_errors_keep_every_word_and_say_what_is_wrong(client: PageClient, year: int) -> None:
    page = check(client, year, status=422, **{**NEEDS, "consent": None, "people": "", "care_big": "4"})
    assert page.one(".error-summary")
    values = dict(page.form("people").values)
    assert (values["note"], values["name"], values["interpreting"]) == (NEEDS["note"], NEEDS["name"], "uk")
    assert page.one("#people-error")
    assert page.one("#children-error")
    assert page.one("#consent-error")
    check(client, year, status=422, contact="nobody@")


def test_back_and_another_language_lose_nothing(client: PageClient, year: int) -> None:
    asked = check(client, year, **NEEDS)
    back = client.press(asked.form("send"), "back")
    assert dict(back.form("people").values)["note"] == NEEDS["note"]
    arabic = client.press(asked.form("send"), "switch_language", "ar")
    assert arabic.one("html").attrs["dir"] == "rtl"
    sent = client.press(arabic.form("send"), "send")
    again = client.press(sent.form("sent"), "switch_language", "tr")
    assert number_on(again) == number_on(sent)


@pytest.mark.parametrize("lang", [one.tag for one in locales.OFFERED])
def test_every_language_has_every_page(client: PageClient, year: int, lang: str) -> None:
    sent = take(client, year, lang)
    assert state_on(opened(client, year, number_on(sent), lang)) == "placed"


def test_the_same_form_twice_is_one_registration(client: PageClient, world: World, year: int) -> None:
    form = check(client, year).form("send")
    first = client.press(form, "send")
    assert number_on(client.press(form, "send")) == number_on(first)
    assert count(world, Seat) == 1


def test_whoever_comes_too_late_waits_and_moves_up_at_once(client: PageClient, world: World, year: int) -> None:
    first = number_on(take(client, year, people="3"))
    waiting = take(client, year, people="2")
    assert state_on(waiting) == "waiting"
    # One seat is free: a single person takes it, whoever waits for two could not.
    single = take(client, year)
    assert state_on(single) == "placed"
    assert "cancelled" in cancel(client, year, first).one("[data-opening]").attrs["data-opening"]
    assert state_on(opened(client, year, number_on(waiting))) == "placed"
    opened(client, year, first, status=422)
    assert count(world, Seat) == 2


def test_an_earlier_day_comes_first_and_within_a_day_chance_decides(
    client: PageClient, world: World, year: int
) -> None:
    take(client, year, people="4")
    late = [number_on(take(client, year)) for _turn in range(3)]
    early = number_on(take(client, year))

    def yesterday() -> None:
        current = rounds.of_year(year)
        assert current is not None
        found = queries.by_code(early, current)
        assert found is not None
        found.day -= timedelta(days=1)

    world.do(yesterday)
    capacity(world, year, 5)
    assert state_on(opened(client, year, early)) == "placed"
    capacity(world, year, 6)
    states = [state_on(opened(client, year, number)) for number in late]
    assert sorted(states) == ["placed", "waiting", "waiting"]


def test_fewer_seats_take_nobodys_seat_away(client: PageClient, world: World, year: int) -> None:
    first = number_on(take(client, year, people="4"))
    capacity(world, year, 2)
    assert state_on(opened(client, year, first)) == "placed"
    assert state_on(take(client, year)) == "waiting"


def test_children_may_wait_for_a_place_while_their_parents_have_seats(client: PageClient, year: int) -> None:
    first = take(client, year, children="2", care_middle="2", consent="y")
    second = take(client, year, children="1", care_big="1", consent="y")
    assert (care_on(first), care_on(second), state_on(second)) == ("placed", "waiting", "placed")
    cancel(client, year, number_on(first))
    assert care_on(opened(client, year, number_on(second))) == "placed"


def test_a_change_keeps_the_seat_and_gives_more_only_if_they_are_free(
    client: PageClient, world: World, year: int
) -> None:
    number = number_on(take(client, year, people="2"))
    take(client, year)
    page = opened(client, year, number)
    more = client.submit(page.form("people").fill(people="5", note="Ein Wort", consent="y"), 422)
    assert dict(more.form("people").values)["note"] == "Ein Wort"
    assert more.one("#people-error")
    done = client.submit(more.form("people").fill(people="3"))
    assert state_on(done) == "placed"
    assert state_on(take(client, year)) == "waiting"
    client.submit(done.form("people").fill(people="1", note=None, consent=None))
    assert count(world, SeatNeeds) == 0
    # What was given back is given on.
    states = world.read(lambda: sorted(row.state.value for row in db.session.execute(sa.select(Seat)).scalars()))
    assert states == ["placed", "placed", "placed"]


def test_typed_changes_survive_another_language(client: PageClient, year: int) -> None:
    page = opened(client, year, number_on(take(client, year)))
    arabic = client.press(page.form("people").fill(note="Ein Wort"), "switch_language", "ar")
    assert dict(arabic.form("people").values)["note"] == "Ein Wort"


def test_a_wrong_number_is_explained(client: PageClient, year: int) -> None:
    number = number_on(take(client, year))
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    for typed in ("", "12", wrong, "1" * 16):
        assert opened(client, year, typed, status=422).one("#code-error")


def test_before_and_after_the_time_everybody_learns_why(client: PageClient, world: World) -> None:
    soon = a_round(world, seats=None)
    page = client.get(f"/de/dialogforum/{soon}/seat")
    assert page.one("[data-opening]").attrs["data-opening"] == "not_yet"
    client.get("/de/dialogforum/1999/seat", 404)


def test_a_form_of_yesterday_meets_a_closed_registration(client: PageClient, world: World, year: int) -> None:
    form = check(client, year, note="Ein Wort", consent="y").form("send")

    def call_off() -> None:
        current = rounds.of_year(year)
        assert current is not None
        plan = queries.plan_of(current)
        assert plan is not None
        plan.called_off_on = clock.today()

    world.do(call_off)
    page = client.press(form, "send", status=409)
    assert dict(page.form("people").values)["note"] == "Ein Wort"
