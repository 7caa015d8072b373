"""What can be read of the concept. All reads take the day they are about: names and duties carry dates."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.concept.models import (
    ActionField,
    ActionGoal,
    AudienceTag,
    ConceptEdition,
    District,
    FieldResponsibility,
    GuidingGoal,
    Indicator,
    Measure,
)
from app.core.errors import Missing
from app.extensions import db
from app.networks.models import Network


def current_edition(day: date) -> ConceptEdition:
    """The edition that is valid on `day`: the one with the latest beginning. Raises Missing without any."""
    query = (
        sa.select(ConceptEdition)
        .where(ConceptEdition.valid_from <= day)
        .order_by(ConceptEdition.valid_from.desc())
        .limit(1)
    )
    found = db.session.execute(query).scalar_one_or_none()
    if found is None:
        raise Missing("no_edition")
    return found


def fields(day: date) -> list[ActionField]:
    """The action fields of the edition valid on `day`, by number."""
    latest = (
        sa.select(ConceptEdition.id)
        .where(ConceptEdition.valid_from <= day)
        .order_by(ConceptEdition.valid_from.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = sa.select(ActionField).where(ActionField.edition_id == latest).order_by(ActionField.number)
    return list(db.session.execute(query).scalars())


def field(number: int, day: date) -> ActionField:
    """The field with this number on `day`. Raises Missing."""
    found = next((row for row in fields(day) if row.number == number), None)
    if found is None:
        raise Missing("no_field", number=number)
    return found


def _responsible(day: date) -> sa.ColumnElement[bool]:
    return sa.and_(
        FieldResponsibility.valid_from <= day,
        sa.or_(FieldResponsibility.valid_until.is_(None), FieldResponsibility.valid_until >= day),
    )


def network_for(action_field: ActionField, day: date) -> Network | None:
    """The network that carries a field on `day`; None when nobody does."""
    query = (
        sa.select(Network)
        .join(FieldResponsibility, FieldResponsibility.network_id == Network.id)
        .where(FieldResponsibility.action_field_id == action_field.id, _responsible(day))
        .order_by(FieldResponsibility.valid_from.desc())
        .limit(1)
    )
    return db.session.execute(query).scalar_one_or_none()


def districts(day: date | None = None) -> list[District]:
    """Districts and the further choices, in their order; with `day` those that can be chosen on it."""
    query = sa.select(District).order_by(District.position, District.id)
    if day is not None:
        query = query.where(sa.or_(District.ended_on.is_(None), District.ended_on >= day))
    return list(db.session.execute(query).scalars())


def district(key: str) -> District:
    """The district with this key or, for imported lists, this official name. Raises Missing."""
    query = sa.select(District).where(sa.or_(District.key == key, District.name == key))
    found = db.session.execute(query).scalar_one_or_none()
    if found is None:
        raise Missing("no_district", district=key)
    return found


def audiences(day: date) -> list[AudienceTag]:
    """The groups that can be chosen on `day`, in their order."""
    in_use = sa.or_(AudienceTag.retired_on.is_(None), AudienceTag.retired_on > day)
    return list(db.session.execute(sa.select(AudienceTag).where(in_use).order_by(AudienceTag.position)).scalars())


def carried_by(day: date) -> dict[int, list[ActionField]]:
    """The fields that each network carries on `day`, by its id: one statement, for forms that offer networks."""
    query = (
        sa.select(FieldResponsibility.network_id, ActionField)
        .join(ActionField, FieldResponsibility.action_field_id == ActionField.id)
        .where(_responsible(day))
        .order_by(ActionField.number)
    )
    found: dict[int, list[ActionField]] = {}
    for network_id, action_field in db.session.execute(query):
        found.setdefault(network_id, []).append(action_field)
    return found


def goals(field_id: int) -> list[GuidingGoal]:
    """The whole tree of one field, loaded with a fixed number of statements."""
    tree = selectinload(GuidingGoal.action_goals).selectinload(ActionGoal.measures)
    query = (
        sa.select(GuidingGoal)
        .where(GuidingGoal.action_field_id == field_id)
        .options(
            tree.selectinload(Measure.indicators).selectinload(Indicator.values),
            tree.selectinload(Measure.resources),
        )
        .order_by(GuidingGoal.position)
    )
    return list(db.session.execute(query).scalars())


def measures(field_id: int) -> list[Measure]:
    """All measures of a field, in the order of the tree."""
    query = (
        sa.select(Measure)
        .join(ActionGoal, Measure.action_goal_id == ActionGoal.id)
        .join(GuidingGoal, ActionGoal.guiding_goal_id == GuidingGoal.id)
        .where(GuidingGoal.action_field_id == field_id)
        .order_by(GuidingGoal.position, ActionGoal.position, Measure.position)
    )
    return list(db.session.execute(query).scalars())


def measure(reference: str) -> Measure:
    """The measure with this reference, with indicators and resources. Raises Missing."""
    query = (
        sa.select(Measure)
        .where(Measure.reference == reference)
        .options(selectinload(Measure.indicators).selectinload(Indicator.values), selectinload(Measure.resources))
    )
    found = db.session.execute(query).scalar_one_or_none()
    if found is None:
        raise Missing("no_measure", reference=reference)
    return found


def field_of_measure(row: Measure) -> ActionField:
    """The field in whose tree a measure stands."""
    query = (
        sa.select(ActionField)
        .join(GuidingGoal, GuidingGoal.action_field_id == ActionField.id)
        .join(ActionGoal, ActionGoal.guiding_goal_id == GuidingGoal.id)
        .where(ActionGoal.id == row.action_goal_id)
    )
    return db.session.execute(query).scalar_one()
