"""Cases on the desks of networks, brought there by the real actions, and the people who work on them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.answers import actions, queries
from app.answers.rules import Outcome
from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.contributions.actions import Submission
from app.contributions.rules import LanguageOrigin
from app.core.history import Actor, ActorKind
from app.moderation import actions as moderation
from app.networks import queries as networks
from app.permissions import Role
from app.routing import queries as routing
from tests.support.client import PageClient
from tests.support.staff import Person, hire, sign_in

if TYPE_CHECKING:
    from tests.support.build import World

ARABIC = "نحتاج إلى غرفة للأطفال في البيت."
GERMAN = "Wir brauchen einen Raum für Kinder im Haus."
TITLE = "Ein Raum für Kinder"


@dataclass(frozen=True)
class Case:
    """A released contribution, by what people know of it."""

    id: uuid.UUID
    reference: str
    code: str


def staff(person: Person, role: Role) -> Actor:
    """Somebody acting in a role."""
    return Actor(ActorKind.STAFF, person.id, role.value)


def submit(
    world: World,
    text: str = ARABIC,
    language: str = "ar",
    *,
    contact: str | None = None,
    district: str | None = None,
    reading: str | None = None,
) -> Case:
    """A contribution that nobody has read yet; `reading`: the language of the pages, if it is another one."""

    def make() -> Case:
        done = contribution_actions.submit(
            Submission(
                text=text,
                language=language,
                reading_language=reading or language,
                contact=contact,
                district_key=district,
                language_origin=LanguageOrigin.AUTHOR,
            )
        )
        return Case(done.contribution.id, done.contribution.reference, done.code or "")

    return world.do(make)


def release(
    world: World,
    case: Case,
    moderator: Person,
    *,
    fields: tuple[int, ...] = (4,),
    german: str | None = GERMAN,
    public: bool = True,
    title: str = TITLE,
) -> Case:
    """The contribution reaches the networks of `fields`; the first one answers."""

    def decide() -> None:
        contribution = contributions.get(case.reference)
        moderation.release(
            contribution,
            actor=staff(moderator, Role.MODERATOR),
            version=contribution.version,
            fields=list(fields),
            primary=fields[0],
            public=public,
            title=title,
            german=german,
        )

    world.do(decide)
    return case


def draft(
    world: World,
    case: Case,
    manager: Person,
    text: str = "Der Raum kommt.",
    outcome: Outcome | None = Outcome.ADOPTED,
    *,
    network: str = "hf-4",
    simple: str = "",
    version: int = 0,
) -> int:
    """A saved draft of a network; gives the id of the answer."""

    def write() -> int:
        found = routing.get_for([networks.by_key(network).id], case.reference)
        actor = staff(manager, Role.NETWORK_MANAGER)
        return actions.save_draft(found, text, simple, "", outcome, actor=actor, version=version).id

    return world.do(write)


def publish(world: World, answer_id: int, manager: Person) -> None:
    """Publish one answer."""

    def do() -> None:
        ids = [network.id for network in networks.all_networks()]
        for answer in queries.get_many([answer_id], ids):
            actions.publish(answer, actor=staff(manager, Role.NETWORK_MANAGER))

    world.do(do)


class Office:
    """A commissioner, the tandem and a member of network 4, a manager of network 7, and a translator."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.moderator = hire(world, Role.MODERATOR)
        self.manager = hire(world, Role.NETWORK_MANAGER, network="hf-4")
        self.member = hire(world, Role.NETWORK_MEMBER, network="hf-4")
        self.other = hire(world, Role.NETWORK_MANAGER, email="seven@staff.example", network="hf-7")
        self.translator = hire(world, Role.TRANSLATOR)

    def browser(self, person: Person) -> PageClient:
        """A signed-in browser of somebody."""
        client = PageClient(self.world.app)
        sign_in(client, person)
        return client

    def case(self, **how: object) -> Case:
        """A released case of network 4, written in Arabic, with a German working text."""
        return release(self.world, submit(self.world), self.moderator, **how)  # type: ignore[arg-type]
