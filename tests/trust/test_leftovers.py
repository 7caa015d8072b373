"""Words that must be gone are gone everywhere: in the German text, in the translator's box, beside a refusal."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.answers import actions as answers
from app.answers import queries as answer_queries
from app.contributions import queries as contributions
from app.core import clock
from app.core.errors import Invalid
from app.core.history import SYSTEM
from app.core.languages.content import TextVersion
from app.extensions import db
from app.moderation import actions, queries
from app.moderation.rules import ReasonCode
from app.permissions import Role
from app.routing import actions as routing
from app.routing import queries as routing_queries
from app.translating import queries as translating
from tests.support import desk
from tests.support.build import World
from tests.support.cases import acting, decide, look, moderator, release, send, state
from tests.support.desk import Office
from tests.support.staff import Person, hire

ENGLISH = "Ask Mr Muster in room 12. The light is broken."
HIDDEN = "Ask […]. The light is broken."
GERMAN = "Fragen Sie Herrn Muster in Zimmer 12. Das Licht ist kaputt."
PERIODS = {"contact": 183, "refused": 92, "referred": 30, "returned": 30, "code": 730, "original": 365}


@pytest.fixture
def person(world: World) -> Person:
    return moderator(world)


def test_a_german_text_that_still_holds_what_is_left_out_is_not_released(world: World, person: Person) -> None:
    reference = send(world, ENGLISH, "en")
    world.do(lambda: actions.german_text(contributions.get(reference), GERMAN, actor=acting(person)))
    facts = {"redacted_text": HIDDEN, "redaction_reason": ReasonCode.THIRD_PERSON}
    with pytest.raises(Invalid) as error:
        release(world, reference, person, german=GERMAN, **facts)
    assert (error.value.code, error.value.field) == ("german_not_redacted", "german")
    release(world, reference, person, german="Fragen Sie […]. Das Licht ist kaputt.", **facts)


def test_the_same_holds_when_something_is_left_out_later(world: World, person: Person) -> None:
    reference = send(world, ENGLISH, "en")
    release(world, reference, person, german=GERMAN)
    facts = {"actor": acting(person), "text": HIDDEN, "reason": ReasonCode.THIRD_PERSON}
    with pytest.raises(Invalid):
        decide(world, reference, actions.redact, german=GERMAN, **facts)
    decide(world, reference, actions.redact, german="", **facts)
    found = look(world, reference, lambda case: [side.outdated for side in translating.sides(case, "de")])
    assert found == [None], "the translator does not get the old words back"


def refused(world: World, person: Person) -> tuple[str, uuid.UUID]:
    reference = send(world)
    decide(world, reference, actions.refuse, actor=acting(person), reason=ReasonCode.INSULT, statement="Sie schrieben")
    key = world.do(
        lambda: actions.lodge_objection(contributions.get(reference), "Das war kein Schimpfwort", language="de").id
    )
    return reference, key


def erase(world: World, days: int) -> dict[str, int]:
    day = clock.today() + timedelta(days=days)
    found = world.do(lambda: actions.erase_due(day, actor=SYSTEM, periods=PERIODS))
    return {kind: count for kind, count in found.items() if count}


def words(world: World) -> int:
    kinds = ("contribution", "objection", "moderation_decision")
    query = sa.select(sa.func.count()).select_from(TextVersion).where(TextVersion.subject_kind.in_(kinds))
    return world.read(lambda: db.session.execute(query).scalar_one())


def test_a_refused_text_stays_while_its_objection_waits(world: World, person: Person) -> None:
    reference, key = refused(world, person)
    assert erase(world, 200) == {}
    assert state(world, reference) == "refused"
    second = hire(world, Role.MODERATOR, email="second@staff.example")
    world.do(
        lambda: actions.decide_objection(
            queries.get_objection(key), False, actor=acting(second), statement="Doch, ein Schimpfwort"
        )
    )
    assert words(world) == 4
    assert erase(world, 92) == {"refused": 1}
    assert words(world) == 0, "objection, answer and statement tell what the text said"


def test_who_answered_before_becoming_the_lead_can_still_end_the_case(world: World) -> None:
    office = Office(world)
    case = office.case(fields=(4, 7))
    other = desk.draft(world, case, office.other, "Das gibt es schon.", network="hf-7")
    desk.publish(world, other, office.other)
    assert state(world, case.reference) == "released"

    def lead() -> None:
        contribution = contributions.get(case.reference)
        seven = next(row.network for row in routing_queries.open_of(contribution) if row.network.key == "hf-7")
        routing.reassign(contribution, [seven], seven, actor=acting(office.moderator), note="HF 7 antwortet")

    world.do(lead)
    network = look(world, case.reference, lambda one: routing_queries.open_of(one)[0].network_id)
    groups = world.read(lambda: answer_queries.desk(network, "de").groups)
    assert [group.value for group, rows in groups.items() if rows] == ["desk_ready"]
    ready = world.read(lambda: answer_queries.get_many([other], [network])[0].version)

    def publish() -> None:
        actor = desk.staff(office.other, Role.NETWORK_MANAGER)
        answers.publish_many([(answer_queries.get_many([other], [network])[0], ready)], actor=actor)

    world.do(publish)
    assert state(world, case.reference) == "answered"
    groups = world.read(lambda: answer_queries.desk(network, "de").groups)
    assert [group.value for group, rows in groups.items() if rows] == ["desk_answered"]
