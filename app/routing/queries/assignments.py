"""What can be read of assignments. Reads for networks take the networks of the person who asks (trust.md T-17)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa

from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.core.errors import Missing
from app.extensions import db
from app.routing.models import Assignment


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
    return " ".join(
        f"{row.id}{'-' if row.handed_back_at else '+'}{int(row.is_lead)}{len(row.extensions)}" for row in assignments
    )


def all_of(contribution: Contribution) -> list[Assignment]:
    """Every assignment that one case ever had, oldest first."""
    query = sa.select(Assignment).where(Assignment.contribution_id == contribution.id).order_by(Assignment.id)
    return list(db.session.execute(query).scalars())


def lead_of(contribution: Contribution) -> Assignment | None:
    """The assignment of the network that must answer; None when the case is with no network."""
    return next((assignment for assignment in open_of(contribution) if assignment.is_lead), None)


def without_place() -> list[sa.ColumnElement[bool]]:
    """What marks a case that a network gave back and that needs a new place; a leading one until it is answered."""
    answered = sa.select(Contribution.id).where(Contribution.state != State.RELEASED)
    settled = sa.and_(Assignment.is_lead, Assignment.contribution_id.in_(answered))
    return [Assignment.ended_at.is_(None), Assignment.handed_back_at.is_not(None), sa.not_(settled)]


def handed_back() -> list[Assignment]:
    """Cases that a network gave back and that nobody has routed anew, longest waiting first."""
    query = sa.select(Assignment).where(*without_place()).order_by(Assignment.handed_back_at, Assignment.id)
    return list(db.session.execute(query).scalars())


def count_handed_back() -> int:
    """How many cases handed_back() would list."""
    query = sa.select(sa.func.count(Assignment.id)).where(*without_place())
    return db.session.execute(query).scalar_one()


def leading(*, handed_back: bool = False, network_id: int | None = None) -> list[Assignment]:
    """What networks owe: leads of cases without an answer, by date; with `handed_back` also those given back."""
    query = (
        _open()
        .join(Contribution, Assignment.contribution_id == Contribution.id)
        .where(Assignment.is_lead, Contribution.state == State.RELEASED)
        .order_by(Assignment.answer_due_on, Assignment.id)
    )
    if not handed_back:
        query = query.where(Assignment.handed_back_at.is_(None))
    if network_id is not None:
        query = query.where(Assignment.network_id == network_id)
    return list(db.session.execute(query).scalars())


def _open() -> sa.Select[Assignment]:
    return sa.select(Assignment).where(Assignment.ended_at.is_(None))
