"""Cases on their way: sent, released, refused, through the real actions. References travel, never rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.contributions import actions as contribution_actions
from app.contributions import queries as contribution_queries
from app.contributions.actions import Submission
from app.contributions.models import Contribution
from app.core.history import Actor, ActorKind
from app.moderation import actions
from app.permissions import Role
from tests.support.staff import Person, hire

if TYPE_CHECKING:
    from tests.support.build import World

TEXT = "Die Lampe im Treppenhaus ist seit Wochen kaputt."


def moderator(world: World, email: str = "") -> Person:
    """A commissioner."""
    return hire(world, Role.MODERATOR, email=email)


def acting(person: Person, role: Role = Role.MODERATOR) -> Actor:
    """The person as the one who acts."""
    return Actor(ActorKind.STAFF, person.id, role.value)


def send(world: World, text: str = TEXT, language: str = "de", **more: Any) -> str:
    """A resident sends a text; its reference."""
    more.setdefault("fields", [4])
    submission = Submission(text=text, language=language, **more)
    return world.do(lambda: contribution_actions.submit(submission).contribution.reference)


def decide(world: World, reference: str, act: Callable[..., Any], **more: Any) -> Any:
    """One decision about a case as it is now."""

    def work() -> Any:
        case = contribution_queries.get(reference)
        return act(case, version=case.version, **more)

    return world.do(work)


def release(world: World, reference: str, person: Person, **more: Any) -> Any:
    """Released for everybody in field 4, unless said otherwise."""
    facts = {"fields": [4], "primary": 4, "public": True, "title": "Licht im Treppenhaus", **more}
    return decide(world, reference, actions.release, actor=acting(person), **facts)


def look(world: World, reference: str, read: Callable[[Contribution], Any]) -> Any:
    """Read something of a case in a context of its own."""
    return world.read(lambda: read(contribution_queries.get(reference)))


def state(world: World, reference: str) -> str:
    """Where a case stands."""
    return look(world, reference, lambda case: case.state.value)
