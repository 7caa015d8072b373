"""Suggestions about cases: compared by the worker, by words and by meaning, gone with the words, never in the way."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.cli.worker import Day, work
from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.contributions.lifecycle import State
from app.core import clock, outbox, similar
from app.core.history import RESIDENT, SYSTEM
from app.core.outbox import MailState, OutboxMail
from app.core.similar import engine
from app.extensions import db
from app.moderation import actions, queries
from app.moderation.models import CaseHint, Comparison, TextVector
from app.moderation.rules import ReasonCode, Suggested
from app.permissions import Role
from tests.support import cases
from tests.support.build import World
from tests.support.staff import Person, hire

LAMP = "Die Lampe im Treppenhaus unseres Hauses ist seit vielen Wochen kaputt und niemand kommt."
LAMP_TOO = "Die Lampe im Treppenhaus unseres Hauses ist seit vielen Wochen kaputt, niemand kommt vorbei."
BUS = "Die Frühschicht beginnt um halb sechs, aber der erste Bus ins Gewerbegebiet kommt erst um sechs Uhr an."
BUS_PORTUGUESE = "O meu turno começa às cinco e meia, mas o primeiro autocarro para a zona industrial só chega às seis."
CHURCH = "Christen und Muslime sollen zusammen ein Fest in der Moschee und in der Kirche feiern."
KITA = "Meine Tochter bekommt keinen Platz in der Kita, obwohl wir seit zwei Jahren auf der Liste stehen."


@pytest.fixture
def moderator(world: World) -> Person:
    return hire(world, Role.MODERATOR)


@pytest.fixture
def model() -> Iterator[None]:
    """The real model, as an installation with the extra has it."""
    similar.configure({"SIMILAR_TEXTS": True})
    assert similar.is_on(), "install requirements-similar.txt"
    yield
    similar.configure({"SIMILAR_TEXTS": False})


def turns(world: World, most: int = 60) -> None:
    """The worker, until it has nothing more to do."""
    with world.app.app_context():
        for _turn in range(most):
            if not work(Day()):
                return


def suggested(world: World, reference: str) -> list[tuple[str, str]]:
    """Why and which other cases are shown."""
    found = cases.look(world, reference, queries.suggestions)
    return [(one.reason.value, one.reference) for one in found.alike]


def fields(world: World, reference: str) -> list[int]:
    return [one.number for one in cases.look(world, reference, queries.suggestions).fields]


def count(world: World, table: type) -> int:
    return world.read(lambda: db.session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def jobs(world: World) -> set[MailState]:
    query = sa.select(OutboxMail.state).where(OutboxMail.kind.in_((actions.CASE, actions.FIELDS)))
    return world.read(lambda: set(db.session.execute(query).scalars()))


def test_nearly_the_same_words_are_found_without_a_model(world: World) -> None:
    first, other, second = cases.send(world, LAMP), cases.send(world, CHURCH), cases.send(world, LAMP_TOO)
    turns(world)
    assert suggested(world, second) == [("same_words", first)]
    assert suggested(world, first) == [("same_words", second)]
    assert suggested(world, other) == []
    assert count(world, TextVector) == 0


def test_a_german_working_text_finds_the_same_words_of_another_language(world: World, moderator: Person) -> None:
    german = cases.send(world, LAMP)
    foreign = cases.send(world, "المصباح في بيت الدرج معطل منذ أسابيع كثيرة ولا أحد يأتي.", "ar")
    turns(world)
    assert suggested(world, foreign) == []
    world.do(lambda: actions.german_text(contributions.get(foreign), LAMP_TOO, actor=cases.acting(moderator)))
    turns(world)
    assert suggested(world, foreign) == [("same_words", german)]


def test_a_refused_or_withdrawn_text_is_never_suggested(world: World, moderator: Person) -> None:
    refused, withdrawn = cases.send(world, LAMP), cases.send(world, LAMP)
    waiting = cases.send(world, LAMP_TOO)
    turns(world)
    assert len(suggested(world, waiting)) == 2
    cases.decide(world, refused, actions.refuse, actor=cases.acting(moderator), reason=ReasonCode.ADVERTISING)
    world.do(lambda: contribution_actions.withdraw(contributions.get(withdrawn), actor=RESIDENT))
    assert suggested(world, waiting) == []
    turns(world)
    assert count(world, Comparison) == 1
    late = cases.send(world, LAMP)
    turns(world)
    assert suggested(world, late) == [("same_words", waiting)]


def test_a_merged_text_speaks_for_its_main_contribution(world: World, moderator: Person) -> None:
    main, merged = cases.send(world, CHURCH), cases.send(world, LAMP)
    chosen = world.do(lambda: contributions.get(main).reference)

    def merge() -> None:
        case = contributions.get(merged)
        actions.merge(case, actor=cases.acting(moderator), version=case.version, main=contributions.get(chosen))

    world.do(merge)
    late = cases.send(world, LAMP_TOO)
    turns(world)
    assert suggested(world, late) == [("same_words", main)]


def test_meaning_finds_another_language_and_the_likely_field(world: World, model: None, moderator: Person) -> None:
    bus = cases.send(world, BUS)
    cases.release(world, bus, moderator, fields=[3], primary=3, title="Früher Bus")
    for text in (LAMP, CHURCH, KITA):
        cases.send(world, text)
    foreign = cases.send(world, BUS_PORTUGUESE, "pt")
    turns(world)
    assert suggested(world, foreign)[0] == ("same_meaning", bus)
    assert 3 in fields(world, foreign)
    found = cases.look(world, foreign, queries.suggestions)
    assert [one.example for one in found.fields if one.number == 3] == [bus]
    assert jobs(world) == {MailState.SENT}


def test_numbers_go_with_the_words(world: World, model: None, moderator: Person) -> None:
    bus, other = cases.send(world, BUS), cases.send(world, BUS_PORTUGUESE, "pt")
    turns(world)
    fields_only = count(world, TextVector) - 2
    assert fields_only > 100
    world.do(lambda: contribution_actions.withdraw(contributions.get(bus), actor=RESIDENT))
    assert count(world, TextVector) == fields_only + 1
    assert suggested(world, other) == []
    left = world.read(lambda: db.session.execute(sa.select(CaseHint.other_id, CaseHint.kind)).all())
    assert all(row.other_id is None for row in left)


def test_what_is_left_out_of_a_text_leaves_no_numbers(world: World, model: None, moderator: Person) -> None:
    reference = cases.send(world, f"{BUS} Mein Name ist Frau Beispiel.")
    turns(world)
    key = cases.look(world, reference, lambda case: case.id)
    before = versions_with_numbers(world, key)
    redaction = {"redacted_text": f"{BUS} […]", "redaction_reason": ReasonCode.PERSONAL_DATA}
    cases.release(world, reference, moderator, **redaction)
    assert versions_with_numbers(world, key) == set()
    turns(world)
    after = versions_with_numbers(world, key)
    assert after
    assert not after & before
    base = cases.look(world, reference, lambda case: queries.views(case)[0])
    assert base.text.endswith("[…]")
    assert base.version_id in after


def versions_with_numbers(world: World, key: uuid.UUID) -> set[uuid.UUID]:
    query = sa.select(TextVector.version_id).where(TextVector.contribution_id == key)
    return world.read(lambda: set(db.session.execute(query).scalars()))


def test_texts_whose_time_is_over_leave_no_numbers(world: World, model: None, moderator: Person) -> None:
    reference = cases.send(world, BUS)
    turns(world)
    key = cases.look(world, reference, lambda case: case.id)
    assert versions_with_numbers(world, key)
    cases.decide(world, reference, actions.refuse, actor=cases.acting(moderator), reason=ReasonCode.ADVERTISING)
    periods = {"contact": 1, "refused": 1, "referred": 1, "returned": 1, "code": 1, "original": 1}
    with clock.at(clock.now() + timedelta(days=3)):
        world.do(lambda: actions.erase_due(clock.today(), actor=SYSTEM, periods=periods))
    assert versions_with_numbers(world, key) == set()


def test_switched_off_nothing_of_it_stays(world: World, model: None) -> None:
    cases.send(world, BUS)
    foreign = cases.send(world, BUS_PORTUGUESE, "pt")
    turns(world)
    assert suggested(world, foreign)
    similar.configure({"SIMILAR_TEXTS": False})
    assert suggested(world, foreign) == []
    assert fields(world, foreign) == []
    turns(world)
    assert count(world, TextVector) == 0
    assert count(world, CaseHint) == 0


def test_a_broken_model_takes_nothing_else_with_it(world: World, model: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PACKAGE", "tests.support.no_model")
    first, second = cases.send(world, LAMP), cases.send(world, LAMP_TOO)
    # The first round finds out.
    turns(world)
    turns(world)
    assert suggested(world, second) == [("same_words", first)]
    assert not similar.is_on()
    with world.app.app_context():
        assert outbox.count_waiting() == 0


@pytest.mark.parametrize(
    "text", ["?", "!!! … ???", "😀", "x" * 4000, "Wort " * 800, "ሰላም ንኹሉ ሰብ ከመይ ኣሎኹም", "a\u0301\u200d" * 500, "0"]
)
def test_no_text_stops_the_worker(world: World, model: None, text: str) -> None:
    reference = cases.send(world, text, "und")
    cases.send(world, LAMP)
    turns(world)
    assert jobs(world) == {MailState.SENT}
    assert world.read(lambda: db.session.execute(sa.select(sa.func.count()).select_from(Comparison)).scalar()) == 2
    cases.look(world, reference, queries.suggestions)


def test_a_text_that_changes_is_compared_again_and_others_once_a_day(world: World) -> None:
    first, second = cases.send(world, LAMP), cases.send(world, CHURCH)
    turns(world)
    assert suggested(world, second) == []

    def correct() -> None:
        contribution_actions.correct(contributions.get(second), LAMP_TOO, language="de", actor=RESIDENT)

    world.do(correct)
    turns(world)
    assert suggested(world, second) == [("same_words", first)]
    # The older one has not been looked at since; tomorrow it is.
    assert suggested(world, first) == []
    with clock.at(clock.now() + timedelta(days=1)):
        turns(world)
        assert suggested(world, first) == [("same_words", second)]


def test_words_that_vanish_meanwhile_need_no_comparison(world: World, model: None) -> None:
    reference = cases.send(world, BUS)
    world.do(actions.plan_comparisons)
    world.do(lambda: contribution_actions.withdraw(contributions.get(reference), actor=RESIDENT))
    turns(world)
    assert MailState.GAVE_UP not in jobs(world)
    assert count(world, Comparison) == 0


def test_the_same_reason_is_given_once(world: World, model: None) -> None:
    first, second = cases.send(world, LAMP), cases.send(world, LAMP_TOO)
    turns(world)
    assert suggested(world, second) == [(Suggested.SAME_WORDS.value, first)]


def test_a_refusal_that_is_taken_back_brings_the_suggestions_back(world: World, moderator: Person) -> None:
    first, second = cases.send(world, LAMP), cases.send(world, LAMP_TOO)
    turns(world)
    cases.decide(
        world, second, actions.return_to_author, actor=cases.acting(moderator), message="Wo ist das Haus genau?"
    )
    turns(world)
    assert count(world, Comparison) == 1
    move_back = {"actor": SYSTEM, "verb": "reply"}
    world.do(lambda: contribution_actions.move(contributions.get(second), State.SUBMITTED, **move_back))
    turns(world)
    assert suggested(world, second) == [("same_words", first)]
