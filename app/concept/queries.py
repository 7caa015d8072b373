"""What can be read of the concept. All reads take the day they are about: names and duties carry dates."""

from __future__ import annotations

from collections.abc import Iterable
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
    PoliticalBody,
    PoliticalDecision,
    ResourceNeed,
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


def decision(decision_id: int) -> PoliticalDecision:
    """The decision with this id. Raises Missing."""
    found = db.session.get(PoliticalDecision, decision_id)
    if found is None:
        raise Missing("no_decision")
    return found


def decisions() -> list[PoliticalDecision]:
    """Everything that was recorded; what is still asked for comes first, then the newest."""
    query = sa.select(PoliticalDecision).order_by(
        PoliticalDecision.decided_on.is_not(None), PoliticalDecision.decided_on.desc(), PoliticalDecision.id.desc()
    )
    return list(db.session.execute(query).scalars())


def bodies() -> list[PoliticalBody]:
    """Political bodies by name."""
    return list(db.session.execute(sa.select(PoliticalBody).order_by(PoliticalBody.name)).scalars())


def resource_need(need_id: str) -> ResourceNeed:
    """The resource with this id. Raises Missing."""
    found = db.session.get(ResourceNeed, int(need_id)) if need_id.isdigit() else None
    if found is None:
        raise Missing
    return found


def needs_to_decide(decision: PoliticalDecision | None) -> list[tuple[ResourceNeed, Measure]]:
    """Additional resources that nobody has decided about, and the one of this decision."""
    open_or_own = sa.or_(
        PoliticalDecision.id.is_(None), PoliticalDecision.id == (decision.id if decision is not None else None)
    )
    query = (
        sa.select(ResourceNeed, Measure)
        .join(Measure, Measure.id == ResourceNeed.measure_id)
        .outerjoin(PoliticalDecision, PoliticalDecision.resource_need_id == ResourceNeed.id)
        .where(ResourceNeed.additional, open_or_own)
        .order_by(Measure.reference, ResourceNeed.position)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def measures_of(rows: Iterable[PoliticalDecision]) -> dict[int, Measure]:
    """The measures whose resources these decisions are about, by the id of the decision."""
    query = (
        sa.select(PoliticalDecision.id, Measure)
        .join(ResourceNeed, ResourceNeed.id == PoliticalDecision.resource_need_id)
        .join(Measure, Measure.id == ResourceNeed.measure_id)
        .where(PoliticalDecision.id.in_([row.id for row in rows]))
    )
    return {row[0]: row[1] for row in db.session.execute(query)}
