"""How a talk ends, who hears of it, who is reminded, and what stays of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.cli.worker import periods
from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.core import clock, history
from app.core.errors import Missing, NotPossibleNow
from app.core.history import SYSTEM
from app.core.outbox import OutboxMail
from app.extensions import db
from app.followup import actions as followup
from app.moderation import actions as moderation
from app.moderation import queries as queue
from app.networks import queries as networks
from app.permissions import Role
from app.routing import queries as routing
from app.talks import actions, queries
from app.talks.rules import Fate
from app.translating import queries as translating
from tests.support.build import World
from tests.support.desk import Case, Office, staff, submit
from tests.support.talks import GERMAN, QUESTION, REPLY, act, ask, asked, lines, look, mails, pass_on, reply, seen_by


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


@pytest.fixture
def case(office: Office) -> Case:
    return office.case()


def test_nothing_is_lost_by_closing_and_nothing_passes_afterwards(office: Office, case: Case) -> None:
    question = asked(office, case)
    key = reply(office, case, question)
    with pytest.raises(NotPossibleNow, match="talk_waits"):
        act(office, case, actions.close)
    pass_on(office, case, key, REPLY, GERMAN)
    second = ask(office, case, "Und wann?")
    pass_on(office, case, second, "Und wann?")
    act(office, case, actions.close)
    assert seen_by(office, case).waiting_since is None
    for what in (lambda: ask(office, case, "Noch etwas?"), lambda: reply(office, case, second)):
        with pytest.raises(NotPossibleNow, match="talk_closed"):
            what()
    with pytest.raises(NotPossibleNow, match="talk_closed"):
        act(office, case, actions.write, "Noch etwas.")
    act(office, case, actions.reopen)
    ask(office, case, "Noch etwas?")


def test_a_reply_to_a_question_that_was_taken_back_is_refused_not_swallowed(office: Office, case: Case) -> None:
    question = asked(office, case)
    key = reply(office, case, question, number="n1")

    def back(network: str) -> None:
        found = routing.get_for([networks.by_key(network).id], case.reference)
        actions.take_question_back(found, question, actor=staff(office.manager, Role.NETWORK_MANAGER))

    office.world.do(lambda: back("hf-4"))
    assert reply(office, case, question, number="n1") == key
    with pytest.raises(NotPossibleNow, match="talk_question_over"):
        reply(office, case, question)
    assert lines(office, case)[1] == ("author_reply", Fate.WAITS)


def test_taking_the_case_back_ends_what_waits(office: Office, case: Case) -> None:
    ask(office, case)
    office.world.decide(case, office.moderator, moderation.take_back, statement="Ein Fehler.")
    assert office.world.read(queries.waiting) == []
    assert lines(office, case) == [("network_question", Fate.OVER)]


def test_withdrawing_erases_every_word_of_the_talk(office: Office, case: Case) -> None:
    question = asked(office, case)
    reply(office, case, question)
    office.world.do(lambda: followup.withdraw(contributions.get(case.reference)))
    assert look(office, case, contributions.messages) == []
    left = sa.text("SELECT count(*) FROM text_version WHERE subject_kind = 'message'")
    assert office.world.read(lambda: db.session.execute(left).scalar_one()) == 0


def test_after_a_merge_each_author_keeps_her_own_talk_and_the_network_sees_it_with_the_main_case(
    office: Office, case: Case
) -> None:
    question = asked(office, case)
    main = office.case()
    office.world.decide(case, office.moderator, moderation.merge, main=main)
    pass_on(office, case, reply(office, case, question), REPLY, GERMAN)
    assert [one.text for one in seen_by(office, main).lines] == [QUESTION, GERMAN]
    assert lines(office, main) == []
    assert office.world.read(lambda: contributions.waiting_for_author([main.id])) == {}


def test_waiting_for_the_author_is_a_dated_fact_of_the_main_case(office: Office, case: Case) -> None:
    asked(office, case)
    due = look(office, case, lambda found: routing.lead_of(found).answer_due_on)  # type: ignore[union-attr]
    assert office.world.read(lambda: contributions.waiting_for_author([case.id])) == {case.id: clock.today()}
    assert seen_by(office, case).waiting_since == clock.today()
    assert look(office, case, lambda found: routing.lead_of(found).answer_due_on) == due  # type: ignore[union-attr]
    main = office.case()
    office.world.decide(case, office.moderator, moderation.merge, main=main)
    assert office.world.read(lambda: contributions.waiting_for_author([main.id])) == {main.id: clock.today()}


def test_only_the_author_of_the_talk_hears_of_it(office: Office) -> None:
    world = office.world

    def with_address(name: str) -> Case:
        one = submit(world, contact=f"{name}@example.org")

        def confirm() -> None:
            contribution_actions.confirm_contact(contributions.mail_links(one.id)["confirm_token"])

        world.do(confirm)
        return one

    first, second = with_address("anna"), with_address("berta")
    world.release(first, office.moderator)
    world.decide(second, office.moderator, moderation.merge, main=first)
    world.do(lambda: db.session.execute(sa.delete(OutboxMail)))
    with clock.at(clock.now() + timedelta(days=2)):
        asked(office, first)
        assert mails(world, "something_new") == [f"contact:{first.id}"]


def test_commissioners_are_reminded_after_a_working_day(office: Office, case: Case) -> None:
    monday = clock.now().replace(year=2027, month=3, day=1, hour=9)

    def reminded(days: int) -> int:
        with clock.at(monday + timedelta(days=days)):
            return office.world.read(queue.digest_counts, clock.today()).talks

    with clock.at(monday):
        ask(office, case)
        assert office.world.read(queue.counts, clock.today()).talks == 1
    assert [reminded(days) for days in (0, 1, 2)] == [0, 0, 1]
    friday = monday + timedelta(days=4)
    with clock.at(friday):
        other = office.case()
        ask(office, other)
    assert [reminded(days) for days in (4, 6, 7, 8)] == [1, 1, 1, 2]


def test_words_of_a_talk_go_with_the_other_personal_leftovers(office: Office, case: Case) -> None:
    pass_on(office, case, reply(office, case, asked(office, case)), REPLY, GERMAN)
    office.world.answer(case, office.manager)
    kept = office.world.read(periods)

    def erase(days: int) -> int:
        day = clock.today() + timedelta(days=days)
        return office.world.do(lambda: moderation.erase_due(day, actor=SYSTEM, periods=kept))["talk"]

    assert [erase(182), erase(183), erase(184)] == [0, 1, 0]
    assert look(office, case, contributions.messages) == []
    assert "erase_talk" in look(office, case, lambda found: [one.verb for one in history.of(found)])


def test_nobody_translates_what_no_commissioner_has_passed_on(office: Office, case: Case) -> None:
    key = ask(office, case)
    assert str(key) not in office.world.read(lambda: [one.key for one in translating.waiting()])
    browser = office.browser(office.translator)
    browser.get(f"/staff/translating/message/{key}/ar", status=404)
    pass_on(office, case, key)
    found = office.world.read(lambda: [(one.key, one.language) for one in translating.waiting()])
    assert (str(key), "ar") in found
    assert QUESTION in browser.get(f"/staff/translating/message/{key}/ar").text
    said = reply(office, case, key)
    found = office.world.read(lambda: [(one.key, one.language) for one in translating.waiting()])
    assert (str(said), "de") in found


def test_another_case_s_message_is_no_message(office: Office, case: Case) -> None:
    key, other = ask(office, case), office.case()
    with pytest.raises(Missing):
        pass_on(office, other, key)
