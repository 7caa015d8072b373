"""What an author does with a case, and what is left afterwards."""

from __future__ import annotations

import uuid

import pytest

from app.answers import queries as answer_queries
from app.answers.rules import Outcome
from app.contributions import queries as contribution_queries
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.contributions.rules import MessageKind
from app.core.errors import NotPossibleNow
from app.core.languages import content
from app.core.languages.content import TextVersion
from app.extensions import db
from app.followup import actions
from app.moderation import actions as moderation_actions
from app.moderation import queries as moderation_queries
from app.moderation.rules import ReasonCode
from app.routing import queries as routing_queries
from tests.support import cases, desk
from tests.support.build import World
from tests.support.desk import Case, Office


def of(world: World, case: Case) -> Contribution:
    """Inside world.do or world.read only."""
    return contribution_queries.get(case.reference)


def ask_back(world: World, case: Case) -> None:
    """A commissioner asks for something."""
    who = cases.acting(cases.moderator(world, "asks@staff.example"))
    cases.decide(world, case.reference, moderation_actions.return_to_author, actor=who, message="Welches Haus?")


def refuse(world: World, case: Case) -> None:
    """A commissioner refuses."""
    who = cases.acting(cases.moderator(world, "refuses@staff.example"))
    cases.decide(world, case.reference, moderation_actions.refuse, actor=who, reason=ReasonCode.OFF_TOPIC)


def texts_about(world: World, subject_id: uuid.UUID) -> list[str]:
    """Every word that is stored about one subject."""
    query = db.select(TextVersion.text).where(TextVersion.subject_id == str(subject_id))
    return world.read(lambda: list(db.session.execute(query).scalars()))


def test_a_reply_brings_the_case_back_to_the_queue(world: World) -> None:
    case = desk.submit(world)
    ask_back(world, case)
    for _tap in range(2):
        world.do(lambda: actions.reply(of(world, case), "Haus 4", language="de", form_number="f1"))
    kinds = world.read(lambda: [message.kind for message in contribution_queries.messages(of(world, case))])
    assert kinds == [MessageKind.QUERY, MessageKind.REPLY]
    assert cases.state(world, case.reference) == State.SUBMITTED


def test_a_reply_that_comes_late_is_kept_as_an_addition(world: World) -> None:
    case = desk.submit(world)
    world.do(lambda: actions.reply(of(world, case), "Haus 4", language="de", form_number="f1"))
    kinds = world.read(lambda: [message.kind for message in contribution_queries.messages(of(world, case))])
    assert kinds == [MessageKind.ADDITION]


def test_an_objection_reaches_the_commissioners_once(world: World) -> None:
    case = desk.submit(world)
    refuse(world, case)
    for _tap in range(2):
        world.do(lambda: actions.object_to_refusal(of(world, case), "Doch!", language="de", form_number="f1"))
    assert len(world.read(moderation_queries.open_objections)) == 1
    with pytest.raises(NotPossibleNow):
        world.do(lambda: actions.object_to_refusal(of(world, case), "Noch einmal", language="de", form_number="f2"))


def test_nothing_can_be_added_to_a_refused_case(world: World) -> None:
    case = desk.submit(world)
    refuse(world, case)
    with pytest.raises(NotPossibleNow):
        world.do(lambda: actions.say_more(of(world, case), "Mehr", language="de", form_number="f1"))


def test_a_withdrawal_erases_every_word_and_the_address(world: World) -> None:
    case = desk.submit(world, contact="frau@example.org")
    ask_back(world, case)
    world.do(lambda: actions.reply(of(world, case), "Haus 4", language="de", form_number="f1"))
    refuse(world, case)
    objection = world.do(
        lambda: actions.object_to_refusal(of(world, case), "Doch!", language="de", form_number="f2").id
    )
    world.do(lambda: actions.withdraw(of(world, case)))
    assert cases.state(world, case.reference) == State.WITHDRAWN
    assert texts_about(world, case.id) == []
    assert texts_about(world, objection) == []
    assert world.read(lambda: contribution_queries.messages(of(world, case))) == []
    assert world.read(lambda: contribution_queries.contact_of(case.id)) is None


def test_a_withdrawal_takes_the_case_out_of_every_inbox_and_keeps_the_answer(world: World) -> None:
    office = Office(world)
    case = office.case(fields=(4, 7))
    desk.publish(world, desk.draft(world, case, office.manager, outcome=Outcome.ADOPTED), office.manager)
    world.do(lambda: actions.withdraw(of(world, case)))
    assert world.read(lambda: routing_queries.open_of(of(world, case))) == []
    assert len(world.read(lambda: answer_queries.published_for(of(world, case)))) == 1


def test_when_a_main_item_goes_the_oldest_voice_takes_its_place(world: World) -> None:
    office = Office(world)
    main = office.case()
    other = desk.submit(world, "Bitte ein Zimmer zum Spielen.", "de")
    who = cases.acting(office.moderator)
    world.do(
        lambda: moderation_actions.merge(
            of(world, other), actor=who, version=of(world, other).version, main=of(world, main)
        )
    )
    desk.publish(world, desk.draft(world, main, office.manager), office.manager)
    world.do(lambda: actions.withdraw(of(world, main)))
    assert cases.state(world, other.reference) == State.ANSWERED
    assert len(world.read(lambda: answer_queries.published_for(of(world, other)))) == 1
    lead = world.read(lambda: routing_queries.lead_of(of(world, other)))
    assert lead is not None
    assert texts_about(world, main.id) == []


def test_an_old_draft_for_the_heir_does_not_stop_a_withdrawal(world: World) -> None:
    office = Office(world)
    main, other = office.case(), office.case()
    desk.draft(world, other, office.manager, "Ein Entwurf.")
    who = cases.acting(office.moderator)
    world.do(
        lambda: moderation_actions.merge(
            of(world, other), actor=who, version=of(world, other).version, main=of(world, main)
        )
    )
    desk.publish(world, desk.draft(world, main, office.manager, "Die Antwort."), office.manager)
    world.do(lambda: actions.withdraw(of(world, main)))
    assert cases.state(world, other.reference) == State.ANSWERED

    def words() -> list[str]:
        found = [content.original(answer, "text") for answer in answer_queries.published_for(of(world, other))]
        return [version.text for version in found if version]

    assert world.read(words) == ["Die Antwort."]


def test_a_voice_that_goes_leaves_the_main_item_alone(world: World) -> None:
    office = Office(world)
    main = office.case()
    other = desk.submit(world, "Bitte ein Zimmer zum Spielen.", "de")
    who = cases.acting(office.moderator)
    world.do(
        lambda: moderation_actions.merge(
            of(world, other), actor=who, version=of(world, other).version, main=of(world, main)
        )
    )
    world.do(lambda: actions.withdraw(of(world, other)))
    assert world.read(lambda: of(world, main).voices) == 1
    assert cases.state(world, main.reference) == State.RELEASED


def test_a_second_withdrawal_is_not_possible(world: World) -> None:
    case = desk.submit(world)
    world.do(lambda: actions.withdraw(of(world, case)))
    with pytest.raises(NotPossibleNow):
        world.do(lambda: actions.withdraw(of(world, case)))
