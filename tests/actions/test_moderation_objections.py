"""Objections: once for each refusal, decided by somebody else, told to the author."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.contributions import queries as contribution_queries
from app.core import clock
from app.core.errors import Conflict, Forbidden, Invalid, NotPossibleNow
from app.core.languages import content
from app.core.outbox import OutboxMail
from app.extensions import db
from app.moderation import actions, queries
from app.moderation.models import Objection
from app.moderation.rules import ReasonCode
from tests.support.build import World
from tests.support.cases import acting, decide, look, moderator, release, send, state
from tests.support.staff import Person


@pytest.fixture
def person(world: World) -> Person:
    return moderator(world)


@pytest.fixture
def second(world: World) -> Person:
    return moderator(world, "second@staff.example")


@pytest.fixture
def refused(world: World, person: Person) -> str:
    reference = send(world)
    decide(world, reference, actions.refuse, actor=acting(person), reason=ReasonCode.INSULT)
    return reference


def lodge(world: World, reference: str, text: str = "Das war kein Schimpfwort.", **more: Any) -> uuid.UUID:
    return world.do(
        lambda: actions.lodge_objection(contribution_queries.get(reference), text, language="de", **more).id
    )


def settle(world: World, key: uuid.UUID, upheld: bool, person: Person, statement: str = "Noch einmal gelesen.") -> None:
    world.do(
        lambda: actions.decide_objection(queries.get_objection(key), upheld, actor=acting(person), statement=statement)
    )


def test_an_upheld_objection_brings_the_text_back(world: World, refused: str, second: Person) -> None:
    key = lodge(world, refused)
    assert world.read(lambda: [row[1].reference for row in queries.open_objections()]) == [refused]
    assert not look(world, refused, queries.statement_of_reasons).may_object
    settle(world, key, True, second)
    assert state(world, refused) == "submitted"
    assert world.read(queries.open_objections) == []


def test_a_dismissed_objection_is_explained(world: World, refused: str, second: Person) -> None:
    key = lodge(world, refused)
    with pytest.raises(Invalid):
        settle(world, key, False, second, statement="")
    settle(world, key, False, second)
    told = look(world, refused, queries.statement_of_reasons)
    assert state(world, refused) == "refused"
    assert (told.objection.upheld, told.objection_answer.text) == (False, "Noch einmal gelesen.")
    assert told.objection_text.text == "Das war kein Schimpfwort."
    assert not told.may_object
    with pytest.raises(Conflict):
        settle(world, key, True, second)


def test_who_refused_cannot_decide_the_objection(world: World, refused: str, person: Person) -> None:
    key = lodge(world, refused)
    with pytest.raises(Forbidden) as error:
        settle(world, key, True, person)
    assert error.value.code == "objection_same_person"
    assert state(world, refused) == "refused"


def test_one_objection_for_each_refusal(world: World, refused: str, person: Person, second: Person) -> None:
    key = lodge(world, refused, form_number="tap")
    assert lodge(world, refused, form_number="tap") == key
    with pytest.raises(NotPossibleNow):
        lodge(world, refused, "Und noch etwas", form_number="other")
    settle(world, key, True, second)
    decide(world, refused, actions.refuse, actor=acting(second), reason=ReasonCode.OFF_TOPIC)
    assert lodge(world, refused, "Wieder nicht einverstanden") != key
    assert world.read(lambda: db.session.scalar(sa.select(sa.func.count()).select_from(Objection))) == 2


def test_no_objection_without_a_refusal_or_after_erasure(world: World, refused: str, person: Person) -> None:
    other = send(world)
    with pytest.raises(NotPossibleNow):
        lodge(world, other)
    release(world, other, person)
    with pytest.raises(NotPossibleNow):
        lodge(world, other)
    world.do(lambda: content.erase(contribution_queries.get(refused)))
    with pytest.raises(NotPossibleNow):
        lodge(world, refused)
    with pytest.raises(Invalid):
        lodge(world, refused, "   ")


def digests(world: World) -> list[OutboxMail]:
    query = sa.select(OutboxMail).filter_by(kind="arrivals_digest")
    return world.read(lambda: list(db.session.execute(query).scalars()))


def test_the_digest_is_written_once_a_day_and_tells_no_time(
    world: World, refused: str, person: Person, second: Person
) -> None:
    monday = datetime(2027, 3, 1, 9, tzinfo=UTC)
    with clock.at(monday):
        send(world, looks_automatic=True)
        lodge(world, refused)
        # What came in today is told tomorrow: a mail in the middle of the day would tell the hour.
        assert world.do(actions.write_digest, clock.today()) == 0
    with clock.at(monday + timedelta(days=7)):
        for _again in range(3):
            assert world.do(actions.write_digest, clock.today()) == 2
    mails = digests(world)
    assert {mail.recipient for mail in mails} == {f"account:{person.id}", f"account:{second.id}"}
    assert len(mails) == 2
    expected = {"waiting": 1, "overdue": 1, "objections": 1, "handed_back": 0, "additions": 0, "talks": 0}
    assert {name: mails[0].facts[name] for name in expected} == expected
