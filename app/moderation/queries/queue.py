"""The queue: what waits, for whom, and what comes next."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from app.accounts import queries as account_queries
from app.concept.models import ActionField
from app.contributions.lifecycle import State
from app.contributions.models import Contribution, ContributionField
from app.contributions.rules import FieldRole, Source
from app.core import clock
from app.core.paging import PAGE_SIZE
from app.extensions import db
from app.moderation.models import Claim, HandOver
from app.moderation.queries.days import due_days
from app.moderation.queries.pages import ORDER, QueuePage, page, place
from app.moderation.rules import Waits


@dataclass(frozen=True)
class Filter:
    """What a moderator wants to see of the queue. `action_field` is a number, or "unsure" for texts without a field."""

    action_field: str = ""
    language: str = ""
    source: Source | None = None
    waits: Waits | None = None


def waiting(wanted: Filter | None = None, *, after: str | None = None, size: int = PAGE_SIZE) -> QueuePage:
    """Cases without a decision."""
    return page(_submitted(wanted or Filter()), after, size)


def beside(contribution: Contribution, wanted: Filter | None = None, *, size: int = PAGE_SIZE) -> list[Contribution]:
    """What stands beside a waiting case: the case itself and what comes behind it."""
    query = _submitted(wanted or Filter()).where(sa.tuple_(*ORDER) > place(contribution))
    return [contribution, *db.session.execute(query.order_by(*ORDER).limit(size - 1)).scalars()]


def next_unread(
    account_id: int, wanted: Filter | None = None, *, behind: Contribution | None = None
) -> Contribution | None:
    """The next waiting case for somebody: what a colleague left to her, else what nobody else reads or was left.

    Behind a case first, else from the start, never that case itself.
    """
    free = _submitted(wanted or Filter()).where(Contribution.id.not_in(_with_others(account_id)))
    passed_over: list[sa.ColumnElement[bool]] = []
    if behind is not None:
        free = free.where(Contribution.id != behind.id)
        # Those in front of the case come last: they were passed over.
        passed_over = [sa.tuple_(*ORDER) < place(behind)]
    mine = sa.select(HandOver.contribution_id).where(HandOver.to_id == account_id)
    query = free.order_by(Contribution.id.not_in(mine), *passed_over, *ORDER).limit(1)
    return db.session.execute(query).scalars().first()


def readers(contributions: Iterable[Contribution]) -> dict[uuid.UUID, int]:
    """Who reads which of these cases now: case id to account id."""
    return signs(contributions).reading


@dataclass(frozen=True)
class Signs:
    """Who reads which cases, and to whom which were left: case id to account id."""

    reading: dict[uuid.UUID, int]
    left_to: dict[uuid.UUID, int]


def signs(contributions: Iterable[Contribution]) -> Signs:
    """Who is at which of these cases now; signs of people who are away count no longer. One statement."""
    ids = [contribution.id for contribution in contributions]
    here = account_queries.away(clock.today())
    reading = sa.select(sa.literal(0), Claim.contribution_id, Claim.account_id).where(
        Claim.contribution_id.in_(ids), Claim.until > clock.now(), Claim.account_id.not_in(here)
    )
    left = sa.select(sa.literal(1), HandOver.contribution_id, HandOver.to_id).where(
        HandOver.contribution_id.in_(ids), HandOver.to_id.not_in(here)
    )
    found = Signs({}, {})
    for is_left, case, account in db.session.execute(sa.union_all(reading, left)):
        (found.left_to if is_left else found.reading)[case] = account
    return found


def _with_others(account_id: int) -> sa.CompoundSelect:
    here = account_queries.away(clock.today())
    reading = sa.select(Claim.contribution_id).where(
        Claim.until > clock.now(), Claim.account_id != account_id, Claim.account_id.not_in(here)
    )
    left = sa.select(HandOver.contribution_id).where(HandOver.to_id != account_id, HandOver.to_id.not_in(here))
    return sa.union_all(reading, left)


def _submitted(wanted: Filter) -> sa.Select[Contribution]:
    query = sa.select(Contribution).where(Contribution.state == State.SUBMITTED)
    if wanted.language:
        query = query.where(Contribution.language == wanted.language)
    if wanted.source is not None:
        query = query.where(Contribution.source == wanted.source)
    if wanted.waits is not None:
        query = query.where(*_since(wanted.waits))
    if not wanted.action_field:
        return query
    named = sa.select(ContributionField.contribution_id).where(ContributionField.role == FieldRole.SUGGESTED)
    if not wanted.action_field.isdecimal():
        return query.where(Contribution.id.not_in(named))
    joined = named.join(ActionField, ContributionField.action_field_id == ActionField.id)
    right = joined.where(ActionField.number == int(wanted.action_field))
    return query.where(Contribution.id.in_(right))


def _since(waits: Waits) -> list[sa.ColumnElement[bool]]:
    today = clock.today()
    if waits is Waits.TODAY:
        return [Contribution.received_on == today]
    days = due_days(today)
    if waits is Waits.LATE:
        return [Contribution.received_on < days.late]
    return [Contribution.received_on >= days.late, Contribution.received_on < days.due]
