"""Two pairs of eyes, publishing together, looking again, votes: who may, when, and what nobody gets around."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from app.answers import actions, queries
from app.answers.actions import More
from app.answers.rules import Helped, Outcome
from app.concept.models import PoliticalBody, PoliticalDecision
from app.concept.rules import DecisionState
from app.contributions import queries as contributions
from app.contributions.lifecycle import State
from app.core import clock, history
from app.core.errors import Conflict, Invalid, Missing, NotPossibleNow
from app.core.languages import content
from app.core.languages.content import Audience
from app.extensions import db
from app.networks import queries as networks
from app.permissions import Role
from tests.support.answering import act, answer_of, write
from tests.support.build import World
from tests.support.desk import Case, Office, draft, publish, staff
from tests.support.staff import Person, hire

REASON = "Der Termin hat sich geändert."


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


@pytest.fixture
def second(world: World, office: Office) -> Person:
    """The other person of the tandem of network 4."""
    return hire(world, Role.NETWORK_MANAGER, email="second@staff.example", network="hf-4")


@pytest.fixture
def by_two(world: World) -> None:
    """Network 4 wants a second person to look at each answer."""

    def choose() -> None:
        networks.by_key("hf-4").four_eyes = True

    world.do(choose)


def words(world: World, case: Case) -> str:
    """What an author reads now."""

    def look() -> str:
        found = content.say(answer_of(case), "text", "de", Audience.AUTHOR)
        return found.text if found else ""

    return world.read(look)


def test_nobody_publishes_without_the_second_person(world: World, office: Office, second: Person, by_two: None) -> None:
    case = office.case()
    write(world, case, office.manager, actions.hand_over, "Wir sprechen darüber.")
    [mail] = [mail for mail in world.post_round() if "waits for your look" in str(mail["Subject"])]
    assert mail["To"] == second.email
    with pytest.raises(NotPossibleNow, match="approval_missing"):
        act(world, case, office.manager, actions.publish)
    with pytest.raises(NotPossibleNow, match="own_words"):
        act(world, case, office.manager, actions.approve)
    act(world, case, second, actions.approve)
    act(world, case, office.manager, actions.publish)
    assert world.read(lambda: contributions.get(case.reference).state) is State.ANSWERED
    assert world.read(history.broken_links) == []


def test_an_edit_after_the_approval_needs_a_new_one(world: World, office: Office, second: Person, by_two: None) -> None:
    case = office.case()
    write(world, case, office.manager, actions.hand_over, "Wir sprechen darüber.")
    act(world, case, second, actions.approve)
    with pytest.raises(NotPossibleNow, match="approval_missing"):
        write(world, case, second, actions.save_and_publish, "Wir sprechen lange darüber.")
    write(world, case, office.manager, actions.save_draft, "Wir sprechen bald darüber.")
    with pytest.raises(NotPossibleNow, match="approval_missing"):
        act(world, case, office.manager, actions.publish)
    # The same words again are no edit.
    act(world, case, second, actions.approve)
    write(world, case, second, actions.save_and_publish, "Wir sprechen bald darüber.")


@pytest.mark.parametrize(
    "more",
    [
        {"outcome": Outcome.PASSED_ON},
        {"more": More(review_on=clock.today() + timedelta(days=30))},
        {"more": More(grants_resources=True)},
    ],
)
def test_everything_that_readers_get_counts_as_an_edit(
    world: World, office: Office, second: Person, by_two: None, more: dict[str, Any]
) -> None:
    case = office.case()
    write(world, case, office.manager, actions.hand_over, "Wir sprechen darüber.")
    act(world, case, second, actions.approve)
    write(world, case, second, actions.save_draft, "Wir sprechen darüber.", **more)
    assert world.read(lambda: answer_of(case).approved_by_id) is None


def test_an_approval_is_about_the_words_that_were_seen(
    world: World, office: Office, second: Person, by_two: None
) -> None:
    case = office.case()
    write(world, case, office.manager, actions.hand_over, "Erste Worte.")
    seen = world.read(lambda: answer_of(case).version)
    write(world, case, office.manager, actions.save_draft, "Andere Worte.")
    with pytest.raises(Conflict, match="answer_changed"):
        act(world, case, second, actions.approve, version=seen)


def test_a_correction_waits_for_the_second_person_too(
    world: World, office: Office, second: Person, by_two: None
) -> None:
    case = office.case()
    write(world, case, office.manager, actions.hand_over, "Im Mai.")
    act(world, case, second, actions.approve_and_publish)
    write(world, case, office.manager, actions.correct_published, "Im Juni.", reason=REASON)
    assert words(world, case) == "Im Mai."
    with pytest.raises(NotPossibleNow, match="own_words"):
        act(world, case, office.manager, actions.approve_correction)
    act(world, case, second, actions.approve_correction)
    assert words(world, case) == "Im Juni."
    assert world.read(lambda: answer_of(case).corrected_on) == clock.today()
    write(world, case, office.manager, actions.correct_published, "Im Juli.", reason=REASON)
    act(world, case, office.manager, actions.discard_correction)
    with pytest.raises(NotPossibleNow, match="no_correction"):
        act(world, case, second, actions.approve_correction)
    assert words(world, case) == "Im Juni."


def test_a_correction_says_why(world: World, office: Office) -> None:
    case = office.case()
    publish(world, draft(world, case, office.manager), office.manager)
    with pytest.raises(Invalid, match="correction_reason_missing"):
        write(world, case, office.manager, actions.correct_published, "Erst im Juni.")
    write(world, case, office.manager, actions.correct_published, "Erst im Juni.", reason=REASON)
    assert world.read(lambda: content.original(answer_of(case), "correction").text) == REASON  # type: ignore[union-attr]


def test_together_all_or_none_and_every_reason_is_named(world: World, office: Office, second: Person) -> None:
    whole, bare, seen_before = office.case(), office.case(), office.case()
    ids = [draft(world, one, office.manager) for one in (whole, bare, seen_before)]
    draft(world, bare, office.manager, outcome=None, version=1)
    actor = staff(office.manager, Role.NETWORK_MANAGER)

    def together() -> None:
        found = queries.get_many(ids, [networks.by_key("hf-4").id])
        stale = {ids[2]: 7}
        actions.publish_many([(one, stale.get(one.id, one.version)) for one in found], actor=actor)

    with pytest.raises(actions.NotAll) as refusal:
        world.do(together)
    assert {key: why.code for key, why in refusal.value.refused.items()} == {
        ids[1]: "outcome_missing",
        ids[2]: "answer_changed",
    }
    assert world.read(lambda: contributions.get(whole.reference).state) is State.RELEASED


def decision(world: World, state: DecisionState = DecisionState.GRANTED) -> int:
    """A recorded decision of a political body."""

    def record() -> int:
        row = PoliticalDecision(
            body=PoliticalBody(name=f"Ausschuss {state}"),
            state=state,
            decided_on=clock.today(),
            reference="SV 12/2026",
            subject="Ein Raum",
        )
        db.session.add(row)
        db.session.flush()
        return row.id

    return world.do(record)


def test_extra_money_needs_a_decision_that_grants_it(world: World, office: Office) -> None:
    case = office.case()
    refused, granted = decision(world, DecisionState.REFUSED), decision(world)

    def promise(chosen: int | None) -> Callable[..., Any]:
        def act(*args: Any, **facts: Any) -> Any:
            more = More(grants_resources=True, decision=queries.decision(chosen))
            return actions.save_and_publish(*args, more=more, **facts)

        return act

    for chosen, code in ((None, "decision_missing"), (refused, "decision_not_granted")):
        with pytest.raises(Invalid, match=code):
            write(world, case, office.manager, promise(chosen), "Das Geld ist da.", outcome=Outcome.ADOPTED)
    write(world, case, office.manager, promise(granted), "Das Geld ist da.", outcome=Outcome.ADOPTED)


def test_the_day_to_look_again_reaches_the_tandem_once(world: World, office: Office, second: Person) -> None:
    case = office.case()
    day = clock.today() + timedelta(days=30)
    later = {"more": More(review_on=day)}
    write(world, case, office.manager, actions.save_and_publish, "Wir sprechen darüber.", **later)
    world.post_round()
    with clock.at(datetime.combine(day, time(9), clock.BERLIN)):
        assert world.do(actions.remind_reviews, day) == 2
        assert world.do(actions.remind_reviews, day) == 0
        assert {mail["To"] for mail in world.post_round()} == {office.manager.email, second.email}
        desk = world.read(lambda: queries.desk(networks.by_key("hf-4").id, "de"))
        assert [row.reference for row in desk.groups["desk_in_work"] if row.review_due] == [case.reference]
        act(world, case, office.manager, actions.look_again, next_on=day + timedelta(days=60))
    looked = world.read(lambda: answer_of(case))
    assert (looked.reviewed_on, looked.review_on, looked.review_told_on) == (day, day + timedelta(days=60), None)
    with pytest.raises(Invalid, match="review_day_wrong"):
        act(world, case, office.manager, actions.look_again, next_on=clock.today())


def test_an_author_says_once_whether_it_helped_and_may_change_it(world: World, office: Office) -> None:
    case, other = office.case(), office.case()
    publish(world, draft(world, case, office.manager), office.manager)
    answer_id = world.read(lambda: answer_of(case).id)

    def say(helped: Helped, by: Case = case) -> None:
        world.do(lambda: actions.say_helped(contributions.get(by.reference), answer_id, helped).id)

    say(Helped.NO)
    say(Helped.PARTLY)
    network = world.read(lambda: networks.by_key("hf-4").id)
    count = world.read(queries.help_by_network)[network]
    assert (count.yes, count.partly, count.no, count.is_shown) == (0, 1, 0, False)
    with pytest.raises(Missing):
        say(Helped.YES, other)
