"""Builders that go through the real actions, so that impossible states cannot be built."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from typing import Any, TypeVar

from flask import Flask

from app.answers.rules import Outcome
from app.contributions import queries as contribution_queries
from app.core import database, outbox
from app.core.outbox import transport
from app.extensions import db
from app.permissions import Role
from app.translating import actions as translating
from tests.support import desk
from tests.support.client import PageClient
from tests.support.desk import Case
from tests.support.staff import Person, hire, sign_in

Result = TypeVar("Result")
# More mails than any test writes.
ALL_MAIL = 500


class World:
    """Makes people, contributions, decisions and answers as the product itself would.

    People: `person`, `browser`. Cases: `submit`, `release`, `decide`, `answer`, `translate`.
    Mail: `post_round`. Anything else: `do` (committed) and `read`.
    """

    def __init__(self, app: Flask) -> None:
        self.app = app

    def do(self, work: Callable[..., Result], *args: Any, **kwargs: Any) -> Result:
        """Run `work` as one committed transaction in a context of its own, as a request would."""
        with self.app.app_context(), database.writing():
            result = work(*args, **kwargs)
            db.session.commit()
            return result

    def read(self, work: Callable[..., Result], *args: Any, **kwargs: Any) -> Result:
        """Run a read in a context of its own."""
        with self.app.app_context():
            return work(*args, **kwargs)

    def person(self, *roles: Role, email: str = "", network: str | None = None, language: str = "en") -> Person:
        """An account with password and second factor; `network` (such as "hf-4") gives the seat that fits."""
        return hire(self, *roles, email=email, network=network, language=language)

    def browser(self, person: Person) -> PageClient:
        """A browser in which this person is signed in, both factors entered on the pages."""
        client = PageClient(self.app)
        sign_in(client, person)
        return client

    def submit(self, text: str = desk.ARABIC, language: str = "ar", **more: Any) -> Case:
        """A contribution that nobody has read; `contact` and `district` are possible."""
        return desk.submit(self, text, language, **more)

    def release(self, case: Case, moderator: Person, **more: Any) -> Case:
        """Released: `fields` (the first one answers), `german`, `public` as in tests.support.desk."""
        return desk.release(self, case, moderator, **more)

    def decide(self, case: Case, moderator: Person, act: Callable[..., Any], **facts: Any) -> Case:
        """Any decision: `act` is an action of the moderation room, `facts` are what it needs beside actor and version.

        A fact that is a Case stands for its contribution: decide(one, person, moderation.merge, main=other).
        """

        def work() -> None:
            found = contribution_queries.get(case.reference)
            known = {
                name: contribution_queries.get(fact.reference) if isinstance(fact, Case) else fact
                for name, fact in facts.items()
            }
            act(found, actor=desk.staff(moderator, Role.MODERATOR), version=found.version, **known)

        self.do(work)
        return case

    def answer(self, case: Case, manager: Person, text: str = "Der Raum kommt.", **more: Any) -> int:
        """A published answer of a network; gives its id. `outcome`, `network` and `simple` as in tests.support.desk."""
        answer_id = desk.draft(self, case, manager, text, **{"outcome": Outcome.ADOPTED, **more})
        desk.publish(self, answer_id, manager)
        return answer_id

    def translate(self, subject: Any, language: str, text: str, translator: Person) -> None:
        """A translation by a person; `subject()` finds what is translated (an answer, a contribution …)."""
        actor = desk.staff(translator, Role.TRANSLATOR)
        self.do(lambda: translating.add_translation(subject(), "text", language, text, actor=actor))

    def post_round(self) -> list[EmailMessage]:
        """Let the worker send everything that is due; gives the mails of this round."""
        before = len(transport.memory)
        with self.app.app_context(), database.writing():
            outbox.deliver_due(ALL_MAIL, commit=db.session.commit)
            db.session.commit()
        return transport.memory[before:]
