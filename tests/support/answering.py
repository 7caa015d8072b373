"""Acts on the answer of network 4, as somebody of its tandem would do them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.answers import actions, queries
from app.answers.models import Answer
from app.answers.rules import Outcome
from app.networks import queries as networks
from app.permissions import Role
from app.routing import queries as routing
from tests.support.build import World
from tests.support.desk import Case, staff
from tests.support.staff import Person


def own(case: Case) -> Any:
    return routing.get_for([networks.by_key("hf-4").id], case.reference)


def answer_of(case: Case) -> Answer:
    found = queries.of_assignment(own(case))
    assert found is not None
    return found


def act(world: World, case: Case, person: Person, what: Callable[..., Any], **more: Any) -> Any:
    """One act on the answer of network 4, as it is now unless a version is named."""

    def work() -> Any:
        answer = answer_of(case)
        facts = {"version": answer.version, **more} if what not in WITHOUT_VERSION else more
        return what(answer, actor=staff(person, Role.NETWORK_MANAGER), **facts).id

    return world.do(work)


WITHOUT_VERSION = {actions.publish, actions.discard_correction, actions.look_again, actions.mark_carried_out}


def write(world: World, case: Case, person: Person, what: Callable[..., Any], text: str, **more: Any) -> int:
    """One act of the composer on top of what is saved."""

    def work() -> int:
        answer = queries.of_assignment(own(case))
        outcome = more.pop("outcome", Outcome.NEXT_FORUM)
        actor = staff(person, Role.NETWORK_MANAGER)
        version = answer.version if answer else 0
        return what(own(case), text, "", "", outcome, actor=actor, version=version, **more).id

    return world.do(work)
