"""What can be read of assignments. Reads for networks take the networks of the person who asks (trust.md T-17)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from app.accounts import queries as account_queries
from app.accounts.models import Account
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.core.errors import Missing
from app.extensions import db
from app.networks import queries as network_queries
from app.networks.models import Network, NetworkSeat
from app.networks.rules import TANDEM
from app.routing.models import Assignment
from app.routing.rules import Lateness, lateness


@dataclass(frozen=True)
class Inbox:
    """The open cases of some networks, by what is to be done next; the most urgent first."""

    new: list[Assignment] = field(default_factory=list)
    in_work: list[Assignment] = field(default_factory=list)
    handed_back: list[Assignment] = field(default_factory=list)
    answered: list[Assignment] = field(default_factory=list)


def get_for(network_ids: Iterable[int], reference: str) -> Assignment:
    """The open assignment of a case to one of these networks, the lead first. Raises Missing, for others' too."""
    query = (
        _open()
        .join(Contribution, Assignment.contribution_id == Contribution.id)
        .where(Assignment.network_id.in_(list(network_ids)), Contribution.reference == reference.upper())
        .order_by(Assignment.is_lead.desc(), Assignment.id)
        .limit(1)
    )
    found = db.session.execute(query).scalars().first()
    if found is None:
        raise Missing("no_assignment")
    return found


def inbox(network_ids: Iterable[int]) -> Inbox:
    """Everything these networks have in hand."""
    theirs = _open().where(Assignment.network_id.in_(list(network_ids)))
    query = theirs.order_by(Assignment.answer_due_on, Assignment.id)
    found = Inbox()
    for assignment in db.session.execute(query).scalars():
        _pile(found, assignment).append(assignment)
    return found


def _pile(found: Inbox, assignment: Assignment) -> list[Assignment]:
    if assignment.handed_back_at is not None:
        return found.handed_back
    if assignment.contribution.state is not State.RELEASED and assignment.is_lead:
        return found.answered
    return found.new if assignment.acknowledged_at is None else found.in_work


def open_of(contribution: Contribution) -> list[Assignment]:
    """The open assignments of one case, the lead first."""
    query = (
        _open().where(Assignment.contribution_id == contribution.id).order_by(Assignment.is_lead.desc(), Assignment.id)
    )
    return list(db.session.execute(query).scalars())


def mark(assignments: Iterable[Assignment]) -> str:
    """What tells whether the places of a case have changed since somebody looked."""
    return " ".join(f"{row.id}{'-' if row.handed_back_at else '+'}{int(row.is_lead)}" for row in assignments)


def all_of(contribution: Contribution) -> list[Assignment]:
    """Every assignment that one case ever had, oldest first."""
    query = sa.select(Assignment).where(Assignment.contribution_id == contribution.id).order_by(Assignment.id)
    return list(db.session.execute(query).scalars())


def lead_of(contribution: Contribution) -> Assignment | None:
    """The assignment of the network that must answer; None when the case is with no network."""
    return next((assignment for assignment in open_of(contribution) if assignment.is_lead), None)


def handed_back() -> list[Assignment]:
    """Cases that a network gave back and that nobody has routed anew, longest waiting first."""
    query = _open().where(Assignment.handed_back_at.is_not(None)).order_by(Assignment.handed_back_at, Assignment.id)
    return list(db.session.execute(query).scalars())


def count_handed_back() -> int:
    """How many cases handed_back() would list."""
    query = sa.select(sa.func.count(Assignment.id)).where(
        Assignment.ended_at.is_(None), Assignment.handed_back_at.is_not(None)
    )
    return db.session.execute(query).scalar_one()


def overdue(day: date) -> list[Assignment]:
    """Cases whose lead network owes the first answer, or has not taken them on, after the promised day."""
    query = (
        _open()
        .join(Contribution, Assignment.contribution_id == Contribution.id)
        .where(
            Assignment.is_lead,
            Assignment.handed_back_at.is_(None),
            Contribution.state == State.RELEASED,
            sa.or_(
                Assignment.answer_due_on < day,
                sa.and_(Assignment.acknowledged_at.is_(None), Assignment.acknowledge_due_on < day),
            ),
        )
        .order_by(Assignment.answer_due_on, Assignment.id)
    )
    return list(db.session.execute(query).scalars())


def lateness_of(assignment: Assignment, day: date) -> Lateness | None:
    """How late a case is on `day`: before it was taken on by that date, afterwards by the date of the answer."""
    if assignment.contribution.state is not State.RELEASED:
        return None
    due = assignment.answer_due_on
    if assignment.acknowledged_at is None:
        due = min(due, assignment.acknowledge_due_on)
    return lateness(due, day)


def reachable_managers(network_id: int, day: date) -> list[int]:
    """Account ids of the tandem who can be written to on `day`."""
    return [
        account_id
        for account_id in network_queries.managers(network_id, day)
        if account_queries.mail_address(account_id) is not None
    ]


def networks_without_manager(day: date) -> list[Network]:
    """Networks in which nobody would read a mail: their cases would wait unseen (features.md 36). One statement."""
    reached = (
        sa.select(NetworkSeat.network_id)
        .join(Account, NetworkSeat.account_id == Account.id)
        .where(
            NetworkSeat.seat.in_(TANDEM),
            NetworkSeat.valid_from <= day,
            sa.or_(NetworkSeat.valid_until.is_(None), NetworkSeat.valid_until >= day),
            Account.disabled_at.is_(None),
        )
    )
    query = sa.select(Network).where(Network.id.not_in(reached)).order_by(Network.key)
    return list(db.session.execute(query).scalars())


def _open() -> sa.Select[Assignment]:
    return sa.select(Assignment).where(Assignment.ended_at.is_(None))
