"""What networks answer: when it can be read, by whom, and what nobody can do."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from app.answers import actions, queries
from app.answers.rules import Outcome
from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.contributions.lifecycle import PublicStep, State, public_step
from app.core import clock, history
from app.core.errors import Conflict, Invalid, NotPossibleNow
from app.core.languages import content
from app.core.languages.content import Audience
from app.networks import queries as networks
from app.permissions import Role
from app.routing import queries as routing
from app.routing.models import Assignment
from tests.support.build import World
from tests.support.desk import Case, Office, draft, publish, staff

GERMAN_ANSWER, SIMPLE_ANSWER = "Der Raum wird im Mai eingerichtet.", "Der Raum kommt im Mai."


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


def lead(case: Case) -> Assignment:
    return routing.get_for([networks.by_key("hf-4").id], case.reference)


def test_a_published_answer_reaches_the_author_with_its_outcome(world: World, office: Office) -> None:
    case = office.case()
    answer_id = draft(world, case, office.manager, GERMAN_ANSWER, simple=SIMPLE_ANSWER)

    def before() -> None:
        contribution = contributions.get(case.reference)
        assert queries.published_for(contribution) == []
        assert queries.facts_for(contribution).outcome is None

    world.read(before)
    publish(world, answer_id, office.manager)

    def after() -> None:
        contribution = contributions.get(case.reference)
        assert contribution.state is State.ANSWERED
        [answer] = queries.published_for(contribution)
        facts = queries.facts_for(contribution)
        assert (facts.outcome, facts.read) == (Outcome.ADOPTED, True)
        assert public_step(contribution.state, facts) is PublicStep.ANSWERED
        simple = content.say(answer, "text", "de-simple", Audience.AUTHOR)
        german = content.say(answer, "text", "ar", Audience.AUTHOR)
        assert simple is not None
        assert (simple.text, simple.language) == (SIMPLE_ANSWER, "de-simple")
        assert german is not None
        assert german.text == GERMAN_ANSWER
        assert history.broken_links() == []

    world.read(after)


def test_an_answer_needs_an_outcome_and_german_words(world: World, office: Office) -> None:
    case = office.case()
    without_outcome = draft(world, case, office.manager, outcome=None)
    with pytest.raises(Invalid, match="outcome_missing"):
        publish(world, without_outcome, office.manager)
    draft(world, case, office.manager, text="", outcome=Outcome.ADOPTED, version=1)
    with pytest.raises(Invalid, match="answer_missing"):
        publish(world, without_outcome, office.manager)


def test_drafting_also_takes_the_case_on(world: World, office: Office) -> None:
    case = office.case()
    draft(world, case, office.manager)

    def look() -> None:
        assert lead(case).acknowledged_by_id == office.manager.id

    world.read(look)


def test_the_second_of_two_writers_is_told(world: World, office: Office) -> None:
    case = office.case()
    draft(world, case, office.manager, "Erste Fassung")
    with pytest.raises(Conflict):
        draft(world, case, office.manager, "Zweite Fassung", version=0)
    draft(world, case, office.manager, "Erste Fassung", version=1)
    with pytest.raises(Conflict):
        draft(world, case, office.manager, "Dritte Fassung", version=1)


def test_a_correction_keeps_the_old_words_and_withdraws_their_simple_version(world: World, office: Office) -> None:
    case = office.case()
    publish(world, draft(world, case, office.manager, GERMAN_ANSWER, simple=SIMPLE_ANSWER), office.manager)

    def correct() -> None:
        answer = queries.of_assignment(lead(case))
        assert answer is not None
        actor = staff(office.manager, Role.NETWORK_MANAGER)
        actions.correct_published(
            lead(case), "Erst im Juni.", "", "", Outcome.ADOPTED, actor=actor, version=answer.version, reason="Zu früh."
        )

    world.do(correct)

    def look() -> None:
        [answer] = queries.published_for(contributions.get(case.reference))
        said = content.say(answer, "text", "de-simple", Audience.PUBLIC)
        assert said is not None
        assert said.text == "Erst im Juni."
        assert GERMAN_ANSWER in [version.text for version in content.versions(answer, "text")]

    world.read(look)


def test_money_that_nobody_granted_is_never_called_granted(world: World, office: Office) -> None:
    case = office.case()
    answer_id = draft(world, case, office.manager, outcome=Outcome.NEEDS_DECISION)
    publish(world, answer_id, office.manager)
    actor = staff(office.manager, Role.NETWORK_MANAGER)

    def promise() -> None:
        answer = queries.of_assignment(lead(case))
        assert answer is not None
        actions.correct_published(
            lead(case), "Bewilligt.", "", "", Outcome.ADOPTED, actor=actor, version=answer.version, reason="Neu."
        )

    def carry_out() -> None:
        answer = queries.of_assignment(lead(case))
        assert answer is not None
        actions.mark_carried_out(answer, actor=actor)

    with pytest.raises(Invalid, match="decision_missing"):
        world.do(promise)
    with pytest.raises(NotPossibleNow, match="not_carried_out"):
        world.do(carry_out)


def test_a_measure_can_be_carried_out(world: World, office: Office) -> None:
    case = office.case()
    publish(world, draft(world, case, office.manager), office.manager)

    def carry_out() -> None:
        answer = queries.of_assignment(lead(case))
        assert answer is not None
        actions.mark_carried_out(answer, actor=staff(office.manager, Role.NETWORK_MANAGER))

    world.do(carry_out)

    def look() -> None:
        contribution = contributions.get(case.reference)
        assert public_step(contribution.state, queries.facts_for(contribution)) is PublicStep.CARRIED_OUT

    world.read(look)


def test_another_network_adds_its_answer_without_closing_the_case(world: World, office: Office) -> None:
    case = office.case(fields=(4, 7))
    publish(world, draft(world, case, office.other, "Wir helfen mit.", network="hf-7"), office.other)

    def look() -> list[bool]:
        contribution = contributions.get(case.reference)
        assert contribution.state is (
            State.ANSWERED if len(queries.published_for(contribution)) == 2 else State.RELEASED
        )
        return [answer.is_lead for answer in queries.published_for(contribution)]

    assert world.read(look) == [False]
    publish(world, draft(world, case, office.manager), office.manager)
    assert world.read(look) == [True, False]


def test_several_ready_answers_are_published_together_or_not_at_all(world: World, office: Office) -> None:
    cases = [office.case() for _number in range(3)]
    ids = [draft(world, case, office.manager) for case in cases]
    actor = staff(office.manager, Role.NETWORK_MANAGER)

    def together(version: int) -> None:
        answers = queries.get_many(ids, [networks.by_key("hf-4").id])
        actions.publish_many([(answer, version) for answer in answers], actor=actor)

    with pytest.raises(Conflict):
        world.do(together, 7)
    states = [world.read(lambda one=case: contributions.get(one.reference).state) for case in cases]
    assert states == [State.RELEASED] * 3
    world.do(together, 1)
    states = [world.read(lambda one=case: contributions.get(one.reference).state) for case in cases]
    assert states == [State.ANSWERED] * 3


def test_the_code_of_a_merged_item_shows_the_answer_of_its_main_item(world: World, office: Office) -> None:
    main, twin = office.case(), office.case()
    publish(world, draft(world, main, office.manager), office.manager)

    def merge() -> None:
        from_moderation = staff(office.moderator, Role.MODERATOR)
        case, heir = contributions.get(twin.reference), contributions.get(main.reference)
        contribution_actions.merge_into(case, heir, actor=from_moderation)

    world.do(merge)
    found = world.read(
        lambda: [one.contribution_id for one in queries.published_for(contributions.get(twin.reference))]
    )
    assert found == [main.id]


def test_a_case_that_left_the_desk_cannot_be_answered(world: World, office: Office) -> None:
    case = office.case()

    def hand_back() -> None:
        actor = staff(office.manager, Role.NETWORK_MANAGER)
        actions.hand_back(lead(case), actor=actor, reason="Falsches Feld", better_place="Jobcenter")

    world.do(hand_back)
    with pytest.raises(NotPossibleNow):
        draft(world, case, office.manager)


def test_the_desk_sorts_by_what_has_happened(world: World, office: Office) -> None:
    cases = [office.case() for _number in range(4)]
    draft(world, cases[1], office.manager, outcome=None)
    draft(world, cases[2], office.manager)
    publish(world, draft(world, cases[3], office.manager), office.manager)

    def look() -> list[list[str]]:
        desk = queries.desk(networks.by_key("hf-4").id, "de")
        return [[row.reference for row in rows] for rows in desk.groups.values()]

    assert world.read(look) == [[case.reference] for case in cases]
    # At noon: in the last hour of a winter's day 200 days later can be 201 days of the calendar.
    noon = datetime.combine(clock.today() + timedelta(days=200), time(12), clock.BERLIN)
    with clock.at(noon):
        row = world.read(lambda: queries.desk(networks.by_key("hf-4").id, "de").groups)["desk_new"][0]
        assert (row.lateness_on(clock.today()), row.age_on(clock.today())) == ("very_overdue", 200)
