"""How much waits: for the tabs, the desk, the daily mail and the filter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

import sqlalchemy as sa

from app.concept.models import ActionField
from app.contributions import queries as contributions
from app.contributions.lifecycle import State
from app.contributions.models import Contribution, ContributionField, Message
from app.contributions.rules import FieldRole
from app.core.clock import BERLIN
from app.extensions import db
from app.moderation.models import HandOver, Objection
from app.moderation.queries.days import DueDays, due_days, soon_day
from app.moderation.queries.lists import added, objection_waits
from app.moderation.queries.pages import ORDER
from app.moderation.rules import NAMED_IN_DIGEST
from app.routing import queries as routing_queries
from app.routing.models import Assignment


@dataclass(frozen=True)
class Counts:
    """How much waits, for the tabs, the desk and the daily mail. `due`: to be read today at the latest."""

    waiting: int
    overdue: int
    due: int
    returned: int
    handed_back: int
    objections: int
    additions: int
    talks: int


def counts(day: date, days: DueDays | None = None) -> Counts:
    """How much waits on `day`, in one statement (two when the limits of the day are not known)."""
    others = (_handed_back(), _open_objections(), _count_added(), contributions.count_waiting_talk())
    return _count(days or due_days(day), _submitted(), *others)


def digest_counts(day: date) -> Counts:
    """How much of what came before `day` waits: the same all day long, so that no mail tells a time of day."""
    midnight = datetime.combine(day, time.min, tzinfo=BERLIN)
    return _count(
        due_days(day),
        _submitted().where(Contribution.received_on < day),
        _handed_back().where(Assignment.handed_back_at < midnight),
        _open_objections().where(Objection.day < day),
        _count_added(Message.day < day),
        contributions.count_waiting_talk(Message.day <= contributions.remind_day(day)),
    )


def due_next(day: date) -> dict[str, list[str]]:
    """References of what must be read next, the oldest first: "late", "due" (on `day`), "soon" (next working day)."""
    days = due_days(day)
    query = (
        sa.select(Contribution.reference, Contribution.received_on)
        .where(
            Contribution.state == State.SUBMITTED,
            Contribution.received_on < day,
            Contribution.received_on < soon_day(days),
        )
        .order_by(*ORDER)
        .limit(NAMED_IN_DIGEST)
    )
    found: dict[str, list[str]] = {"late": [], "due": [], "soon": []}
    for reference, received in db.session.execute(query):
        waits = days.waits(received)
        found[waits.value if waits else "soon"].append(reference)
    return found


def count_left_to(day: date) -> dict[int, int]:
    """How many waiting cases colleagues left to whom, before `day`: account id to number."""
    midnight = datetime.combine(day, time.min, tzinfo=BERLIN)
    query = (
        sa.select(HandOver.to_id, sa.func.count(HandOver.contribution_id))
        .join(Contribution, HandOver.contribution_id == Contribution.id)
        .where(Contribution.state == State.SUBMITTED, HandOver.asked_at < midnight)
        .group_by(HandOver.to_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def tallies() -> dict[str, dict[str, int]]:
    """How many waiting texts each choice of the filter holds: "field", "language", "source" → value → number.

    Texts without a field count as "unsure". One statement.
    """
    waits = Contribution.state == State.SUBMITTED
    suggested = sa.and_(
        ContributionField.contribution_id == Contribution.id, ContributionField.role == FieldRole.SUGGESTED
    )
    number = sa.func.coalesce(sa.cast(ActionField.number, sa.String), "unsure")
    by_field = (
        sa.select(sa.literal("field"), number, sa.func.count(Contribution.id))
        .select_from(Contribution)
        .outerjoin(ContributionField, suggested)
        .outerjoin(ActionField, ContributionField.action_field_id == ActionField.id)
        .where(waits)
        .group_by(ActionField.number)
    )
    found: dict[str, dict[str, int]] = {"field": {}, "language": {}, "source": {}}
    query = sa.union_all(by_field, _by("language", Contribution.language), _by("source", Contribution.source))
    for kind, value, count in db.session.execute(query):
        found[kind][value] = count
    return found


def _by(kind: str, column: sa.orm.InstrumentedAttribute) -> sa.Select:
    value = sa.cast(column, sa.String)
    waits = Contribution.state == State.SUBMITTED
    return sa.select(sa.literal(kind), value, sa.func.count(Contribution.id)).where(waits).group_by(column)


def _count(days: DueDays, submitted: sa.Select, *others: sa.Select) -> Counts:
    """`others`: handed back, objections, additions, words of talks."""
    late = _submitted().where(Contribution.received_on < days.late)
    due = _submitted().where(Contribution.received_on >= days.late, Contribution.received_on < days.due)
    in_return = sa.select(sa.func.count(Contribution.id)).where(Contribution.state == State.RETURNED)
    parts = (submitted, late, due, in_return, *others)
    return Counts(*db.session.execute(sa.select(*[part.scalar_subquery() for part in parts])).one())


def _submitted() -> sa.Select:
    return sa.select(sa.func.count(Contribution.id)).where(Contribution.state == State.SUBMITTED)


def _open_objections() -> sa.Select:
    return (
        sa.select(sa.func.count(Objection.id))
        .join(Contribution, Objection.contribution_id == Contribution.id)
        .where(*objection_waits())
    )


def _handed_back() -> sa.Select:
    return sa.select(sa.func.count(Assignment.id)).where(*routing_queries.without_place())


def _count_added(*more: sa.ColumnElement[bool]) -> sa.Select:
    return sa.select(sa.func.count(Contribution.id)).where(*added(*more))
