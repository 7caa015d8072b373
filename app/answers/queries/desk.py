"""The desk of a network: what is new, in work, ready and answered. Five queries, however much lies on it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import lazyload

from app.answers import rules
from app.answers.models import Answer
from app.answers.queries.beside import needs_two
from app.answers.rules import Group
from app.concept.models import ActionField
from app.contributions.lifecycle import State
from app.contributions.models import Contribution, ContributionField
from app.contributions.rules import FieldRole
from app.core import clock, paging
from app.core.languages import content
from app.core.languages.content import Audience, TextVersion, VersionKind
from app.extensions import db
from app.networks.models import Network, NetworkName
from app.routing import settings as routing_settings
from app.routing.models import Assignment
from app.routing.rules import Lateness, lateness, next_due

# Open cases on one page; the most urgent come first.
MOST_OPEN = 200


@dataclass(frozen=True)
class NetworkTab:
    """A network in which somebody sits, with its name of today."""

    id: int
    name: str
    needs_two: bool = False


@dataclass
class DeskRow:
    """One case on the desk. It says nothing about the author: no language, no day of receipt, no contact."""

    subject_kind = "contribution"

    id: uuid.UUID
    reference: str
    is_lead: bool
    is_example: bool
    assigned_on: date
    acknowledged: bool
    handed_back: bool
    acknowledge_due_on: date
    answer_due_on: date
    answer_id: int | None
    answer_version: int | None
    outcome: str | None
    has_text: bool
    published_on: date | None
    # The lead network has answered: this one may still add something, but owes nothing.
    settled: bool
    # The second person is asked, or has agreed; it waits to be published together with others.
    asked: bool = False
    approved: bool = False
    together: bool = False
    # Somebody promised to look at it again on this day.
    review_on: date | None = None
    review_due: bool = False
    title: str | None = None
    fields: list[tuple[int, str]] = field(default_factory=list)

    @property
    def group(self) -> Group:
        """Where the case stands. A promise to look again that is due is work in hand."""
        if self.review_due:
            return Group.IN_WORK
        return rules.group_of(
            acknowledged=self.acknowledged,
            drafted=self.answer_id is not None,
            ready=self.outcome is not None and self.has_text,
            published=self.published_on is not None and not self.is_awaited,
        )

    @property
    def is_awaited(self) -> bool:
        """The lead network has not answered as such, even if it published something before it became the lead."""
        return self.is_lead and not self.settled

    @property
    def due_on(self) -> date:
        """The next date to keep: first the acknowledgement, then the answer."""
        return next_due(self.acknowledge_due_on, self.answer_due_on, acknowledged=self.acknowledged)

    def age_on(self, today: date) -> int:
        """For how many days the network has had the case."""
        return (today - self.assigned_on).days

    def lateness_on(self, today: date) -> Lateness | None:
        """How late the next step is on `today`; None when there is time or nothing is owed."""
        owed = self.group is not Group.ANSWERED and not self.settled
        return lateness(self.due_on, today, routing_settings.current()) if owed else None


@dataclass(frozen=True)
class Desk:
    """Everything on the desk of one network. `after`: key of the next page of answered cases."""

    groups: dict[Group, list[DeskRow]]
    answered_total: int
    after: int | None

    def count(self, group: Group) -> int:
        """How many cases a group has."""
        return self.answered_total if group is Group.ANSWERED else len(self.groups[group])


def tabs(network_ids: Iterable[int], day: date) -> list[NetworkTab]:
    """These networks with the names valid on `day`, in the order of their ids."""
    query = (
        sa.select(NetworkName, Network)
        .join(Network, Network.id == NetworkName.network_id)
        .options(lazyload("*"))
        .where(NetworkName.network_id.in_(list(network_ids)), NetworkName.valid_from <= day)
        .order_by(NetworkName.network_id, NetworkName.valid_from)
    )
    found = {
        name.network_id: NetworkTab(network.id, name.name, needs_two(network))
        for name, network in db.session.execute(query)
    }
    return [found.get(key) or NetworkTab(key, "") for key in sorted(network_ids)]


def desk(network_id: int, language: str, after: int | None = None) -> Desk:
    """The desk of one network. `language`: of the reader, for names of fields; `after`: from Desk.after."""
    open_rows = [_row(found) for found in db.session.execute(_open(network_id))]
    answered = list(db.session.execute(_answered(network_id, after)))
    page = paging.cut([_row(found) for found in answered], [found.answer_id for found in answered])
    _add_fields([*open_rows, *page.rows], language)
    groups: dict[Group, list[DeskRow]] = {group: [] for group in Group}
    for row in [*open_rows, *page.rows]:
        groups[row.group].append(row)
    return Desk(groups, answered[0].total if answered else 0, page.after)


def _has_text() -> sa.Exists:
    return sa.exists().where(
        TextVersion.subject_kind == Answer.subject_kind,
        TextVersion.subject_id == sa.cast(Answer.id, sa.String),
        TextVersion.part == "text",
        TextVersion.kind == VersionKind.ORIGINAL,
        TextVersion.replaced_on.is_(None),
    )


_ANSWER: tuple[Any, ...] = (
    Answer.id.label("answer_id"),
    Answer.version.label("answer_version"),
    Answer.outcome,
    Answer.published_on,
    Answer.approval_asked_at,
    Answer.approved_by_id,
    Answer.together,
    Answer.review_on,
)


def _columns(network_id: int) -> sa.Select[Any]:
    query: Any = (
        sa.select(
            Contribution.id,
            Contribution.reference,
            Contribution.state,
            Contribution.is_example,
            Assignment.is_lead,
            Assignment.assigned_at,
            Assignment.acknowledged_at,
            Assignment.handed_back_at,
            Assignment.acknowledge_due_on,
            Assignment.answer_due_on,
            *_ANSWER,
            _has_text().label("has_text"),
        )
        .join(Contribution, Contribution.id == Assignment.contribution_id)
        .outerjoin(
            Answer,
            sa.and_(
                Answer.contribution_id == Assignment.contribution_id,
                Answer.network_id == Assignment.network_id,
            ),
        )
        .where(Assignment.network_id == network_id, Assignment.ended_at.is_(None))
    )
    return query


def _is_awaited() -> sa.ColumnElement[bool]:
    return sa.and_(Assignment.is_lead, Contribution.state == State.RELEASED)


def _review_is_due() -> sa.ColumnElement[bool]:
    return sa.and_(Answer.published_at.is_not(None), Answer.review_on.is_not(None), Answer.review_on <= clock.today())


def _open(network_id: int) -> sa.Select[Any]:
    query = _columns(network_id).where(sa.or_(Answer.published_at.is_(None), _is_awaited(), _review_is_due()))
    settled = Contribution.state != State.RELEASED
    return query.order_by(settled, Assignment.answer_due_on, Contribution.reference).limit(MOST_OPEN)


def _answered(network_id: int, after: int | None) -> sa.Select[Any]:
    later = sa.or_(Answer.review_on.is_(None), Answer.review_on > clock.today())
    published = _columns(network_id).where(Answer.published_at.is_not(None), sa.not_(_is_awaited()), later)
    total = sa.select(sa.func.count()).select_from(published.subquery()).scalar_subquery()
    query = published.add_columns(total.label("total"))
    if after is not None:
        last = sa.select(Answer.published_at).where(Answer.id == after).scalar_subquery()
        same = sa.and_(Answer.published_at == last, Answer.id < after)
        query = query.where(sa.or_(Answer.published_at < last, same))
    return query.order_by(Answer.published_at.desc(), Answer.id.desc()).limit(paging.PAGE_SIZE + 1)


def _row(found: sa.Row[Any]) -> DeskRow:
    assigned: datetime = found.assigned_at
    return DeskRow(
        id=found.id,
        reference=found.reference,
        is_lead=found.is_lead,
        is_example=found.is_example,
        assigned_on=clock.berlin_day(assigned),
        acknowledged=found.acknowledged_at is not None,
        handed_back=found.handed_back_at is not None,
        acknowledge_due_on=found.acknowledge_due_on,
        answer_due_on=found.answer_due_on,
        answer_id=found.answer_id,
        answer_version=found.answer_version,
        outcome=found.outcome,
        has_text=found.has_text,
        published_on=found.published_on,
        settled=found.state is not State.RELEASED,
        asked=found.approval_asked_at is not None,
        approved=found.approved_by_id is not None,
        together=bool(found.together),
        review_on=found.review_on,
        review_due=found.published_on is not None and found.review_on is not None and found.review_on <= clock.today(),
    )


def _add_fields(rows: Sequence[DeskRow], language: str) -> None:
    """Titles and fields of all rows: three queries, none when there are no rows."""
    if not rows:
        return
    links = db.session.execute(
        sa.select(ContributionField.contribution_id, ActionField)
        .join(ActionField, ActionField.id == ContributionField.action_field_id)
        .where(
            ContributionField.contribution_id.in_([row.id for row in rows]),
            ContributionField.role == FieldRole.ASSIGNED,
        )
        .order_by(ContributionField.is_primary.desc(), ContributionField.position)
    ).all()
    texts = content.load([*rows, *{link[1].id: link[1] for link in links}.values()], ["title", "name"])
    by_id = {row.id: row for row in rows}
    for key, action_field in links:
        name = texts.say(action_field, "name", language, Audience.STAFF)
        by_id[key].fields.append((action_field.number, name.text if name else action_field.name))
    for row in rows:
        title = texts.say(row, "title", "de", Audience.NETWORK)
        row.title = title.text if title else None
