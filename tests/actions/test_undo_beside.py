"""What lies beside a decision that is taken back: the talk goes on, and networks still hear of what came to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.outbox import OutboxMail
from app.extensions import db
from app.moderation import actions, queries, settings
from app.talks import queries as talks
from app.talks.rules import Fate
from tests.support.build import World
from tests.support.cases import acting
from tests.support.desk import Case, Office
from tests.support.talks import ask, asked, lines, mails, reply

NOON = datetime(2027, 3, 1, 11, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _ten_minutes() -> Iterator[None]:
    settings.configure({"UNDO_MINUTES": 10})
    with clock.at(NOON):
        yield
    settings.configure({"UNDO_MINUTES": 0})


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


@pytest.fixture
def case(office: Office) -> Case:
    return office.case()


def take_back(office: Office, case: Case) -> None:
    office.world.decide(case, office.moderator, actions.take_back, statement="Ein Fehler.")


def undo(office: Office) -> None:
    def work() -> None:
        step = queries.last_step(office.moderator.id)
        assert step is not None
        actions.undo(step.decision.step_id, actor=acting(office.moderator))

    office.world.do(work)


def test_a_talk_goes_on_when_taking_the_case_back_is_undone(office: Office, case: Case) -> None:
    reply(office, case, asked(office, case))
    before = lines(office, case)
    waiting = office.world.read(lambda: len(talks.waiting()))
    take_back(office, case)
    assert [fate for _kind, fate in lines(office, case)] != [fate for _kind, fate in before]
    undo(office)
    assert lines(office, case) == before
    assert office.world.read(lambda: len(talks.waiting())) == waiting


def test_what_was_over_before_the_decision_stays_over(office: Office, case: Case) -> None:
    ask(office, case)
    take_back(office, case)
    office.world.release(case, office.moderator)
    ask(office, case, "Noch etwas?")
    take_back(office, case)
    undo(office)
    assert [fate for _kind, fate in lines(office, case)] == [Fate.OVER, Fate.WAITS]


def test_a_network_still_hears_of_a_case_whose_taking_back_is_undone(office: Office, case: Case) -> None:
    told = mails(office.world, "assignment")
    assert told
    take_back(office, case)
    assert mails(office.world, "assignment") == []
    undo(office)
    assert mails(office.world, "assignment") == told
    with clock.at(LATER):
        assert office.world.post_round()


def test_nobody_hears_twice_of_a_case_even_when_the_mail_is_forgotten(office: Office, case: Case) -> None:
    with clock.at(LATER):
        assert office.world.post_round()
        office.world.do(lambda: db.session.execute(sa.delete(OutboxMail)))
        take_back(office, case)
        undo(office)
    assert mails(office.world, "assignment") == []
