"""How the people of a town behave: authors, commissioners, networks and the steering group, each by simple habits."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app.answers import actions as answers
from app.answers import queries as answer_queries
from app.answers.rules import Outcome
from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.contributions.contact import Contact
from app.contributions.lifecycle import State
from app.contributions.models import Contribution, Message
from app.contributions.rules import MessageKind
from app.core import clock
from app.core.errors import DomainError
from app.core.history import RESIDENT, Actor
from app.demo import life
from app.demo.people import Cast
from app.extensions import db
from app.followup import actions as followup
from app.moderation import actions as moderation
from app.moderation import queries as queue
from app.networks import queries as networks
from app.networks.models import Network
from app.permissions import Role
from app.routing import actions as routing
from app.routing import queries as routes
from app.routing.models import Assignment
from app.routing.rules import ExtensionReason
from app.talks import actions as talks
from app.talks import queries as talk_queries
from app.talks.actions import Passed

MAY_BE_MAIN = frozenset({State.SUBMITTED, State.RELEASED, State.ANSWERED})
# What each network is like: one asks, one never answers, one is without people, one hands back. The others answer.
ASKS, SILENT, EMPTY, HANDS_BACK, HELPS = "hf-3", "hf-5", "hf-6", "hf-7", "hf-1"
STEERING = "steuerung@rheine.example"


def number(case: Contribution) -> int:
    """The number of a text in the data: what decides about the habits of its author."""
    digits = "".join(char for char in case.import_id or "0" if char.isdecimal())
    return int(digits)


def address_of(case: Contribution) -> str:
    """Where the author of a case gets mail."""
    return f"author-{case.import_id}@example.org"


class Authors:
    """They write, reply after a day or never, object, add, take back. `silent` ones never reply."""

    def __init__(self, withdraw: Mapping[str, int]) -> None:
        self.withdraw = withdraw

    def send(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Texts arrive; every third author leaves an address."""
        for row in rows:
            case = contribution_actions.import_line(row, actor=RESIDENT).contribution
            if number(case) % 3 == 0:
                address = address_of(case)
                contribution_actions.give_contact(case, address, language=case.reading_language, actor=RESIDENT)

    def live(self, day: int, arrived: Collection[str]) -> None:
        """A day of all authors. Those whose first mail has arrived open its link."""
        for contact in db.session.execute(sa.select(Contact).where(Contact.confirmed_on.is_(None))).scalars().all():
            case = contributions.by_id(contact.contribution_id)
            if address_of(case) in arrived:
                contribution_actions.confirm_contact(contributions.mail_links(case.id)["confirm_token"])
        states = (State.RETURNED, State.REFUSED, State.RELEASED, State.ANSWERED)
        query = sa.select(Contribution).where(Contribution.state.in_(states)).order_by(Contribution.import_id)
        cases = list(db.session.execute(query).scalars())
        said: dict[uuid.UUID, list[Message]] = {case.id: [] for case in cases}
        for message in db.session.execute(sa.select(Message)).scalars():
            said.setdefault(message.contribution_id, []).append(message)
        for case in cases:
            self._live(case, said[case.id], day)

    def _live(self, case: Contribution, said: list[Message], day: int) -> None:
        silent = number(case) % 4 == 3
        if self.withdraw.get(case.import_id or "") == day and case.state is not State.WITHDRAWN:
            followup.withdraw(case)
        elif case.state is State.RETURNED and not silent:
            followup.reply(case, "Im Haus Nummer vier.", language="de", form_number=uuid.uuid4().hex)
        elif case.state is State.REFUSED and number(case) % 2 == 0:
            self._object(case)
        elif case.state is State.RELEASED:
            self._talk(case, said, silent)

    def _object(self, case: Contribution) -> None:
        if not queue.objections_of(case):
            followup.object_to_refusal(case, "Das sehe ich anders.", language="de", form_number=uuid.uuid4().hex)

    def _talk(self, case: Contribution, said: list[Message], silent: bool) -> None:
        asked = [one for one in said if one.waits_for_author]
        waits = any(one.waits_for_commissioner for one in said)
        if asked and not waits and not silent:
            words = "Es geht um das Haus am Ring."
            followup.talk(case, words, language="de", question=asked[0].id, form_number=uuid.uuid4().hex)
        elif number(case) % 11 == 0 and not any(one.kind is MessageKind.ADDITION for one in said):
            followup.say_more(case, "Und abends auch.", language="de", form_number=uuid.uuid4().hex)


class Commissioners(life.Life):
    """They decide as the data say, ask some authors first, and do what lies in the neighbouring lists."""

    def __init__(self, cast: Cast, rows: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__(cast, [])
        self.rows = rows

    def actor(self, email: str) -> Actor:
        """Somebody as a commissioner."""
        return self.cast.actor(email, Role.MODERATOR)

    def decide(self, email: str, most: int) -> None:
        """A day at the queue: the first case that nobody else reads, then the next."""
        for _turn in range(most):
            if not self._decide_next(self.actor(email)):
                return

    def _decide_next(self, actor: Actor) -> bool:
        case = queue.next_unread(actor.account_id or 0)
        if case is None:
            return False
        moderation.claim(case, actor=actor)
        row = self.rows[case.import_id or ""]
        asked = any(one.kind is MessageKind.QUERY for one in contributions.messages(case))
        if number(case) % 9 == 4 and not asked:
            moderation.return_to_author(case, actor=actor, version=case.version, message="Welches Haus meinen Sie?")
        else:
            self._as_the_data_say(case, row, actor)
        return True

    def _as_the_data_say(self, case: Contribution, row: Mapping[str, Any], actor: Actor) -> None:
        what = row["decision"]
        if what == "merge":
            main = contributions.by_import(row["moderation"].partition(":")[2])
            what = what if main is not None and main.state in MAY_BE_MAIN else "release"
        getattr(self, f"_{what}")(case, row, actor)

    def tidy(self, emails: list[str]) -> None:
        """Objections, new words, talks, what was handed back: the lists beside the queue."""
        for objection, _case, decision in queue.open_objections():
            other = next(one for one in emails if self.actor(one).account_id != decision.decided_by_id)
            upheld = objection.id.int % 2 == 0
            moderation.decide_objection(objection, upheld, actor=self.actor(other), statement="Noch einmal gelesen.")
        actor = self.actor(emails[0])
        for case in queue.with_additions().rows:
            moderation.claim(case, actor=actor)
        for waiting in talk_queries.waiting():
            self._pass_on(waiting, actor)
        for row in routes.handed_back():
            better = row.better_network or networks.by_key(HELPS)
            routing.reassign(row.contribution, [better], better, actor=actor, note="Dort ist es besser.")

    def _pass_on(self, waiting: talk_queries.Waiting, actor: Actor) -> None:
        original = waiting.line.original
        assert original is not None
        german = "Es geht um das Haus am Ring." if waiting.line.needs_german else ""
        talks.pass_on(waiting.contribution, waiting.line.message.id, Passed(original.text, german), actor=actor)


class Networks:
    """Each by its habit: takes on after two days, answers after some weeks, asks, hands back, or does nothing."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def work(self) -> None:
        """One working day of all networks that work."""
        for network in networks.all_networks():
            if network.key not in {SILENT, EMPTY}:
                self._work(network, network.key)

    def _work(self, network: Network, key: str) -> None:
        actor = self.cast.actor(f"fachstelle{key.removeprefix('hf-')}@rheine.example", Role.NETWORK_MANAGER)
        inbox = routes.inbox([network.id])
        for row in inbox.new:
            if clock.today() >= clock.berlin_day(row.assigned_at) + timedelta(days=2):
                self._take_on(key, row, actor)
        waiting = contributions.waiting_for_author([row.contribution_id for row in inbox.in_work])
        for row in inbox.in_work:
            weeks = timedelta(days=4 + number(row.contribution) % 24)
            ready = clock.today() >= clock.berlin_day(row.assigned_at) + weeks
            if row.is_lead and ready and row.contribution_id not in waiting:
                self._answer(row, actor)

    def _take_on(self, key: str, row: Assignment, actor: Actor) -> None:
        case = row.contribution
        if key == HANDS_BACK and number(case) % 2 and row.is_lead:
            better = networks.by_key(HELPS)
            answers.hand_back(row, actor=actor, reason="Dort sitzen die Richtigen.", better_network=better)
            return
        answers.acknowledge(row, actor=actor)
        if key == ASKS and row.is_lead:
            answers.ask(row, "Um welches Haus geht es?", actor=actor, form_number=uuid.uuid4().hex)

    def _answer(self, row: Assignment, actor: Actor) -> None:
        if answer_queries.of_assignment(row) is None:
            answers.save_and_publish(row, "Wir machen das.", outcome=Outcome.ADOPTED, actor=actor)


class Steering:
    """Of what reached it, it extends a third, gives a third to another network, and works on the rest."""

    def __init__(self, cast: Cast) -> None:
        self.actor = cast.actor(STEERING, Role.STEERING_MEMBER)

    def meet(self) -> None:
        """The weekly look at the board."""
        for row in routes.leading(handed_back=True):
            if row.is_escalated:
                self._settle(row)

    def _settle(self, row: Assignment) -> None:
        turn = number(row.contribution) % 3
        until = max(clock.today(), row.answer_due_on) + timedelta(days=7)
        other = networks.by_key(HELPS)
        try:
            if turn == 0:
                routing.extend(row.contribution, until, ExtensionReason.MEETS_LATER, actor=self.actor)
            elif turn == 1 and row.network_id != other.id:
                routing.reassign(row.contribution, [other], other, actor=self.actor, note="Es dauert zu lange.")
        except DomainError:
            # Too many extensions: it stays with the group, which everybody can see.
            return
