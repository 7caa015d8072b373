"""The integration concept as data: editions, principles, fields and the tree of goals. Texts are text versions."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.concept.rules import DecisionState, DistrictKind, MeasureStatus, ResourceKind
from app.core.models import enum_column
from app.extensions import db
from app.networks.models import Network


class ConceptEdition(db.Model):  # type: ignore[name-defined,misc]
    """One edition of the concept. Part A changes only with an edition. `facts` keeps the rest of its source data."""

    __tablename__ = "concept_edition"
    subject_kind = "concept_edition"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(20), unique=True)
    title: Mapped[str] = mapped_column(sa.String(200))
    update: Mapped[str] = mapped_column(sa.String(80))
    valid_from: Mapped[date] = mapped_column(sa.Date)
    facts: Mapped[dict[str, object]] = mapped_column(sa.JSON, default=dict)

    principles: Mapped[list[Principle]] = relationship(order_by="Principle.number")
    themes: Mapped[list[CrossCuttingTheme]] = relationship(order_by="CrossCuttingTheme.position")
    fields: Mapped[list[ActionField]] = relationship(back_populates="edition", order_by="ActionField.number")


class Principle(db.Model):  # type: ignore[name-defined,misc]
    """One of the nine principles of the understanding of integration (official German heading)."""

    __tablename__ = "principle"
    __table_args__ = (sa.UniqueConstraint("edition_id", "number"),)
    subject_kind = "principle"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("concept_edition.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(sa.Integer)
    heading: Mapped[str] = mapped_column(sa.String(200))


class CrossCuttingTheme(db.Model):  # type: ignore[name-defined,misc]
    """A theme that runs across all fields; never a ninth field."""

    __tablename__ = "cross_cutting_theme"
    __table_args__ = (sa.UniqueConstraint("edition_id", "position"),)
    subject_kind = "cross_cutting_theme"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("concept_edition.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(sa.Integer)
    name: Mapped[str] = mapped_column(sa.String(200))


class ActionField(db.Model):  # type: ignore[name-defined,misc]
    """One of the eight fields. `name` is the official German one; parts "name" and "hint" hold the languages."""

    __tablename__ = "action_field"
    __table_args__ = (
        sa.UniqueConstraint("edition_id", "number"),
        sa.CheckConstraint("number BETWEEN 1 AND 99", name="number_in_range"),
    )
    subject_kind = "action_field"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("concept_edition.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(sa.Integer)
    name: Mapped[str] = mapped_column(sa.String(200))

    edition: Mapped[ConceptEdition] = relationship(back_populates="fields")
    goals: Mapped[list[GuidingGoal]] = relationship(order_by="GuidingGoal.position")


class FieldResponsibility(db.Model):  # type: ignore[name-defined,misc]
    """Which network carries a field, from a day until a day."""

    __tablename__ = "field_responsibility"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    action_field_id: Mapped[int] = mapped_column(sa.ForeignKey("action_field.id", ondelete="CASCADE"), index=True)
    network_id: Mapped[int] = mapped_column(sa.ForeignKey("network.id"), index=True)
    valid_from: Mapped[date] = mapped_column(sa.Date)
    valid_until: Mapped[date | None] = mapped_column(sa.Date)

    network: Mapped[Network] = relationship(lazy="joined")


class GuidingGoal(db.Model):  # type: ignore[name-defined,misc]
    """Leitziel of a field; its words are the text part "text"."""

    __tablename__ = "guiding_goal"
    subject_kind = "guiding_goal"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(40), unique=True)
    action_field_id: Mapped[int] = mapped_column(sa.ForeignKey("action_field.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(sa.Integer)
    is_example: Mapped[bool] = mapped_column(sa.Boolean, default=False)

    action_goals: Mapped[list[ActionGoal]] = relationship(order_by="ActionGoal.position")


class ActionGoal(db.Model):  # type: ignore[name-defined,misc]
    """Handlungsziel under a guiding goal; its words are the text part "text"."""

    __tablename__ = "action_goal"
    subject_kind = "action_goal"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(40), unique=True)
    guiding_goal_id: Mapped[int] = mapped_column(sa.ForeignKey("guiding_goal.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(sa.Integer)
    is_example: Mapped[bool] = mapped_column(sa.Boolean, default=False)

    measures: Mapped[list[Measure]] = relationship(back_populates="action_goal", order_by="Measure.position")


class Measure(db.Model):  # type: ignore[name-defined,misc]
    """Maßnahme. Text parts: "title", "organisation", "note"."""

    __tablename__ = "measure"
    subject_kind = "measure"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    reference: Mapped[str] = mapped_column(sa.String(40), unique=True)
    action_goal_id: Mapped[int] = mapped_column(sa.ForeignKey("action_goal.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(sa.Integer)
    status: Mapped[MeasureStatus] = mapped_column(enum_column(MeasureStatus))
    start_year: Mapped[int | None] = mapped_column(sa.Integer)
    end_year: Mapped[int | None] = mapped_column(sa.Integer)
    is_example: Mapped[bool] = mapped_column(sa.Boolean, default=False)

    action_goal: Mapped[ActionGoal] = relationship(back_populates="measures")
    indicators: Mapped[list[Indicator]] = relationship(order_by="Indicator.position")
    resources: Mapped[list[ResourceNeed]] = relationship(order_by="ResourceNeed.position")


class Indicator(db.Model):  # type: ignore[name-defined,misc]
    """What shows whether a measure works. Text parts: "name", "unit". Missing values stay missing."""

    __tablename__ = "indicator"
    subject_kind = "indicator"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(40), unique=True)
    measure_id: Mapped[int] = mapped_column(sa.ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(sa.Integer)
    baseline: Mapped[float | None] = mapped_column(sa.Float)
    target: Mapped[float | None] = mapped_column(sa.Float)
    is_example: Mapped[bool] = mapped_column(sa.Boolean, default=False)

    values: Mapped[list[IndicatorValue]] = relationship(order_by="IndicatorValue.day")


class IndicatorValue(db.Model):  # type: ignore[name-defined,misc]
    """One dated value."""

    __tablename__ = "indicator_value"
    __table_args__ = (sa.UniqueConstraint("indicator_id", "day"),)

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    indicator_id: Mapped[int] = mapped_column(sa.ForeignKey("indicator.id", ondelete="CASCADE"))
    day: Mapped[date] = mapped_column(sa.Date)
    value: Mapped[float] = mapped_column(sa.Float)


class PoliticalBody(db.Model):  # type: ignore[name-defined,misc]
    """A body that receives reports or decides; its name is valid from a day on."""

    __tablename__ = "political_body"
    subject_kind = "political_body"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(200), unique=True)
    valid_from: Mapped[date | None] = mapped_column(sa.Date)
    valid_until: Mapped[date | None] = mapped_column(sa.Date)


class ResourceNeed(db.Model):  # type: ignore[name-defined,misc]
    """Staff hours or money that a measure needs. Additional ones need a political decision (rule 7). Part "note"."""

    __tablename__ = "resource_need"
    subject_kind = "resource_need"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(40), unique=True)
    measure_id: Mapped[int] = mapped_column(sa.ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(sa.Integer)
    kind: Mapped[ResourceKind] = mapped_column(enum_column(ResourceKind))
    amount: Mapped[float] = mapped_column(sa.Float)
    unit: Mapped[str] = mapped_column(sa.String(60))
    additional: Mapped[bool] = mapped_column(sa.Boolean)
    is_example: Mapped[bool] = mapped_column(sa.Boolean, default=False)

    decision: Mapped[PoliticalDecision | None] = relationship(lazy="joined")


class PoliticalDecision(db.Model):  # type: ignore[name-defined,misc]
    """What a body decided on a request. Granted or refused always has a date and a reference (rule 7).

    It is about a resource of a measure, or about something else that `subject` names in German.
    """

    __tablename__ = "political_decision"
    __table_args__ = (
        sa.CheckConstraint(
            "state = 'requested' OR (decided_on IS NOT NULL AND reference IS NOT NULL)",
            name="decision_has_proof",
        ),
    )
    subject_kind = "political_decision"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    resource_need_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("resource_need.id", ondelete="CASCADE"), unique=True
    )
    subject: Mapped[str] = mapped_column(sa.String(300), default="", server_default="")
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("political_body.id"))
    state: Mapped[DecisionState] = mapped_column(enum_column(DecisionState))
    decided_on: Mapped[date | None] = mapped_column(sa.Date)
    reference: Mapped[str | None] = mapped_column(sa.String(80))
    is_example: Mapped[bool] = mapped_column(sa.Boolean, default=False)

    body: Mapped[PoliticalBody] = relationship(lazy="joined")


class District(db.Model):  # type: ignore[name-defined,misc]
    """An area of the city with its advisory board; names are never translated. Data, because borders change."""

    __tablename__ = "district"
    subject_kind = "district"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(60), unique=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    kind: Mapped[DistrictKind] = mapped_column(enum_column(DistrictKind))
    position: Mapped[int] = mapped_column(sa.Integer)
    # Last day on which residents could choose it; earlier contributions keep it.
    ended_on: Mapped[date | None] = mapped_column(sa.Date)


class AudienceTag(db.Model):  # type: ignore[name-defined,misc]
    """A group that a measure may be meant for (cross-cutting theme "Zielgruppenorientierung"). Set by staff alone.

    It says whom an idea is for, never who wrote it. `name` is German; part "name" holds the languages. Data.
    """

    __tablename__ = "audience_tag"
    subject_kind = "audience_tag"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(60), unique=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    position: Mapped[int] = mapped_column(sa.Integer)
    # From this day on it is offered no more; what was tagged keeps it.
    retired_on: Mapped[date | None] = mapped_column(sa.Date)
