"""An act sees where the case lies now, not where it lay when the page was asked for."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from app.answers import actions
from app.answers.rules import Outcome
from app.core import clock
from app.core.errors import NotPossibleNow
from app.extensions import db
from app.permissions import Role
from app.routing.models import Assignment
from tests.support.answering import own
from tests.support.build import World
from tests.support.desk import Case, Office, staff
from tests.support.staff import hire

WORDS = ("Der Raum kommt.", "", "", Outcome.ADOPTED)


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


def meanwhile(case: Case, **facts: Any) -> Assignment:
    """The place of the case as this request read it, and what somebody else has written since."""
    found: Assignment = own(case)
    change = sa.update(Assignment).where(Assignment.id == found.id).values(**facts)
    db.session.execute(change, execution_options={"synchronize_session": False})
    return found


@pytest.mark.parametrize("gone", ["ended_at", "handed_back_at"])
def test_nothing_is_written_to_a_case_that_has_left_in_the_meantime(world: World, office: Office, gone: str) -> None:
    case = office.case()
    actor = staff(office.manager, Role.NETWORK_MANAGER)

    def work() -> None:
        actions.save_draft(meanwhile(case, **{gone: clock.now()}), *WORDS, actor=actor)

    with pytest.raises(NotPossibleNow, match="not_on_desk"):
        world.do(work)


def test_the_group_does_not_answer_what_has_got_more_time_in_the_meantime(world: World, office: Office) -> None:
    case = office.case()
    actor = staff(hire(world, Role.STEERING_MEMBER), Role.STEERING_MEMBER)

    def escalate() -> None:
        own(case).escalated_at = clock.now()

    def work() -> None:
        actions.answer_instead(meanwhile(case, escalation_ended_at=clock.now()), *WORDS, actor=actor)

    world.do(escalate)
    with pytest.raises(NotPossibleNow, match="not_escalated"):
        world.do(work)
