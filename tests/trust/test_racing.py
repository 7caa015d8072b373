"""B-03: two people decide about one thing at the same moment. One wins, the other keeps every word.

More than five hundred pairs over all kinds of decisions. A new button that decides joins the table of its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations_with_replacement
from typing import Any

import pytest
import sqlalchemy as sa

from app.answers.models import Answer
from app.contributions.models import Contribution
from app.core import clock, history
from app.extensions import db
from app.moderation import actions as moderation
from app.moderation import settings
from app.moderation.models import ModerationDecision
from app.moderation.rules import ReasonCode
from app.networks import queries as networks
from app.permissions import Role
from app.routing import queries as routing
from app.routing.models import Assignment
from app.talks import actions as talks
from tests.support import cases
from tests.support import notices as reports
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import Case, staff
from tests.support.page import Page
from tests.support.racing import NETWORK, Act, Race, Rivals, at_once

MANAGER = {"page": NETWORK, "role": Role.NETWORK_MANAGER}
ANSWER = {"text": "Antwort von {who} zu {turn}", "next_step": "Schritt von {who} zu {turn}", "outcome": "adopted"}
# What can be done with a text that nobody has decided on; each act ends the others.
WAITING = {
    "release": Act(
        "/release",
        {
            "fields": ["4"],
            "primary": "4",
            "public": "yes",
            "title": "Titel von {who} zu {turn}",
            "german": "Deutsch von {who} zu {turn}",
        },
    ),
    "refuse": Act("/refuse", {"reason": "insult", "statement": "Satz von {who} zu {turn}"}),
    "return": Act("/return", {"message": "Frage von {who} zu {turn}"}),
    "refer": Act("/refer", {"statement": "Rat von {who} zu {turn}"}),
    "merge": Act("/merge", {"main": "{main}", "statement": "Wie das andere, {who} zu {turn}"}),
}
REDACT = Act(
    "/redact",
    {"redacted": "Kurz von {who} zu {turn}", "redaction_reason": "third_person", "german": "Neu von {who} zu {turn}"},
)
TAKE_BACK = Act("/take-back", {"statement": "Zurück sagt {who} zu {turn}"})
PUBLISH = Act("/draft", ANSWER, button="/publish", **MANAGER)
CORRECT = Act("/correct", {**ANSWER, "reason": "Ein Fehler sagt {who} zu {turn}"}, **MANAGER)
HAND_BACK = Act("/hand-back", {"reason": "Nicht hier sagt {who} zu {turn}", "better_place": "Amt von {who}"}, **MANAGER)
REASSIGN = Act(
    "/{reference}",
    {"networks": ["{seven}"], "lead": "{seven}", "note": "Weiter sagt {who} zu {turn}"},
    page="/staff/routing/{reference}",
    role=Role.STEERING_MEMBER,
)
SPLIT = Act("/split", {"statement": "Doch nicht sagt {who} zu {turn}"})
OBJECTION = "/staff/moderation/objections/{objection}"
UPHOLD, DISMISS = (
    Act("/{objection}", {"upheld": answer, "statement": "Bescheid von {who} zu {turn}"}, page=OBJECTION)
    for answer in ("yes", "no")
)
LONGER = Act(
    "/extend",
    {"until": "{later}", "reason": "asks_others", "note": "Länger sagt {who} zu {turn}"},
    page="/staff/routing/{reference}",
    role=Role.STEERING_MEMBER,
)
ESCALATE = Act("/escalate", {"note": "Bitte helfen sagt {who} zu {turn}"}, page="/staff/routing/{reference}")
UNDO = Act("/{step}", page="/staff/moderation/")
TALK = "/staff/talks/{reference}"
PASS = Act("/pass", {"text": "Welches Haus, fragt {who} zu {turn}?"}, page=TALK)
KEEP = Act("/keep", {"reason": "Nicht nötig sagt {who} zu {turn}"}, page=TALK)
STAYS, HIDDEN = (
    Act("/{notice}", {"ending": ending, "reason": "third_person", **words}, page="/staff/notices/{notice}")
    for ending, words in (
        ("keep", {"statement": "Es bleibt sagt {who} zu {turn}"}),
        ("hide", {"statement": "Es geht sagt {who} zu {turn}", "to_author": "Leider sagt {who} zu {turn}"}),
    )
)
# Pairs of which exactly one can be done, by what stands before.
RELEASED = {
    "take back against take back": (TAKE_BACK, TAKE_BACK),
    "take back against redact": (TAKE_BACK, REDACT),
    "redact against redact": (REDACT, REDACT),
    "merge against take back": (WAITING["merge"], TAKE_BACK),
    "publish against publish": (PUBLISH, PUBLISH),
    "publish against take back": (PUBLISH, TAKE_BACK),
    "publish against hand back": (PUBLISH, HAND_BACK),
    "hand back against hand back": (HAND_BACK, HAND_BACK),
    "reassign against reassign": (REASSIGN, REASSIGN),
    "reassign against hand back": (REASSIGN, HAND_BACK),
    "extend against extend": (LONGER, LONGER),
    "escalate against escalate": (ESCALATE, ESCALATE),
    "undo against publish": (UNDO, PUBLISH),
    "undo against hand back": (UNDO, HAND_BACK),
    "undo against take back": (UNDO, TAKE_BACK),
}
ANSWERED = {
    "redact against redact": (REDACT, REDACT),
    "correct against correct": (CORRECT, CORRECT),
}
ASKED = {"pass against pass": (PASS, PASS), "pass against keep": (PASS, KEEP), "keep against keep": (KEEP, KEEP)}
REPORTED = {"stays against hidden": (STAYS, HIDDEN), "hidden against hidden": (HIDDEN, HIDDEN)}
OBJECTED = {"uphold against dismiss": (UPHOLD, DISMISS), "dismiss against dismiss": (DISMISS, DISMISS)}
ROUNDS, FEWER = 20, 10
WAITING_PAIRS = list(combinations_with_replacement(WAITING, 2))


def test_there_are_five_hundred() -> None:
    rest = len(RELEASED) + len(ANSWERED) + len(ASKED) + len(REPORTED) + len(OBJECTED) + 1
    assert len(WAITING_PAIRS) * ROUNDS + rest * FEWER >= 500


@pytest.fixture
def rivals(world: World) -> Rivals:
    found = Rivals(world)
    found.hire(Role.MODERATOR)
    return found


@pytest.fixture
def _minutes_to_undo() -> Iterator[None]:
    """Elsewhere in the tests decisions count at once."""
    settings.configure({"UNDO_MINUTES": 10})
    yield
    settings.configure({"UNDO_MINUTES": 0})


@pytest.fixture
def main(world: World, rivals: Rivals) -> str:
    """A released contribution that others may be joined with."""
    return released(world, rivals, "Das gemeinsame Anliegen").reference


def released(world: World, rivals: Rivals, text: str) -> Case:
    return world.release(world.submit(text, "en"), rivals.hire(Role.MODERATOR)[0])


def count(world: World, model: Any, *where: Any) -> int:
    return world.read(lambda: db.session.scalar(sa.select(sa.func.count()).select_from(model).where(*where))) or 0


def sound(world: World) -> None:
    """Whatever happened: the chain of decisions holds, and nobody leads beside somebody else."""
    assert world.read(history.broken_links) == []
    leads = sa.select(Assignment.contribution_id).where(Assignment.is_lead, Assignment.ended_at.is_(None))
    doubled = leads.group_by(Assignment.contribution_id).having(sa.func.count() > 1)
    assert world.read(lambda: db.session.execute(doubled).all()) == []


@pytest.mark.parametrize("pair", WAITING_PAIRS, ids=" against ".join)
def test_one_decision_about_a_waiting_text(world: World, rivals: Rivals, main: str, pair: tuple[str, str]) -> None:
    for turn in range(ROUNDS):
        case = world.submit(f"Text {turn}", "en")
        race = rivals.race((WAITING[pair[0]], WAITING[pair[1]]), turn, reference=case.reference, main=main)
        won = pair[1 - race.late]
        expected = {"release": "released", "refuse": "refused", "return": "returned", "refer": "referred"}
        assert cases.state(world, case.reference) == expected.get(won, "merged")
    assert count(world, ModerationDecision) == ROUNDS + 1
    with_network = Contribution.state == "released"
    assert count(world, Assignment, Assignment.ended_at.is_(None)) == count(world, Contribution, with_network)
    sound(world)


@pytest.mark.usefixtures("_minutes_to_undo")
@pytest.mark.parametrize("pair", RELEASED)
def test_one_decision_about_a_released_text(world: World, rivals: Rivals, main: str, pair: str) -> None:
    rivals.hire(Role.NETWORK_MANAGER)
    place = {
        "main": main,
        "seven": str(world.read(lambda: networks.by_key("hf-7").id)),
        "later": (clock.today() + timedelta(days=130)).isoformat(),
    }
    for turn in range(FEWER):
        case = released(world, rivals, f"Text {turn}")
        step = world.read(lambda case=case: str(step_of(case)))
        assert rivals.race(RELEASED[pair], turn, reference=case.reference, step=step, **place).late in (0, 1)
    sound(world)


def step_of(case: Case) -> object:
    query = sa.select(ModerationDecision.step_id).where(ModerationDecision.contribution_id == case.id)
    return db.session.scalars(query).one()


@pytest.mark.parametrize("pair", ANSWERED)
def test_one_change_of_an_answered_text(world: World, rivals: Rivals, pair: str) -> None:
    manager = rivals.hire(Role.NETWORK_MANAGER)[0]
    for turn in range(FEWER):
        case = released(world, rivals, f"Text {turn}")
        world.answer(case, manager)
        assert rivals.race(ANSWERED[pair], turn, reference=case.reference).late in (0, 1)
    assert count(world, Answer) == FEWER
    sound(world)


def test_a_merge_is_undone_once(world: World, rivals: Rivals, main: str) -> None:
    moderator = rivals.hire(Role.MODERATOR)[0]
    for turn in range(FEWER):
        case = world.submit(f"Text {turn}", "en")
        world.decide(case, moderator, moderation.merge, main=Case(case.id, main, ""))
        assert rivals.race((SPLIT, SPLIT), turn, reference=case.reference).late in (0, 1)
        assert cases.state(world, case.reference) == "submitted"
    sound(world)


@pytest.mark.parametrize("pair", ASKED)
def test_a_question_goes_one_way(world: World, rivals: Rivals, pair: str) -> None:
    manager = rivals.hire(Role.NETWORK_MANAGER)[0]

    def ask(case: Case) -> None:
        found = routing.get_for([networks.by_key("hf-4").id], case.reference)
        talks.ask(found, "Welches Haus?", actor=staff(manager, Role.NETWORK_MANAGER))

    for turn in range(FEWER):
        case = released(world, rivals, f"Text {turn}")
        world.do(ask, case)
        assert rivals.race(ASKED[pair], turn, reference=case.reference).late in (0, 1)
    sound(world)


@pytest.mark.parametrize("pair", REPORTED)
def test_a_notice_is_decided_once(world: World, rivals: Rivals, client: PageClient, pair: str) -> None:
    for turn in range(FEWER):
        case = released(world, rivals, f"Text {turn}")
        notice = reports.by_number(world, reports.report(client, case.reference))
        assert rivals.race(REPORTED[pair], turn, notice=str(notice.id)).late in (0, 1)
    sound(world)


@pytest.mark.parametrize("pair", OBJECTED)
def test_an_objection_is_decided_once(world: World, rivals: Rivals, pair: str) -> None:
    third = world.person(Role.MODERATOR, email="third@staff.example")

    def lodge(case: Any, version: int) -> str:
        return str(moderation.lodge_objection(case, "Das stimmt nicht.", language="de").id)

    for turn in range(FEWER):
        case = world.submit(f"Text {turn}", "en")
        world.decide(case, third, moderation.refuse, reason=ReasonCode.INSULT)
        objection = cases.decide(world, case.reference, lodge)
        assert rivals.race(OBJECTED[pair], turn, objection=objection).late in (0, 1)
    sound(world)


def test_two_that_are_merged_into_each_other_stay_one_and_one(world: World, rivals: Rivals) -> None:
    """Each is on another page, so the two races are one for the database alone."""
    clients = rivals.browsers(Role.MODERATOR)
    for turn in range(5):
        both = [world.submit(f"Text {turn} {side}", "en") for side in "ab"]
        forms = [
            Page(client.raw("GET", f"/staff/moderation/{mine.reference}").get_data(as_text=True), "").form(
                action="/merge"
            )
            for client, mine in zip(clients, both, strict=True)
        ]
        for form, other in zip(forms, reversed(both), strict=True):
            form.fill(main=other.reference)
        late = Race([{}, {}], at_once(clients, [(form.action, dict(form.values)) for form in forms])).late
        assert [cases.state(world, case.reference) for case in both][late] == "submitted"
        assert [cases.state(world, case.reference) for case in both][1 - late] == "merged"
    sound(world)


def test_a_tandem_that_answers_twice_sees_both_texts(world: World, rivals: Rivals) -> None:
    rivals.hire(Role.NETWORK_MANAGER)
    case = released(world, rivals, "Text")
    race = rivals.race((PUBLISH, PUBLISH), 0, reference=case.reference)
    shown = race.answers[race.late].get_data(as_text=True)
    assert "Antwort von 0 zu 0" in shown
    assert "Antwort von 1 zu 0" in shown
    assert count(world, Answer) == 1
