"""A small place with something of everything, and with secrets: for sweeps over every address, role and object.

A new address brings its variables: say in `things` what stands behind each. A new kind of words brings a secret: say
in `secrets` which roles may read it on some page of staff. Roles of networks sit in network 4; network 7 is foreign.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from werkzeug.routing import Rule

from app.answers import actions as answers
from app.concept import queries as concept
from app.contributions import codes
from app.contributions import queries as contributions
from app.core import clock
from app.core.history import SYSTEM
from app.dialogforum.actions import cards, desk_seats, seats
from app.dialogforum.actions.cards import CardWords
from app.dialogforum.rules.seats import Ask, Need
from app.moderation import actions as moderation
from app.moderation.rules import ReasonCode
from app.networks import queries as networks
from app.notices import actions as notices
from app.notices.actions import Report
from app.notices.rules import Ground
from app.permissions import Role
from app.rounds.actions import open_round
from app.rounds.rules import Phase
from app.routing import queries as routing
from app.talks import actions as talks
from tests.support.build import World
from tests.support.desk import Case, draft, staff
from tests.support.staff import Person
from tests.support.tables import leave_out, point, promise_in_hall, release, round_with_tables, write
from tests.support.village_secrets import secrets
from tests.support.village_things import things

# The author's language, which networks never learn: one that no menu of theirs names.
SPOKEN, SPOKEN_MARKS = "ti", ("Tigrinya", "ትግርኛ", 'lang="ti"')


class Village:
    """Everything, made by the real actions."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.first = world.person(Role.MODERATOR, email="first@staff.example")
        self.own = world.person(Role.NETWORK_MANAGER, email="four@staff.example", network="hf-4")
        self.foreign = world.person(Role.NETWORK_MANAGER, email="seven@staff.example", network="hf-7")
        self.cases: dict[str, Case] = {}
        self._people()
        self._decided()
        self._with_networks()
        self._talks()
        self._notices()
        self.stubs = self._cards()
        self.seat = self._seats()
        self._tables()
        promise_in_hall(self.world)
        self.things = things(self)
        self.secrets = secrets(self)

    def values(self, rule: Rule) -> list[dict[str, Any]]:
        """Every object that can stand in this address, one dictionary for each; variables move together."""
        fixed = dict(rule.defaults or {})
        missing = [name for name in rule.arguments if name not in fixed and self._of(rule, name) is None]
        assert not missing, (
            f"The sweep does not know what stands behind {missing} of {rule.rule} ({rule.endpoint}). Add every such "
            f"object, own and foreign ones, to things() in tests/support/village_things.py, and its words to secrets()."
        )
        lists = {name: self._of(rule, name) or [] for name in rule.arguments if name not in fixed}
        count = max((len(values) for values in lists.values()), default=1)
        return [
            {**fixed, **{name: values[turn % len(values)] for name, values in lists.items()}} for turn in range(count)
        ]

    def _of(self, rule: Rule, name: str) -> list[Any] | None:
        return self.things.get(f"{rule.endpoint}:{name}", self.things.get(name))

    def _people(self) -> None:
        for name in ("unread", "returned", "referred", "refused", "four", "seven", "hidden", "merged"):
            self.cases[name] = self.world.submit(
                f"Worte{name} für alle im Haus.", SPOKEN, contact=f"adresse-{name}@example.org", reading="en"
            )

    def _decided(self) -> None:
        decide, moderator = self.world.decide, self.first
        decide(self.cases["returned"], moderator, moderation.return_to_author, message="Wortefrage an Sie?")
        decide(self.cases["referred"], moderator, moderation.refer, statement="Worterat für Sie.")
        decide(self.cases["refused"], moderator, moderation.refuse, reason=ReasonCode.INSULT, statement="Wortegrund.")

        def object_to() -> None:
            found = contributions.get(self.cases["refused"].reference)
            moderation.lodge_objection(found, "Worteeinwand von mir.", language="en")

        self.world.do(object_to)

    def _with_networks(self) -> None:
        world = self.world
        world.release(self.cases["four"], self.first, german="Klartextvier steht hier.", title="Vier")
        world.release(
            self.cases["seven"], self.first, fields=(7,), german="Klartextsieben steht hier.", title="S", public=False
        )
        world.decide(self.cases["four"], self.first, moderation.redact, **_redaction("Klartextvier […]."))
        world.release(self.cases["hidden"], self.first, german="Klartextleise steht hier.", title="H", public=False)
        world.decide(self.cases["merged"], self.first, moderation.merge, main=self.cases["four"])
        draft(world, self.cases["four"], self.own, "Entwurfvier.", network="hf-4")
        draft(world, self.cases["seven"], self.foreign, "Entwurfsieben.", network="hf-7")
        self._on_desk("four", "hf-4", answers.add_note, "Notizvier.", person=self.own)
        self._on_desk("seven", "hf-7", answers.add_note, "Notizsieben.", person=self.foreign)

    def _talks(self) -> None:
        """In each network a question that waits for the commissioner."""
        self._on_desk("hidden", "hf-4", talks.ask, "Nachfragevier?", person=self.own)
        self._on_desk("seven", "hf-7", talks.ask, "Nachfragesieben?", person=self.foreign)

    def _notices(self) -> None:
        """Somebody reports the public text; a commissioner keeps it as evidence."""
        report = Report(
            Ground.PRIVACY,
            "Meldungsworte von mir.",
            "",
            "de",
            "en",
            "form-of-a-notice",
            codes.new(),
            good_faith=True,
            email="adresse-meldung@example.org",
        )

        def do() -> None:
            notice = notices.send(contributions.get(self.cases["four"].reference), None, report)
            notices.keep_evidence(notice, actor=staff(self.first, Role.MODERATOR), days=30)

        self.world.do(do)

    def _cards(self) -> dict[int, str]:
        """A print run of which somebody has typed the first card. Gives the numbers with the codes of their stubs."""
        helper = self.world.person(Role.EVENT_STAFF, email="desk@staff.example")

        def do() -> dict[int, str]:
            actor = staff(helper, Role.EVENT_STAFF)
            _run, made = cards.print_run("en", 1, seed="village", actor=actor)
            words = CardWords("Wortecard für alle im Haus.", [4], language=SPOKEN)
            found = cards.type_card(min(made), words, form_number="card-of-the-village", actor=actor)
            self.cases["card"] = Case(found.id, found.reference, made[min(made)])
            return made

        return self.world.do(do)

    def _seats(self) -> str:
        """Somebody comes to the forum of this year with a need and an address. Gives the number."""
        code = codes.new()

        def do() -> None:
            today = clock.today()
            starts, ends = {Phase.PREPARATION: today}, today + timedelta(days=60)
            current = open_round(2026, concept.current_edition(today), starts, ends, actor=SYSTEM, forum_on=ends)
            desk_seats.set_capacity(current, 5, 1, version=0, actor=SYSTEM)
            ask = Ask(2, needs=(Need.WHEELCHAIR,), note="Sitznotiz von mir.", name="Sitzname")
            address = "adresse-sitz@example.org"
            seats.register(current, seats.Registration(ask, "seat-of-the-village", code, "en", True, address))

        self.world.do(do)
        return code

    def _tables(self) -> None:
        """A note at the table of each network that nobody has read, and two about which somebody has decided."""
        self.tables = round_with_tables(self.world)
        helper = self.world.person(Role.EVENT_STAFF, email="host@staff.example")
        own, foreign = self.tables[4], self.tables[7]
        self.notes = [
            write(self.world, own, self.own, "Notizblattvier im Saal.", language="uk", role=Role.NETWORK_MANAGER),
            write(self.world, foreign, helper, "Notizblattsieben im Saal.", language=SPOKEN),
            write(self.world, own, helper, "Notizblattlang von Frau Muster.", language="uk"),
            write(self.world, own, helper, "Notizblattweg im Saal.", language="uk"),
        ]
        release(self.world, self.notes[2], self.first, "Notizblattkurz von jemandem.", ReasonCode.THIRD_PERSON)
        leave_out(self.world, self.notes[3], self.first, ReasonCode.INSULT)
        self.points = [
            point(self.world, 4, self.own, "Punktvier im Saal."),
            point(self.world, 7, self.foreign, "Punktsieben im Saal."),
        ]

    def _on_desk(self, name: str, network: str, act: Callable[..., Any], *words: str, person: Person) -> None:
        def do() -> None:
            found = routing.get_for([networks.by_key(network).id], self.cases[name].reference)
            act(found, *words, actor=staff(person, Role.NETWORK_MANAGER))

        self.world.do(do)


def _redaction(text: str) -> dict[str, Any]:
    return {"text": "Words […] for all.", "reason": ReasonCode.THIRD_PERSON, "german": text, "title": "Vier"}
