"""Cases of the demo that take a longer way: handed back, routed anew, given more time, brought to the steering group.

So that the board of the steering group is alive in a fresh demo, and authors have a way to read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.contributions import actions as contributions
from app.contributions import queries as contribution_queries
from app.contributions.models import Contribution
from app.core import clock
from app.demo.people import DATA, Cast
from app.networks import queries as networks
from app.permissions import Role
from app.routing import actions as routing
from app.routing import queries as ways
from app.routing.rules import ExtensionReason, RouteReason

STEERING, COMMISSIONER = "steuerung@rheine.example", "beauftragte1@rheine.example"


@dataclass(frozen=True)
class Turn:
    """What happens to one case: so many days after its release, or (negative) before today."""

    case: str
    after: int
    act: str
    facts: Mapping[str, Any]


TURNS = (
    Turn(
        "d020",
        6,
        "hand_back",
        {"reason": "Es geht um Besuche in Schulen. Das kann das Netzwerk HF 2 besser planen.", "network": 2},
    ),
    Turn(
        "d020",
        8,
        "route",
        {"lead": 2, "others": (), "because": RouteReason.HANDED_BACK, "note": "Wie vorgeschlagen."},
    ),
    Turn(
        "d041",
        -3,
        "hand_back",
        {"reason": "Besuche zu Hause planen wir nicht selbst.", "place": "Nachbarschaftshilfe im Stadtteil"},
    ),
    Turn("d029", 26, "extend", {"days": 40, "reason": ExtensionReason.PEOPLE_AWAY, "note": "Eine Stelle ist frei."}),
    Turn("d002", -4, "extend", {"days": 30, "reason": ExtensionReason.MEETS_LATER, "note": "Treffen nach den Ferien."}),
    Turn("d128", -10, "escalate", {"note": "Drei Netzwerke sind betroffen. Wer übernimmt die Führung?"}),
    Turn(
        "d022",
        -5,
        "route",
        {"lead": 6, "others": (1,), "because": RouteReason.TOO_LONG, "note": "Es geht auch um Pflege."},
    ),
)


def days(released: Mapping[str, date], today: date) -> list[tuple[date, Turn]]:
    """On which day each turn is taken. `released`: day of release by the id of the data."""
    return [
        (
            today + timedelta(days=turn.after) if turn.after < 0 else released[turn.case] + timedelta(days=turn.after),
            turn,
        )
        for turn in TURNS
        if turn.case in released
    ]


class Ways:
    """Takes the turns as the people of the demo."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._groups = json.loads((DATA / "audiences.json").read_text("utf-8"))

    def tag(self, contribution: Contribution, key: str) -> None:
        """Note whom a case is about, as its commissioner does with the release."""
        actor = self._cast.actor(COMMISSIONER, Role.MODERATOR)
        contributions.set_audiences(contribution, self._groups.get(key, []), actor=actor)

    def play(self, turn: Turn | None) -> None:
        """One turn; without one what the worker does every morning."""
        if turn is None:
            routing.escalate_due(clock.today())
            return
        contribution = contribution_queries.by_import(turn.case)
        if contribution is None:
            raise LookupError(f"the demo has no case {turn.case}")
        act: Callable[..., None] = getattr(self, f"_{turn.act}")
        act(contribution, **turn.facts)

    def _hand_back(self, case: Contribution, reason: str, network: int = 0, place: str = "") -> None:
        lead = ways.lead_of(case)
        if lead is None:
            raise LookupError(f"no network has {case.reference}")
        number = lead.network.key.removeprefix("hf-")
        routing.hand_back(
            lead,
            actor=self._cast.actor(f"fachperson{number}@rheine.example", Role.NETWORK_MANAGER),
            reason=reason,
            better_network=networks.by_key(f"hf-{network}") if network else None,
            better_place=place,
        )

    def _route(self, case: Contribution, lead: int, others: tuple[int, ...], **facts: Any) -> None:
        places = [networks.by_key(f"hf-{number}") for number in (lead, *others)]
        routing.reassign(case, places, places[0], actor=self._cast.actor(COMMISSIONER, Role.MODERATOR), **facts)

    def _extend(self, case: Contribution, days: int, reason: ExtensionReason, note: str) -> None:
        until = clock.today() + timedelta(days=days)
        lead = ways.lead_of(case)
        if lead is not None:
            until = max(until, lead.answer_due_on + timedelta(days=14))
        routing.extend(case, until, reason, actor=self._cast.actor(STEERING, Role.STEERING_MEMBER), note=note)

    def _escalate(self, case: Contribution, note: str) -> None:
        routing.escalate(case, actor=self._cast.actor(COMMISSIONER, Role.MODERATOR), note=note)
