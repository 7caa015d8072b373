"""People who said the same: whatever becomes of the main contribution, nobody's voice is left with nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.answers import queries as answer_queries
from app.contributions import queries as contributions
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.followup import actions as followup
from app.followup import queries as followup_queries
from app.followup.queries import Keeping
from app.moderation import actions
from app.moderation.rules import ReasonCode
from app.routing import queries as routing
from tests.support import desk
from tests.support.build import World
from tests.support.cases import acting, decide, look, moderator, release, send, state
from tests.support.desk import Office
from tests.support.staff import Person

NAMES = "Frau Muster aus dem dritten Stock lässt das Licht nie reparieren."


@pytest.fixture
def person(world: World) -> Person:
    return moderator(world)


def merge(world: World, reference: str, main: str, person: Person) -> None:
    def act(case: Contribution, **more: Any) -> Any:
        return actions.merge(case, main=contributions.get(main), actor=acting(person), **more)

    decide(world, reference, act)


def withdraw(world: World, reference: str) -> None:
    world.do(lambda: followup.withdraw(contributions.get(reference)))


def networks(case: Contribution) -> list[str]:
    return [row.network.key for row in routing.open_of(case)]


@pytest.mark.parametrize(
    ("act", "facts", "end"),
    [
        (actions.refuse, {"reason": ReasonCode.INSULT}, "refused"),
        (actions.refer, {}, "referred"),
        (actions.return_to_author, {"message": "Wo ist das?"}, "returned"),
    ],
)
def test_voices_go_on_when_the_main_item_does_not(
    world: World, person: Person, act: Callable[..., Any], facts: dict[str, Any], end: str
) -> None:
    main, *others = [send(world, f"Mehr Licht {number}") for number in range(3)]
    for other in others:
        merge(world, other, main, person)
    decide(world, main, act, actor=acting(person), **facts)
    assert (state(world, main), look(world, main, lambda case: case.voices)) == (end, 1)
    assert sorted(state(world, other) for other in others) == ["merged", "submitted"]
    heir = next(other for other in others if state(world, other) == "submitted")
    assert look(world, heir, lambda case: case.voices) == 2
    keeping = Keeping(30, 30, 92)
    assert look(world, heir, lambda case: followup_queries.case(case, "de", keeping).statement) is None


def test_an_heir_that_nobody_has_released_waits_for_it(world: World, person: Person) -> None:
    main, other = send(world), send(world, NAMES)
    release(world, main, person)
    merge(world, other, main, person)
    withdraw(world, main)
    assert state(world, other) == State.SUBMITTED
    assert look(world, main, networks) == look(world, other, networks) == []
    release(world, other, person, public=False)
    assert look(world, other, networks) == ["hf-4"]


def test_no_network_reads_an_answered_heir_that_nobody_has_released(world: World) -> None:
    office = Office(world)
    main, other = office.case(), desk.submit(world, NAMES, "de")
    merge(world, other.reference, main.reference, office.moderator)
    desk.publish(world, desk.draft(world, main, office.manager), office.manager)
    withdraw(world, main.reference)
    assert state(world, other.reference) == State.ANSWERED

    def read() -> str | None:
        lead = routing.lead_of(contributions.get(other.reference))
        assert lead is not None
        return answer_queries.case(lead, "de").text

    assert world.read(read) is None
    page = office.browser(office.manager).get(f"/staff/network/{other.reference}")
    assert "Muster" not in page.html
