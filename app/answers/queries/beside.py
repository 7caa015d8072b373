"""What belongs to an answer beside its words: measures, goals, decisions, and whether a second person must look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.answers import settings
from app.answers.models import Answer, AnswerMeasure, PendingCorrection
from app.concept.models import ActionField, ActionGoal, GuidingGoal, Measure, PoliticalDecision, ResourceNeed
from app.concept.rules import DecisionState
from app.contributions import lifecycle
from app.contributions.models import Contribution
from app.core.languages import content
from app.extensions import db
from app.networks.models import Network
from app.routing.models import Assignment


def needs_two(network: Network) -> bool:
    """Whether a second person of this network looks at each answer before it is published."""
    return settings.current().four_eyes if network.four_eyes is None else network.four_eyes


def resources_of(answer: Answer) -> tuple[bool, bool]:
    """Of the measures that an answer names: whether a body granted an additional resource, and whether one is open."""
    query = (
        sa.select(PoliticalDecision.state)
        .select_from(ResourceNeed)
        .outerjoin(PoliticalDecision, PoliticalDecision.resource_need_id == ResourceNeed.id)
        .where(ResourceNeed.measure_id.in_([link.measure_id for link in answer.measures]), ResourceNeed.additional)
    )
    states = list(db.session.execute(query).scalars())
    granted = [state for state in states if state is DecisionState.GRANTED]
    return bool(granted), len(granted) < len(states)


def measures_named(contribution: Contribution, except_answer: Answer) -> set[int]:
    """Ids of the measures that the other published answers of a contribution name."""
    query = (
        sa.select(AnswerMeasure.measure_id)
        .join(Answer, Answer.id == AnswerMeasure.answer_id)
        .where(
            Answer.contribution_id == contribution.id, Answer.id != except_answer.id, Answer.published_at.is_not(None)
        )
    )
    return set(db.session.execute(query).scalars())


def measures_by_id(ids: Iterable[int]) -> list[Measure]:
    """Those of these measures that are still there."""
    query = sa.select(Measure).where(Measure.id.in_(list(ids))).order_by(Measure.id)
    return list(db.session.execute(query).scalars())


def goal_key(goal: GuidingGoal | ActionGoal) -> str:
    """One name for goals of both levels: "guiding:3" or "action:12"."""
    return f"{'guiding' if isinstance(goal, GuidingGoal) else 'action'}:{goal.id}"


def goals_by_key(keys: Iterable[str]) -> list[GuidingGoal | ActionGoal]:
    """The goals behind such names, as far as they are still there."""
    found: list[GuidingGoal | ActionGoal] = []
    for key in keys:
        level, _colon, number = key.partition(":")
        model: Any = GuidingGoal if level == "guiding" else ActionGoal
        goal = db.session.get(model, int(number))
        found += [goal] if goal is not None else []
    return found


def tree(fields: Sequence[ActionField]) -> tuple[list[Measure], list[GuidingGoal | ActionGoal]]:
    """Measures and goals of some fields in the order of the concept, in one statement."""
    query = (
        sa.select(GuidingGoal, ActionGoal, Measure)
        .outerjoin(ActionGoal, ActionGoal.guiding_goal_id == GuidingGoal.id)
        .outerjoin(Measure, Measure.action_goal_id == ActionGoal.id)
        .where(GuidingGoal.action_field_id.in_([field.id for field in fields]))
        .order_by(
            GuidingGoal.position, GuidingGoal.id, ActionGoal.position, ActionGoal.id, Measure.position, Measure.id
        )
    )
    measures: list[Measure] = []
    goals: dict[str, GuidingGoal | ActionGoal] = {}
    for guiding, action, measure in db.session.execute(query):
        goals.setdefault(goal_key(guiding), guiding)
        if action is not None:
            goals.setdefault(goal_key(action), action)
        measures += [measure] if measure is not None else []
    return measures, list(goals.values())


def decision(decision_id: int | None) -> PoliticalDecision | None:
    """The decision with this id, if there is one."""
    return db.session.get(PoliticalDecision, decision_id) if decision_id else None


def granted_decisions() -> list[PoliticalDecision]:
    """Decisions of political bodies on which an answer can rest, newest first."""
    query = (
        sa.select(PoliticalDecision)
        .where(PoliticalDecision.state == DecisionState.GRANTED)
        .order_by(PoliticalDecision.decided_on.desc(), PoliticalDecision.id.desc())
        .limit(100)
    )
    return list(db.session.execute(query).scalars())


def pending_correction(answer: Answer) -> PendingCorrection | None:
    """New words for a published answer that wait for the second person."""
    return db.session.get(PendingCorrection, answer.id)


def plain_words(answer: Answer) -> dict[str, Any]:
    """Everything that readers get of an answer, as plain values (layout of actions.words.plain).

    What was left out of it after a notice is not among them: the next correction would bring it back.
    """
    texts = content.load([answer], ["text", "next_step"])
    text, next_step = texts.base(answer, "text"), texts.base(answer, "next_step")
    simple = texts.translation(answer, "text", "de-simple")
    return {
        "text": text.text if text else "",
        "simple": simple.text if simple else "",
        "next_step": next_step.text if next_step else "",
        "outcome": answer.outcome.value if answer.outcome else None,
        "measures": sorted(link.measure_id for link in answer.measures),
        "goals": sorted(goal_key(link.goal) for link in answer.goals),
        "review_on": answer.review_on.isoformat() if answer.review_on else None,
        "grants_resources": answer.grants_resources,
        "decision": answer.decision_id,
        "reason": "",
    }


def reviews_due(day: date) -> list[tuple[Answer, Assignment]]:
    """Published answers that somebody promised to look at again by `day`, and whose network was not told yet."""
    query = (
        sa.select(Answer, Assignment)
        .join(
            Assignment,
            sa.and_(
                Assignment.contribution_id == Answer.contribution_id,
                Assignment.network_id == Answer.network_id,
                Assignment.ended_at.is_(None),
            ),
        )
        .join(Contribution, Contribution.id == Answer.contribution_id)
        .where(
            Answer.published_at.is_not(None),
            Answer.review_on <= day,
            Answer.review_told_on.is_(None),
            Contribution.state.in_(lifecycle.WITH_NETWORK),
        )
        .order_by(Answer.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def mail_facts_of(assignment: Assignment, day: date) -> dict[str, Any]:
    """What a mail to a tandem may say about a case: nothing but what its subject needs (trust.md T-33). With
    `assignment` the mail can hold a link to answer (templates/mail/_answer_link.txt)."""
    return {
        "network": assignment.network.name_on(day),
        "reference": assignment.contribution.reference,
        "assignment": assignment.id,
    }
