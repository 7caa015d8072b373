"""Asking back, merging, referring, refusing, taking back, separating: effects, and what is never possible."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from app.contributions import actions as contribution_actions
from app.contributions import queries as contribution_queries
from app.contributions.rules import MessageKind
from app.core import search
from app.core.errors import Invalid, NotPossibleNow
from app.core.history import RESIDENT, SYSTEM
from app.core.languages import content
from app.core.outbox import OutboxMail
from app.extensions import db
from app.moderation import actions, queries
from app.moderation.rules import Decision, ReasonCode
from app.networks import actions as network_actions
from app.routing import queries as routing_queries
from tests.support.build import World
from tests.support.cases import acting, decide, look, moderator, release, send, state
from tests.support.staff import Person


@pytest.fixture
def person(world: World) -> Person:
    return moderator(world)


def case(reference: str) -> Any:
    return contribution_queries.get(reference)


def found(world: World, words: str) -> int:
    return world.read(lambda: len(db.session.execute(search.find("contribution", words)).all()))


def inboxes(world: World, reference: str) -> int:
    return look(world, reference, lambda row: len(routing_queries.open_of(row)))


def refuse(world: World, reference: str, person: Person, **more: Any) -> None:
    facts = {"reason": ReasonCode.INSULT, "statement": "Bitte ohne Schimpfwort.", **more}
    decide(world, reference, actions.refuse, actor=acting(person), **facts)


def test_a_question_waits_for_the_author(world: World, person: Person) -> None:
    reference = send(world)
    decide(world, reference, actions.return_to_author, actor=acting(person), message="Welches Haus?")
    assert state(world, reference) == "returned"
    messages = look(
        world,
        reference,
        lambda row: [(m.kind, content.original(m, "text").text) for m in contribution_queries.messages(row)],
    )
    assert messages == [(MessageKind.QUERY, "Welches Haus?")]
    assert look(world, reference, queries.statement_of_reasons).decision is Decision.RETURN
    assert look(world, reference, lambda row: row.read_on) is not None


def test_a_refused_text_stands_nowhere(world: World, person: Person) -> None:
    reference = send(world, "Ein Wort, das niemand lesen soll: Zickzackbrücke")
    refuse(world, reference, person)
    assert state(world, reference) == "refused"
    assert found(world, "Zickzackbrücke") == 0
    assert inboxes(world, reference) == 0
    statement = look(world, reference, queries.statement_of_reasons)
    assert (statement.decision, statement.reason) == (Decision.REFUSE, ReasonCode.INSULT)
    assert statement.statement.text == "Bitte ohne Schimpfwort."
    assert statement.may_object
    assert statement.objection is None


@pytest.mark.parametrize("reason", [None, ReasonCode.DUPLICATE, ReasonCode.SINGLE_CASE])
def test_a_refusal_needs_a_reason_of_the_rules(world: World, person: Person, reason: ReasonCode | None) -> None:
    reference = send(world)
    with pytest.raises(Invalid):
        refuse(world, reference, person, reason=reason)
    assert state(world, reference) == "submitted"


def test_a_single_case_goes_to_advice_and_to_no_network(world: World, person: Person) -> None:
    service = {"key": "caritas", "name": "Beratung", "about": {"de": "Hilft", "en": "Helps"}}
    world.do(lambda: network_actions.load_advice({"services": [service]}, actor=SYSTEM))
    reference = send(world)
    with pytest.raises(Invalid):
        decide(world, reference, actions.refer, actor=acting(person), advice=["nobody"])
    decide(world, reference, actions.refer, actor=acting(person), advice=["caritas"])
    statement = look(world, reference, queries.statement_of_reasons)
    assert (state(world, reference), inboxes(world, reference)) == ("referred", 0)
    assert (statement.reason, statement.advice, statement.may_object) == (ReasonCode.SINGLE_CASE, ["caritas"], False)


def test_a_merged_case_follows_its_main_and_can_be_separated(world: World, person: Person) -> None:
    main, other = send(world), send(world, "Treppenhaus: Licht geht nicht")
    release(world, main, person)
    release(world, other, person)
    decide(world, other, lambda row, **more: actions.merge(row, main=case(main), **more), actor=acting(person))
    assert (state(world, other), inboxes(world, other)) == ("merged", 0)
    assert look(world, main, lambda row: row.voices) == 2
    assert look(world, other, queries.statement_of_reasons).reason is ReasonCode.DUPLICATE
    assert found(world, "Treppenhaus") == 1
    decide(world, other, actions.split, actor=acting(person))
    assert state(world, other) == "submitted"
    assert look(world, main, lambda row: row.voices) == 1


def test_what_cannot_be_a_main_item(world: World, person: Person) -> None:
    main, merged, refused, other = (send(world, f"Text {number} zum Licht") for number in range(4))
    decide(world, merged, lambda row, **more: actions.merge(row, main=case(main), **more), actor=acting(person))
    refuse(world, refused, person)
    for target, code in ((other, "main_is_itself"), (merged, "main_is_merged"), (refused, "main_not_possible")):
        with pytest.raises(Invalid) as wrong:
            decide(
                world,
                other,
                lambda row, target=target, **more: actions.merge(row, main=case(target), **more),
                actor=acting(person),
            )
        assert wrong.value.code == code
    assert state(world, other) == "submitted"


def test_taking_back_leaves_no_trace_outside(world: World, person: Person) -> None:
    reference = send(world, "Bänke am Emsufer")
    release(world, reference, person)
    with pytest.raises(Invalid):
        decide(world, reference, actions.take_back, actor=acting(person), statement="  ")
    decide(world, reference, actions.take_back, actor=acting(person), statement="Ein Name stand noch darin.")
    assert (state(world, reference), inboxes(world, reference), found(world, "Emsufer")) == ("submitted", 0, 0)
    assert look(world, reference, lambda row: (row.is_public, row.publication_number)) == (None, None)
    release(world, reference, person)
    assert inboxes(world, reference) == 1
    ended = look(world, reference, lambda row: [a.ended_at is not None for a in routing_queries.all_of(row)])
    assert ended == [True, False]


def reply(reference: str) -> None:
    contribution_actions.add_message(case(reference), MessageKind.ADDITION, "Noch etwas", language="de", actor=RESIDENT)


def test_the_author_hears_of_a_decision_at_most_once_a_day(world: World, person: Person) -> None:
    reference = send(world, contact="resident@example.org")

    def confirm() -> None:
        links = contribution_queries.mail_links(case(reference).id)
        contribution_actions.confirm_contact(links["confirm_token"])

    world.do(confirm)
    release(world, reference, person)
    decide(world, reference, actions.take_back, actor=acting(person), statement="Noch einmal lesen.")
    mails = world.read(
        lambda: list(db.session.execute(sa.select(OutboxMail).filter_by(kind="something_new")).scalars())
    )
    assert [mail.facts for mail in mails] == [{}]


ACTS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "release": (actions.release, {"fields": [4], "primary": 4, "public": False}),
    "return": (actions.return_to_author, {"message": "Warum?"}),
    "refer": (actions.refer, {}),
    "refuse": (actions.refuse, {"reason": ReasonCode.INSULT}),
    "take_back": (actions.take_back, {"statement": "Fehler"}),
    "split": (actions.split, {}),
}
POSSIBLE = {
    "submitted": {"release", "return", "refer", "refuse"},
    "returned": set(),
    "released": {"take_back"},
    "merged": {"split"},
    "referred": set(),
    "refused": set(),
    "withdrawn": set(),
}


def bring(world: World, person: Person, target: str) -> str:
    """A case in a state, brought there by the buttons of the product."""
    reference, actor = send(world), acting(person)
    if target == "merged":
        main = send(world, "Das andere")
        decide(world, reference, lambda row, **more: actions.merge(row, main=case(main), **more), actor=actor)
    elif target == "withdrawn":
        world.do(lambda: contribution_actions.withdraw(case(reference), actor=RESIDENT))
    elif target != "submitted":
        name = {"returned": "return", "released": "release", "referred": "refer", "refused": "refuse"}[target]
        act, facts = ACTS[name]
        decide(world, reference, act, actor=actor, **facts)
    return reference


@pytest.mark.parametrize("start", POSSIBLE)
def test_nothing_but_the_table_of_states_is_possible(world: World, person: Person, start: str) -> None:
    reference = bring(world, person, start)
    assert state(world, reference) == start
    before = look(world, reference, lambda row: len(queries.decisions_of(row)))
    for name in set(ACTS) - POSSIBLE[start]:
        act, facts = ACTS[name]
        with pytest.raises(NotPossibleNow):
            decide(world, reference, act, actor=acting(person), **facts)
    assert state(world, reference) == start
    assert look(world, reference, lambda row: len(queries.decisions_of(row))) == before
