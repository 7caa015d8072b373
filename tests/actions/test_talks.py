"""The talk between author, commissioner and network: every word is seen by a commissioner before it goes on."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import sqlalchemy as sa

from app.contributions import queries as contributions
from app.contributions.models import Message
from app.core import clock, history
from app.core.errors import Conflict, Invalid, Missing, NotPossibleNow
from app.core.history import SYSTEM
from app.core.languages import content
from app.extensions import db
from app.networks import queries as networks
from app.permissions import Role
from app.talks import actions, queries
from app.talks.actions import Passed
from app.talks.rules import Fate
from app.translating import actions as translating_actions
from app.translating import queries as translating
from tests.support.build import World
from tests.support.desk import Case, Office, staff
from tests.support.talks import GERMAN, QUESTION, REPLY, act, ask, asked, lines, look, mails, pass_on, reply, seen_by


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


@pytest.fixture
def case(office: Office) -> Case:
    return office.case()


def test_a_question_goes_through_a_commissioner_and_the_reply_comes_back_the_same_way(
    office: Office, case: Case
) -> None:
    key = ask(office, case)
    assert lines(office, case) == [("network_question", Fate.WAITS)]
    assert [one.line.message.id for one in office.world.read(queries.waiting)] == [key]
    pass_on(office, case, key)
    assert lines(office, case) == [("network_question", Fate.AWAITS_REPLY)]
    said = reply(office, case, key)
    assert [one.text for one in seen_by(office, case).lines] == [QUESTION]
    pass_on(office, case, said, REPLY, GERMAN)
    assert lines(office, case) == [("network_question", Fate.PASSED), ("author_reply", Fate.PASSED)]
    assert [one.text for one in seen_by(office, case).lines] == [QUESTION, GERMAN]
    assert office.world.read(queries.waiting) == []
    verbs = look(office, case, lambda found: [one.verb for one in history.of(found)])
    assert verbs.count("pass_question") == verbs.count("pass_reply") == 1
    assert mails(office.world, "talk_news") == [f"account:{office.manager.id}"]


def test_own_words_of_the_commissioner_leave_the_original_as_it_is(office: Office, case: Case) -> None:
    key = ask(office, case)
    pass_on(office, case, key, "Welches Haus meinen Sie?")

    def words(found: Any) -> tuple[str, str]:
        texts = content.load([contributions.message(found, key)], ["text"])
        message = contributions.message(found, key)
        return texts.original(message, "text").text, texts.base(message, "text").text  # type: ignore[union-attr]

    assert look(office, case, words) == (QUESTION, "Welches Haus meinen Sie?")


def test_a_question_that_is_sent_back_never_reaches_the_author(office: Office, case: Case) -> None:
    key = ask(office, case)
    with pytest.raises(Invalid, match="talk_reason_missing"):
        act(office, case, actions.keep, key, " ")
    act(office, case, actions.keep, key, "Danach fragen wir nie.")
    [line] = seen_by(office, case).lines
    assert (line.fate, line.reason) == (Fate.KEPT, "Danach fragen wir nie.")
    assert seen_by(office, case, "hf-7").lines == []
    with pytest.raises(NotPossibleNow, match="talk_closed"):
        reply(office, case, key)
    ask(office, case, "Wie viele Kinder sind es?")


def test_one_open_question_of_a_network_at_a_time_and_a_double_tap_stores_one(office: Office, case: Case) -> None:
    first = ask(office, case, number="n1")
    assert ask(office, case, number="n1") == first
    with pytest.raises(NotPossibleNow, match="talk_question_open"):
        ask(office, case, "Und wann?", number="n2")
    pass_on(office, case, first)
    with pytest.raises(NotPossibleNow, match="talk_question_open"):
        ask(office, case, "Und wann?", number="n2")
    pass_on(office, case, reply(office, case, first), REPLY, GERMAN)
    assert ask(office, case, "Und wann?", number="n2") != first


def test_the_database_itself_allows_one_open_question(office: Office, case: Case) -> None:
    ask(office, case)
    again = {"contribution_id": case.id, "kind": "network_question", "day": clock.today()}

    def insert() -> None:
        network = networks.by_key("hf-4").id
        db.session.execute(sa.insert(Message).values(id=uuid.uuid4(), network_id=network, position=9, **again))

    with pytest.raises(sa.exc.IntegrityError):
        office.world.do(insert)


def test_two_commissioners_at_once_one_wins(office: Office, case: Case) -> None:
    key = ask(office, case)
    act(office, case, actions.keep, key, "Nein.")
    with pytest.raises(Conflict, match="talk_decided"):
        pass_on(office, case, key)
    with pytest.raises(Conflict, match="talk_decided"):
        act(office, case, actions.keep, key, "Doch nicht.")
    assert lines(office, case) == [("network_question", Fate.KEPT)]


def test_the_network_gets_german_words_only_and_only_the_checked_ones(office: Office, case: Case) -> None:
    key = reply(office, case, asked(office, case))
    with pytest.raises(Invalid, match="talk_german_missing"):
        pass_on(office, case, key, REPLY)

    def translate() -> uuid.UUID:
        message = contributions.message(contributions.get(case.reference), key)
        who = staff(office.translator, Role.TRANSLATOR)
        return translating_actions.add_translation(message, "text", "de", "Im Haus von Frau Kaya.", actor=who).id

    seen = office.world.do(translate)
    with pytest.raises(Conflict, match="talk_german_changed"):
        pass_on(office, case, key, REPLY, GERMAN)
    shorter = Passed("في البيت […]", "Im Haus von Frau Kaya.", seen)
    with pytest.raises(Invalid, match="talk_german_not_redacted"):
        act(office, case, actions.pass_on, key, shorter)
    act(office, case, actions.pass_on, key, Passed("في البيت […]", "Im Haus […]", seen))
    assert [one.text for one in seen_by(office, case).lines] == [QUESTION, "Im Haus […]"]


def test_passing_a_german_draft_on_says_that_it_was_compared(office: Office, case: Case) -> None:
    key = reply(office, case, asked(office, case))

    def translate() -> uuid.UUID:
        message = contributions.message(contributions.get(case.reference), key)
        return translating_actions.add_translation(message, "text", "de", GERMAN, actor=SYSTEM).id

    seen = office.world.do(translate)
    act(office, case, actions.pass_on, key, Passed(REPLY, GERMAN, seen))
    checked = office.world.read(
        lambda: content.versions(contributions.message(contributions.get(case.reference), key), "text")
    )
    assert [one.checked_by_role for one in checked] == [None, Role.MODERATOR]


def test_a_reply_that_is_kept_tells_the_author_why_and_the_network_nothing(office: Office, case: Case) -> None:
    question = asked(office, case)
    key = reply(office, case, question)
    act(office, case, actions.keep, key, "Darin steht ein Name.")
    assert [one.text for one in seen_by(office, case).lines] == [QUESTION]
    assert seen_by(office, case).waiting_since == clock.today()
    found = office.world.read(lambda: [(one.key, one.language) for one in translating.waiting()])
    assert (str(key), "ar") in found
    pass_on(office, case, reply(office, case, question, "في الرابع"), "في الرابع", "Im vierten.")
    assert seen_by(office, case).waiting_since is None


def test_words_to_the_commissioner_stay_with_the_commissioner(office: Office, case: Case) -> None:
    with pytest.raises(NotPossibleNow, match="talk_closed"):
        reply(office, case, None)
    act(office, case, actions.write, "Dürfen wir Sie etwas fragen?")
    key = reply(office, case, None)
    with pytest.raises(Missing):
        pass_on(office, case, key, REPLY, GERMAN)
    assert seen_by(office, case).lines == []
    act(office, case, actions.read, key)
    assert office.world.read(queries.waiting) == []
    with pytest.raises(Conflict):
        act(office, case, actions.read, key)


def test_writing_back_counts_as_reading(office: Office, case: Case) -> None:
    act(office, case, actions.write, "Guten Tag.")
    reply(office, case, None)
    act(office, case, actions.write, "Danke.")
    assert office.world.read(queries.waiting) == []
