"""What everybody may read: the public list and one contribution. Nothing unpublished passes through here."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.concept.models import ActionField, District
from app.concept.rules import DistrictKind
from app.contributions.lifecycle import MAY_BE_PUBLIC, State
from app.contributions.models import Contribution, ContributionField, MeasureLink
from app.contributions.rules import FieldRole
from app.core import search
from app.core.errors import Missing
from app.core.paging import PAGE_SIZE, Page, cut
from app.extensions import db

# Nobody is shown in a group smaller than this (domain.md rule 14).
SMALLEST_GROUP = 5


@dataclass
class PublicRow:
    """One line of the public list: facts alone, the words are read for all lines together."""

    id: uuid.UUID
    reference: str
    number: int
    received_on: date
    published_on: date
    answered: bool
    voices: int
    field_id: int
    field_number: int
    field_name: str
    district: str | None
    district_kind: DistrictKind | None
    subject_kind: str = "contribution"


@dataclass(frozen=True)
class Wish:
    """What a reader asks of the list; everything empty means everything public."""

    field: int | None = None
    district_id: int | None = None
    words: str = ""
    round_id: int | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing was asked for."""
        return self.field is None and self.district_id is None and not self.words and self.round_id is None


def public_page(wish: Wish, *, after: int | None = None, size: int = PAGE_SIZE) -> Page[PublicRow]:
    """One page of public contributions, newest publication first, in one statement.

    `after` is the publication number of the last row before this page.
    """
    primary = sa.and_(ContributionField.contribution_id == Contribution.id, ContributionField.is_primary)
    query = (
        sa.select(
            Contribution.id,
            Contribution.reference,
            Contribution.publication_number,
            Contribution.received_on,
            Contribution.published_on,
            Contribution.state,
            Contribution.voices,
            ActionField.id.label("field_id"),
            ActionField.number.label("field_number"),
            ActionField.name.label("field_name"),
            sa.case((_group_is_large(), District.name), else_=None).label("district"),
            District.kind.label("district_kind"),
        )
        .join(ContributionField, primary)
        .join(ActionField, ActionField.id == ContributionField.action_field_id)
        .outerjoin(District, District.id == Contribution.district_id)
        .where(*_shown(wish))
        .order_by(Contribution.publication_number.desc())
        .limit(size + 1)
    )
    if after is not None:
        query = query.where(Contribution.publication_number < after)
    rows = [_row(found) for found in db.session.execute(query)]
    return cut(rows, [row.number for row in rows], size)


def newer_start(wish: Wish, *, after: int, size: int = PAGE_SIZE) -> int | None:
    """The `after` of the page before the one that starts after `after`; None when that is the first page."""
    query = (
        sa.select(Contribution.publication_number)
        .where(*_shown(wish), Contribution.publication_number >= after)
        .order_by(Contribution.publication_number)
        .offset(size)
        .limit(1)
    )
    return db.session.execute(query).scalar_one_or_none()


def districts_with_enough() -> list[District]:
    """Districts that may be chosen as a filter: those with at least five public contributions."""
    some = _at_least_five(Contribution.district_id == District.id, *is_public(Contribution))
    return list(db.session.execute(sa.select(District).where(some).order_by(District.position)).scalars())


def public_one(reference: str) -> Contribution:
    """A published contribution. Raises Missing for everything else, whatever the reason."""
    query = sa.select(Contribution).where(Contribution.reference == reference, *is_public(Contribution))
    found = db.session.execute(query).scalar_one_or_none()
    if found is None:
        raise Missing
    return found


def public_district(contribution: Contribution) -> District | None:
    """The district of a public contribution if enough others share it, its language and its month (rule 14)."""
    query = sa.select(_group_is_large()).where(Contribution.id == contribution.id)
    if contribution.district_id is None or not db.session.execute(query).scalar_one():
        return None
    return contribution.district


def count_public(round_id: int) -> int:
    """How many contributions of one round everybody can read."""
    query = sa.select(sa.func.count()).select_from(Contribution)
    return db.session.execute(query.where(Contribution.round_id == round_id, *is_public(Contribution))).scalar_one()


def count_public_in_field(field_id: int) -> int:
    """How many public contributions have this field as their first one."""
    query = (
        sa.select(sa.func.count())
        .select_from(ContributionField)
        .join(Contribution, Contribution.id == ContributionField.contribution_id)
        .where(ContributionField.action_field_id == field_id, ContributionField.is_primary, *is_public(Contribution))
    )
    return db.session.execute(query).scalar_one()


def public_of_measure(measure_id: int) -> list[Contribution]:
    """The public contributions that led to a measure, newest publication first."""
    query = (
        sa.select(Contribution)
        .join(MeasureLink, MeasureLink.contribution_id == Contribution.id)
        .where(MeasureLink.measure_id == measure_id, *is_public(Contribution))
        .order_by(Contribution.publication_number.desc())
    )
    return list(db.session.execute(query).scalars())


def is_public(table: Any) -> list[sa.ColumnElement[bool]]:
    """The conditions under which everybody can read a row of `table` (Contribution or an alias of it)."""
    return [table.publication_number.is_not(None), table.is_public, table.state.in_(MAY_BE_PUBLIC)]


def _shown(wish: Wish) -> list[sa.ColumnElement[bool]]:
    found = is_public(Contribution)
    if wish.field is not None:
        found.append(_touches(wish.field))
    if wish.district_id is not None:
        found.append(Contribution.district_id == wish.district_id)
    if wish.round_id is not None:
        found.append(Contribution.round_id == wish.round_id)
    if wish.words:
        found.append(Contribution.id.in_(search.find_uuids("contribution", wish.words)))
    return found


def _touches(number: int) -> sa.ColumnElement[bool]:
    """Primary or also concerned: a moderator set the field."""
    link, field = aliased(ContributionField), aliased(ActionField)
    return sa.exists(
        sa.select(sa.literal(1))
        .select_from(link)
        .join(field, field.id == link.action_field_id)
        .where(link.contribution_id == Contribution.id, link.role == FieldRole.ASSIGNED, field.number == number)
        .correlate(Contribution)
    )


def _group_is_large() -> sa.ColumnElement[bool]:
    """Whether at least five public contributions share district, language and month with the one of the row."""
    other = aliased(Contribution)
    return _at_least_five(
        other.district_id == Contribution.district_id,
        other.language == Contribution.language,
        sa.extract("year", other.received_on) == sa.extract("year", Contribution.received_on),
        sa.extract("month", other.received_on) == sa.extract("month", Contribution.received_on),
        *is_public(other),
        table=other,
    )


def _at_least_five(*conditions: sa.ColumnElement[bool], table: Any = Contribution) -> sa.ColumnElement[bool]:
    """Counts no further than needed, so that a large group is as quick as a small one."""
    outer = [District] if table is Contribution else [Contribution]
    few = sa.select(sa.literal(1).label("one")).select_from(table).where(*conditions).limit(SMALLEST_GROUP)
    counted = few.correlate(*outer).subquery()
    return sa.select(sa.func.count()).select_from(counted).scalar_subquery() >= SMALLEST_GROUP


def _row(found: Any) -> PublicRow:
    return PublicRow(
        id=found.id,
        reference=found.reference,
        number=found.publication_number,
        received_on=found.received_on,
        published_on=found.published_on,
        answered=found.state is State.ANSWERED or found.state is State.CLOSED,
        voices=found.voices,
        field_id=found.field_id,
        field_number=found.field_number,
        field_name=found.field_name,
        district=found.district,
        district_kind=found.district_kind if found.district else None,
    )
