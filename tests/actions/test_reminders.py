"""Mails about dates: who gets which one when, and each once. And what happens where nobody reads mail."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.accounts import actions as account_actions
from app.accounts import queries as account_queries
from app.core import clock
from app.core.history import SYSTEM
from app.core.outbox import MailState, OutboxMail
from app.extensions import db
from app.networks import queries as networks
from app.permissions import Role
from app.routing import actions, queries, settings
from tests.support.build import World
from tests.support.cases import acting, moderator, release, send
from tests.support.staff import Person, hire

START = datetime(2027, 3, 1, 9, tzinfo=UTC)
TAKE_ON, ANSWER = date(2027, 3, 15), date(2027, 5, 24)


@pytest.fixture
def person(world: World) -> Person:
    return moderator(world)


@pytest.fixture
def tandem(world: World) -> tuple[Person, Person]:
    first = hire(world, Role.NETWORK_MANAGER, network="hf-4", language="de")
    return first, hire(world, Role.NETWORK_MANAGER, email="two@staff.example", network="hf-4", language="ar")


@pytest.fixture
def reference(world: World, person: Person, tandem: tuple[Person, Person]) -> str:
    with clock.at(START):
        sent = send(world)
        release(world, sent, person)
    return sent


def mails(world: World, kind: str = "reminder") -> list[OutboxMail]:
    query = sa.select(OutboxMail).filter_by(kind=kind).order_by(OutboxMail.created_on, OutboxMail.recipient)
    return world.read(lambda: list(db.session.execute(query).scalars()))


def remind(world: World, day: date) -> int:
    with clock.at(datetime(day.year, day.month, day.day, 7, tzinfo=UTC)):
        return world.do(actions.remind, day)


def steps(world: World) -> list[tuple[date, str]]:
    return [(mail.created_on, mail.facts["cases"][0]["step"]) for mail in mails(world)]


def test_the_whole_tandem_is_reminded_once_before_on_and_after_the_day(
    world: World, reference: str, tandem: tuple[Person, Person]
) -> None:
    sent = [remind(world, TAKE_ON + timedelta(days=days)) for days in range(-8, 9) for _twice in range(2)]
    assert sum(sent) == 6
    soon, late = TAKE_ON - timedelta(days=7), TAKE_ON + timedelta(days=1)
    expected = [(soon, "soon"), (TAKE_ON, "today"), (late, "late")]
    assert steps(world) == [step for step in expected for _both in tandem]
    assert {mail.recipient: mail.language for mail in mails(world)} == {
        f"account:{tandem[0].id}": "de",
        f"account:{tandem[1].id}": "ar",
    }


def test_a_worker_that_was_down_does_not_forget_the_mail(world: World, reference: str) -> None:
    remind(world, TAKE_ON + timedelta(days=4))
    assert {step for _day, step in steps(world)} == {"late"}


def test_after_taking_on_the_mails_are_about_the_answer(
    world: World, reference: str, tandem: tuple[Person, Person]
) -> None:
    remind(world, TAKE_ON - timedelta(days=7))
    with clock.at(START):
        world.do(
            lambda: actions.acknowledge(
                queries.get_for([networks.by_key("hf-4").id], reference), actor=acting(tandem[0], Role.NETWORK_MANAGER)
            )
        )
    assert remind(world, TAKE_ON) == 0
    assert remind(world, ANSWER - timedelta(days=7)) == 2
    (told,) = mails(world)[-1].facts["cases"]
    assert (told["reference"], told["due_on"]) == (reference, ANSWER.isoformat())
    assert (told["step"], told["taken_on"]) == ("soon", True)


def test_one_mail_holds_all_cases_of_a_network(world: World, reference: str, person: Person) -> None:
    with clock.at(START + timedelta(days=1)):
        other = send(world, "Kein Licht im Flur")
        release(world, other, person)
    assert remind(world, TAKE_ON) == 2
    cases = mails(world)[0].facts["cases"]
    assert [(one["reference"], one["step"]) for one in cases] == [(reference, "today"), (other, "soon")]


def test_mails_say_it_in_the_language_of_the_account(world: World, reference: str) -> None:
    remind(world, TAKE_ON)
    with clock.at(datetime(2027, 3, 15, 8, tzinfo=UTC)):
        texts = {mail["To"]: mail.get_content() for mail in world.post_round() if "Netzwerk HF 4" in mail.get_content()}
    german, arabic = texts["network_manager@staff.example"], texts["two@staff.example"]
    assert "Heute ist der letzte Tag" in german
    assert "15. März 2027" in german
    assert "اليوم هو اليوم الأخير" in arabic
    assert f"\u2066{reference}\u2069" in arabic


def give_up(world: World, account_id: int, day: date) -> None:
    def work() -> None:
        values = {"state": MailState.GAVE_UP, "gave_up_on": day}
        mine = sa.update(OutboxMail).where(OutboxMail.recipient == f"account:{account_id}")
        db.session.execute(mine.values(**values))

    world.do(work)


def lonely(world: World, day: date) -> set[str]:
    return {network.key for network in world.read(queries.networks_without_manager, day)}


def test_who_gets_no_mail_is_not_reached(world: World, reference: str, tandem: tuple[Person, Person]) -> None:
    assert "hf-4" not in lonely(world, TAKE_ON)
    give_up(world, tandem[0].id, TAKE_ON)
    assert world.read(lambda: queries.reachable_managers(networks.by_key("hf-4").id, TAKE_ON)) == [tandem[1].id]
    assert "hf-4" not in lonely(world, TAKE_ON)
    give_up(world, tandem[1].id, TAKE_ON)
    assert "hf-4" in lonely(world, TAKE_ON)
    # Mails go on being written: they wait until somebody corrects the address.
    assert remind(world, TAKE_ON) == 2
    # A mail that arrives later shows that the address works again.
    with clock.at(datetime(2027, 3, 16, 8, tzinfo=UTC)):
        world.post_round()
    assert "hf-4" not in lonely(world, TAKE_ON)


def test_who_lost_the_role_or_the_account_is_not_reached(world: World, tandem: tuple[Person, Person]) -> None:
    today = clock.today()

    def leave() -> None:
        first, second = (account_queries.get(person.id) for person in tandem)
        account_actions.disable(first, actor=SYSTEM)
        account_actions.end_role(second, second.grants[0].id, actor=SYSTEM)

    world.do(leave)
    assert "hf-4" in lonely(world, today)


def test_who_is_away_gets_no_mail_as_long_as_somebody_else_is_there(
    world: World, reference: str, tandem: tuple[Person, Person]
) -> None:
    def leave(person: Person, first: date, last: date) -> None:
        with clock.at(START):
            account_actions.go_away(account_queries.get(person.id), first, last, actor=SYSTEM)

    soon = TAKE_ON - timedelta(days=7)
    world.do(leave, tandem[0], soon, soon)
    assert remind(world, soon) == 1
    assert [mail.recipient for mail in mails(world)] == [f"account:{tandem[1].id}"]
    assert "hf-4" not in lonely(world, soon)
    # Both away: nobody would read it, so it is visible, and both get it for the day they are back.
    for person in tandem:
        world.do(leave, person, TAKE_ON, TAKE_ON)
    assert "hf-4" in lonely(world, TAKE_ON)
    assert remind(world, TAKE_ON) == 2


def test_a_case_for_a_network_without_people_is_told_at_once(world: World, person: Person) -> None:
    office = hire(world, Role.ADMIN)
    hire(world, Role.STEERING_MEMBER)
    for words in ("Licht im Hof", "Licht im Keller"):
        release(world, send(world, words), person, fields=[3], primary=3)
    told = {mail.recipient for mail in mails(world, "nobody_there")}
    assert f"account:{office.id}" in told
    # One a day and network, however many cases go there.
    assert len(mails(world, "nobody_there")) == len(told) == 2


def test_settings_are_checked(world: World) -> None:
    config: dict[str, Any] = {"REMIND_DUE_SOON_DAYS": 3, "ESCALATE_AFTER_DAYS": -1, "MAX_EXTENSIONS": 2}
    with pytest.raises(ValueError, match="negative"):
        settings.configure(config)
