"""The board of the steering group: what every network owes, and the cases behind each number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from app.core.outbox import MailState, OutboxMail
from app.extensions import db
from app.networks import queries as network_queries
from app.networks.models import Network
from app.routing.models import Assignment
from app.routing.queries.assignments import leading
from app.routing.queries.late import lateness_of
from app.routing.queries.reach import networks_without_manager
from app.routing.rules import Lateness, Pile

# Mails about the work of networks: what they tell must not get lost.
HAND_OVERS = frozenset(
    {"assignment", "handed_back", "reminder", "escalated", "nobody_there", "instead_to_approve", "talk_news"}
)


@dataclass
class NetworkRow:
    """One network with the number of its cases in each pile."""

    network: Network
    reachable: bool
    counts: dict[Pile, int] = field(default_factory=lambda: dict.fromkeys(Pile, 0))


@dataclass(frozen=True)
class Board:
    """All networks with their numbers, the sums, and the cases of one pile."""

    rows: list[NetworkRow]
    totals: dict[Pile, int]
    pile: Pile
    cases: list[Assignment]

    @property
    def without_manager(self) -> list[Network]:
        """Networks in which nobody can be reached."""
        return [row.network for row in self.rows if not row.reachable]


def board(day: date, pile: Pile | None = None, network_id: int | None = None) -> Board:
    """The whole board on `day` with the cases of one pile (else the first that holds any), of one network if
    `network_id` is given."""
    lonely = {network.id for network in networks_without_manager(day)}
    rows = {one.id: NetworkRow(one, one.id not in lonely) for one in network_queries.all_networks()}
    owed = leading(handed_back=True)
    for case in owed:
        for found in _piles(case, day):
            rows[case.network_id].counts[found] += 1
    totals = {one: sum(row.counts[one] for row in rows.values()) for one in Pile}
    mine = [case for case in owed if network_id in {None, case.network_id}]
    shown = pile or next((one for one in Pile if totals[one]), Pile.OPEN)
    return Board(list(rows.values()), totals, shown, listed(mine, shown, day))


def listed(cases: Sequence[Assignment], pile: Pile, day: date) -> list[Assignment]:
    """Those of the cases that lie in a pile, the most urgent first."""
    return sorted((case for case in cases if pile in _piles(case, day)), key=lambda case: (case.due_on, case.id))


def undelivered() -> list[OutboxMail]:
    """Mails about cases that reached nobody: given up after all tries, newest day first."""
    query = (
        sa.select(OutboxMail)
        .where(OutboxMail.state == MailState.GAVE_UP, OutboxMail.kind.in_(HAND_OVERS))
        .order_by(OutboxMail.gave_up_on.desc(), OutboxMail.id)
    )
    return list(db.session.execute(query).scalars())


_BY_LATENESS = {
    Lateness.DUE_SOON: Pile.DUE_SOON,
    Lateness.OVERDUE: Pile.OVERDUE,
    Lateness.VERY_OVERDUE: Pile.VERY_OVERDUE,
}


def _piles(case: Assignment, day: date) -> set[Pile]:
    found = {Pile.OPEN}
    if case.is_escalated:
        found.add(Pile.ESCALATED)
    if case.handed_back_at is not None:
        return found | {Pile.HANDED_BACK}
    late = lateness_of(case, day)
    return found | {_BY_LATENESS[late]} if late is not None else found
