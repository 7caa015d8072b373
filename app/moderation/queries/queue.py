"""The queue: what waits, in an order that tells the day and nothing finer (trust.md T-06)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from app.concept.models import ActionField
from app.contributions import queries as contributions
from app.contributions.lifecycle import State
from app.contributions.models import Contribution, ContributionField, Message
from app.contributions.rules import ADDED, FieldRole, Source, working_days_after
from app.core import clock
from app.core.clock import BERLIN
from app.core.paging import PAGE_SIZE
from app.extensions import db
from app.moderation.models import Claim, ModerationDecision, Objection
from app.moderation.rules import DEFAULT_WORKING_DAYS
from app.rounds import queries as round_queries
from app.routing.models import Assignment


@dataclass(frozen=True)
class Filter:
    """What a moderator wants to see of the queue. `action_field` is a number, or "unsure" for texts without a field."""

    action_field: str = ""
    language: str = ""
    source: Source | None = None
    late: bool = False


@dataclass(frozen=True)
class QueuePage:
    """One page of cases. `after` is the reference that the next page starts behind, None on the last one."""

    rows: list[Contribution]
    after: str | None


@dataclass(frozen=True)
class Counts:
    """How much waits, for the tabs, the desk and the daily mail."""

    waiting: int
    overdue: int
    returned: int
    handed_back: int
    objections: int
    additions: int
    talks: int


def late_day(today: date) -> date:
    """What came in before this day has waited longer than the target of the round, which counts working days."""
    current = round_queries.current(today)
    target = current.moderation_working_days if current else DEFAULT_WORKING_DAYS
    day = today
    while working_days_after(day - timedelta(days=1), target) >= today:
        day -= timedelta(days=1)
    return day


def waiting(wanted: Filter | None = None, *, after: str | None = None, size: int = PAGE_SIZE) -> QueuePage:
    """Cases without a decision: oldest day first, in a fixed random order within a day, automatic-looking ones last.

    Random ids make that order: they tell nothing about the order of arrival and stay the same from page to page.
    """
    query = _narrowed(_in_state(State.SUBMITTED), wanted or Filter())
    return _page(query, after, size)


def returned(*, after: str | None = None, size: int = PAGE_SIZE) -> QueuePage:
    """Cases that wait for a reply of their author, longest waiting first."""
    return _page(_in_state(State.RETURNED), after, size)


def with_additions(*, after: str | None = None, size: int = PAGE_SIZE) -> QueuePage:
    """Cases that were decided, and about which the author has said something that nobody has read yet."""
    return _page(sa.select(Contribution).where(*_added()), after, size)


def next_unread(account_id: int, wanted: Filter | None = None) -> Contribution | None:
    """The first waiting case that nobody else is reading now."""
    somebody_else = sa.select(Claim.contribution_id).where(Claim.until > clock.now(), Claim.account_id != account_id)
    query = _narrowed(_in_state(State.SUBMITTED), wanted or Filter()).where(Contribution.id.not_in(somebody_else))
    return db.session.execute(query.order_by(*_ORDER).limit(1)).scalars().first()


def readers(contributions: Iterable[Contribution]) -> dict[uuid.UUID, int]:
    """Who reads which of these cases now: case id to account id."""
    ids = [contribution.id for contribution in contributions]
    query = sa.select(Claim.contribution_id, Claim.account_id).where(
        Claim.contribution_id.in_(ids), Claim.until > clock.now()
    )
    return {row.contribution_id: row.account_id for row in db.session.execute(query)}


def open_objections() -> list[tuple[Objection, Contribution, ModerationDecision]]:
    """Objections that nobody has decided, oldest day first."""
    query = (
        sa.select(Objection, Contribution, ModerationDecision)
        .join(Contribution, Objection.contribution_id == Contribution.id)
        .join(ModerationDecision, Objection.decision_id == ModerationDecision.id)
        .where(Objection.upheld.is_(None), Contribution.state == State.REFUSED)
        .order_by(Objection.day, Objection.id)
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(query)]


def decided_lately(
    *, after: int | None = None, size: int = PAGE_SIZE
) -> tuple[list[tuple[ModerationDecision, Contribution]], int | None]:
    """Decisions, newest first, with their cases, and the key for the next page."""
    query = sa.select(ModerationDecision, Contribution).join(
        Contribution, ModerationDecision.contribution_id == Contribution.id
    )
    if after is not None:
        query = query.where(ModerationDecision.id < after)
    query = query.order_by(ModerationDecision.id.desc()).limit(size + 1)
    rows = [(row[0], row[1]) for row in db.session.execute(query)]
    return rows[:size], rows[size - 1][0].id if len(rows) > size else None


def counts(day: date) -> Counts:
    """How much waits on `day`, in one statement."""
    return _count(
        day, _submitted(), _handed_back(), _open_objections(), _count_added(), contributions.count_waiting_talk()
    )


def digest_counts(day: date) -> Counts:
    """How much of what came before `day` waits: the same all day long, so that no mail tells a time of day."""
    midnight = datetime.combine(day, time.min, tzinfo=BERLIN)
    return _count(
        day,
        _submitted().where(Contribution.received_on < day),
        _handed_back().where(Assignment.handed_back_at < midnight),
        _open_objections().where(Objection.day < day),
        _count_added(Message.day < day),
        contributions.count_waiting_talk(Message.day <= contributions.remind_day(day)),
    )


def _count(day: date, submitted: sa.Select, *others: sa.Select) -> Counts:
    """`others`: handed back, objections, additions, words of talks."""
    late = _submitted().where(Contribution.received_on < late_day(day))
    in_return = sa.select(sa.func.count(Contribution.id)).where(Contribution.state == State.RETURNED)
    columns = [part.scalar_subquery() for part in (submitted, late, in_return, *others)]
    return Counts(*db.session.execute(sa.select(*columns)).one())


def _submitted() -> sa.Select:
    return sa.select(sa.func.count(Contribution.id)).where(Contribution.state == State.SUBMITTED)


def _open_objections() -> sa.Select:
    return (
        sa.select(sa.func.count(Objection.id))
        .join(Contribution, Objection.contribution_id == Contribution.id)
        .where(Objection.upheld.is_(None), Contribution.state == State.REFUSED)
    )


def _handed_back() -> sa.Select:
    return sa.select(sa.func.count(Assignment.id)).where(
        Assignment.ended_at.is_(None), Assignment.handed_back_at.is_not(None)
    )


def _added(*more: sa.ColumnElement[bool]) -> list[sa.ColumnElement[bool]]:
    # What is said before a decision is read together with the text.
    unread = sa.select(Message.contribution_id).where(Message.read_on.is_(None), Message.kind.in_(ADDED), *more)
    return [Contribution.state.not_in({State.SUBMITTED, State.WITHDRAWN}), Contribution.id.in_(unread)]


def _count_added(*more: sa.ColumnElement[bool]) -> sa.Select:
    return sa.select(sa.func.count(Contribution.id)).where(*_added(*more))


_ORDER = (Contribution.looks_automatic, Contribution.received_on, Contribution.id)


def _in_state(state: State) -> sa.Select[Contribution]:
    return sa.select(Contribution).where(Contribution.state == state)


def _narrowed(query: sa.Select[Contribution], wanted: Filter) -> sa.Select[Contribution]:
    if wanted.language:
        query = query.where(Contribution.language == wanted.language)
    if wanted.source is not None:
        query = query.where(Contribution.source == wanted.source)
    if wanted.late:
        query = query.where(Contribution.received_on < late_day(clock.today()))
    if not wanted.action_field:
        return query
    named = sa.select(ContributionField.contribution_id).where(ContributionField.role == FieldRole.SUGGESTED)
    if not wanted.action_field.isdecimal():
        return query.where(Contribution.id.not_in(named))
    joined = named.join(ActionField, ContributionField.action_field_id == ActionField.id)
    right = joined.where(ActionField.number == int(wanted.action_field))
    return query.where(Contribution.id.in_(right))


def _page(query: sa.Select[Contribution], after: str | None, size: int) -> QueuePage:
    start = db.session.execute(sa.select(*_ORDER).filter_by(reference=after)).one_or_none() if after else None
    if start is not None:
        query = query.where(sa.tuple_(*_ORDER) > sa.tuple_(*_literals(start)))
    rows = list(db.session.execute(query.order_by(*_ORDER).limit(size + 1)).scalars())
    more = len(rows) > size
    return QueuePage(rows[:size], rows[size - 1].reference if more else None)


def _literals(start: sa.Row) -> list[sa.BindParameter]:
    return [sa.literal(value, column.type) for value, column in zip(start, _ORDER, strict=True)]
