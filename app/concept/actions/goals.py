"""Loading a tree of goals: guiding goals, action goals, measures, indicators, resources and decisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from app.concept.actions.decisions import body_named
from app.concept.actions.edition import SCHEMA
from app.concept.models import (
    ActionField,
    ActionGoal,
    ConceptEdition,
    GuidingGoal,
    Indicator,
    IndicatorValue,
    Measure,
    PoliticalDecision,
    ResourceNeed,
)
from app.concept.rules import DecisionState, MeasureStatus, ResourceKind
from app.core import history
from app.core.errors import Invalid
from app.core.history import Actor
from app.core.languages import content
from app.extensions import db


def load_goals(data: Mapping[str, Any], *, actor: Actor) -> dict[str, Measure]:
    """Load a tree of goals (layout of concept-example.toml) into its edition. Goals already there are skipped.

    Returns all its measures by reference. Raises Invalid for another layout or an unknown edition.
    """
    if data.get("schema") != SCHEMA:
        raise Invalid("unknown_schema", schema=data.get("schema"))
    edition = db.session.execute(sa.select(ConceptEdition).filter_by(key=data["edition"])).scalar_one_or_none()
    if edition is None:
        raise Invalid("unknown_edition", edition=data["edition"])
    by_number = {field.number: field for field in edition.fields}
    known = set(db.session.execute(sa.select(GuidingGoal.key)).scalars())
    for row in data["fields"]:
        for position, goal in enumerate(row["guiding_goals"]):
            if goal["id"] not in known:
                _load_guiding_goal(by_number[row["number"]], goal, position, actor)
    history.record(actor, "load_goals", edition, example=bool(data.get("example")))
    return {measure.reference: measure for measure in db.session.execute(sa.select(Measure)).scalars()}


def _load_guiding_goal(field: ActionField, data: Mapping[str, Any], position: int, actor: Actor) -> None:
    goal = GuidingGoal(
        key=data["id"], action_field_id=field.id, position=position, is_example=data.get("example", False)
    )
    db.session.add(goal)
    db.session.flush()
    content.put_table(goal, "text", data["text"], actor=actor)
    for place, row in enumerate(data["action_goals"]):
        action_goal = ActionGoal(
            key=row["id"], guiding_goal_id=goal.id, position=place, is_example=row.get("example", False)
        )
        db.session.add(action_goal)
        db.session.flush()
        content.put_table(action_goal, "text", row["text"], actor=actor)
        for number, measure in enumerate(row["measures"]):
            _load_measure(action_goal, measure, number, actor)


def _load_measure(goal: ActionGoal, data: Mapping[str, Any], position: int, actor: Actor) -> None:
    measure = Measure(
        reference=data["id"],
        action_goal_id=goal.id,
        position=position,
        status=MeasureStatus(data["status"]),
        start_year=data.get("start_year"),
        end_year=data.get("end_year"),
        is_example=data.get("example", False),
    )
    db.session.add(measure)
    db.session.flush()
    content.put_table(measure, "title", data["title"], actor=actor)
    content.put_table(measure, "organisation", data["organisation_type"], actor=actor)
    if "status_note" in data:
        content.put_table(measure, "note", data["status_note"], actor=actor)
    for place, row in enumerate(data.get("indicators", [])):
        _load_indicator(measure, row, place, actor)
    for place, row in enumerate(data.get("resource_needs", [])):
        _load_resource(measure, row, place, actor)


def _load_indicator(measure: Measure, data: Mapping[str, Any], position: int, actor: Actor) -> None:
    indicator = Indicator(
        key=data["id"],
        measure_id=measure.id,
        position=position,
        baseline=data.get("baseline"),
        target=data.get("target"),
        is_example=data.get("example", False),
    )
    indicator.values = [IndicatorValue(day=row["date"], value=row["value"]) for row in data.get("values", [])]
    db.session.add(indicator)
    db.session.flush()
    content.put_table(indicator, "name", data["name"], actor=actor)
    content.put_table(indicator, "unit", data["unit"], actor=actor)


def _load_resource(measure: Measure, data: Mapping[str, Any], position: int, actor: Actor) -> None:
    need = ResourceNeed(
        key=data["id"],
        measure_id=measure.id,
        position=position,
        kind=ResourceKind(data["kind"]),
        amount=data["amount"],
        unit=data["unit"],
        additional=data["additional"],
        is_example=data.get("example", False),
    )
    db.session.add(need)
    db.session.flush()
    content.put_table(need, "note", data["note"], actor=actor)
    decision = data.get("political_decision")
    if decision is not None:
        need.decision = PoliticalDecision(
            body=body_named(decision["body"]),
            state=DecisionState(decision["state"]),
            decided_on=decision.get("date"),
            reference=decision.get("reference"),
            is_example=decision.get("example", False),
        )
