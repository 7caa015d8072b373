"""Talks between author, commissioner and network, made through the real actions."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from app.answers import actions as answers
from app.contributions import queries as contributions
from app.contributions.models import Contribution
from app.core.languages import content
from app.core.outbox import OutboxMail
from app.extensions import db
from app.followup import actions as followup
from app.networks import queries as networks
from app.permissions import Role
from app.routing import queries as routing
from app.talks import actions as talks
from app.talks import queries as talk_queries
from app.talks.actions import Passed
from tests.support.cases import acting
from tests.support.desk import Case, Office, staff
from tests.support.staff import Person

if TYPE_CHECKING:
    from tests.support.build import World

QUESTION = "In welchem Haus ist der Raum?"
REPLY = "في البيت رقم أربعة."
GERMAN = "Im Haus Nummer vier."


def ask(office: Office, case: Case, text: str = QUESTION, *, network: str = "hf-4", number: str = "") -> uuid.UUID:
    """A network asks; gives the key of the question."""
    person = office.manager if network == "hf-4" else office.other

    def do() -> uuid.UUID:
        found = routing.get_for([networks.by_key(network).id], case.reference)
        return answers.ask(found, text, actor=staff(person, Role.NETWORK_MANAGER), form_number=number or None).id

    return office.world.do(do)


def act(office: Office, case: Case, what: Callable[..., Any], *facts: Any, person: Person | None = None) -> Any:
    """One act of a commissioner in the talk of a case."""

    def do() -> Any:
        return what(contributions.get(case.reference), *facts, actor=acting(person or office.moderator))

    return office.world.do(do)


def pass_on(office: Office, case: Case, key: uuid.UUID, text: str = QUESTION, german: str = "") -> None:
    """Words go on to their reader."""
    act(office, case, talks.pass_on, key, Passed(text, german))


def reply(
    office: Office, case: Case, question: uuid.UUID | None, text: str = REPLY, *, language: str = "ar", number: str = ""
) -> uuid.UUID:
    """The author says something; gives the key of the message."""

    def do() -> uuid.UUID:
        found = contributions.get(case.reference)
        done = followup.talk(found, text, language=language, question=question, form_number=number or uuid.uuid4().hex)
        return done.id

    return office.world.do(do)


def asked(office: Office, case: Case) -> uuid.UUID:
    """A question that has reached the author."""
    key = ask(office, case)
    pass_on(office, case, key)
    return key


def look(office: Office, case: Case, read: Callable[[Contribution], Any]) -> Any:
    """Read something of a case."""
    return office.world.read(lambda: read(contributions.get(case.reference)))


def lines(office: Office, case: Case) -> list[tuple[str, str]]:
    """Kind and fate of every message of a talk."""
    return look(
        office, case, lambda found: [(one.message.kind.value, one.fate.value) for one in talk_queries.lines(found)]
    )


def seen_by(office: Office, case: Case, network: str = "hf-4") -> talk_queries.NetworkTalk:
    def read() -> talk_queries.NetworkTalk:
        messages = [one for one in contributions.messages_around(contributions.get(case.reference)) if one.is_talk]
        texts = content.load(messages, ["text", "statement"])
        return talk_queries.for_network(messages, texts, networks.by_key(network).id)

    return office.world.read(read)


def mails(world: World, kind: str) -> list[str]:
    query = sa.select(OutboxMail.recipient).filter_by(kind=kind).order_by(OutboxMail.recipient)
    return world.read(lambda: list(db.session.execute(query).scalars()))
