"""What a network gets to know before the day: open and answered contributions of a field, goals, promises, numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.answers.models import Answer
from app.answers.queries.words import german, german_wording
from app.answers.rules import Outcome
from app.concept import queries as concept
from app.concept.models import ActionField, ActionGoal, GuidingGoal
from app.concept.rules import MeasureStatus
from app.contributions.lifecycle import MAY_BE_PUBLIC
from app.contributions.models import Contribution, ContributionField
from app.core.languages import content
from app.core.languages.content import Wording
from app.dialogforum.queries import agenda
from app.dialogforum.rules.agenda import Reason
from app.extensions import db
from app.rounds.models import ParticipationRound


@dataclass(frozen=True)
class OpenCase:
    """A contribution to talk about. `words` None: they are being translated. Nothing tells who wrote it, or where."""

    reference: str
    title: str
    words: Wording | None
    voices: int
    days: int
    reasons: tuple[Reason, ...]
    is_public: bool


@dataclass(frozen=True)
class AnsweredCase:
    """A contribution that was answered since the last round."""

    reference: str
    title: str
    outcome: Outcome
    answered_on: date


@dataclass(frozen=True)
class Goal:
    """A goal with its level in the tree (1 guiding goal, 2 action goal)."""

    level: int
    words: str
    measures: tuple[tuple[str, str, MeasureStatus], ...]


@dataclass(frozen=True)
class Numbers:
    """Counts of a field in one round."""

    contributions: int
    voices: int
    answered: int
    offers: int


def open_cases(number: int, *, hidden: bool) -> list[OpenCase]:
    """What is open in a field, by its reasons; `hidden`: with what is not public."""
    rows = agenda.proposals(number, [], hidden=hidden)
    texts = content.load([row.contribution for row in rows], ["text"])
    return [
        OpenCase(
            reference=row.contribution.reference,
            title=row.title,
            words=german_wording(texts, row.contribution),
            voices=row.contribution.voices,
            days=row.days,
            reasons=row.reasons,
            is_public=bool(row.contribution.is_public),
        )
        for row in rows
    ]


def answered_cases(number: int, since: date, *, hidden: bool) -> list[AnsweredCase]:
    """What the leading network answered on `since` or later, the newest first."""
    query: sa.Select[Any] = (
        _of_field(sa.select(Contribution).add_columns(Answer), number)
        .join(Answer, Answer.contribution_id == Contribution.id)
        .where(
            Answer.is_lead,
            Answer.published_on >= since,
            Contribution.state.in_(MAY_BE_PUBLIC),
            sa.true() if hidden else Contribution.is_public.is_(True),
        )
        .order_by(Answer.published_on.desc(), Contribution.reference)
    )
    rows = [(row[0], row[1]) for row in db.session.execute(query)]
    texts = content.load([case for case, _answer in rows], ["title"])
    return [
        AnsweredCase(case.reference, german(texts, case, "title") or "", answer.outcome, answer.published_on)
        for case, answer in rows
        if answer.outcome and answer.published_on
    ]


def goals(field: ActionField) -> list[Goal]:
    """The goals of a field in the order of the concept, each with its measures and how far they are."""
    tree = concept.goals(field.id)
    steps = [step for goal in tree for step in goal.action_goals]
    measures = [measure for step in steps for measure in step.measures]
    texts = content.load([*tree, *steps, *measures], ["text", "title"])

    def words(goal: GuidingGoal | ActionGoal) -> str:
        return german(texts, goal, "text") or goal.key

    found = []
    for goal in tree:
        found.append(Goal(1, words(goal), ()))
        for step in goal.action_goals:
            rows = [(row.reference, german(texts, row, "title") or "", row.status) for row in step.measures]
            found.append(Goal(2, words(step), tuple(rows)))
    return found


def numbers(number: int, current: ParticipationRound) -> Numbers:
    """How many contributions of a round a field has, as far as a commissioner let them through."""
    answered = sa.exists().where(
        Answer.contribution_id == Contribution.id, Answer.is_lead, Answer.published_at.is_not(None)
    )
    wanted = sa.select(
        sa.func.count(),
        sa.func.coalesce(sa.func.sum(Contribution.voices), 0),
        sa.func.coalesce(sa.func.sum(sa.case((answered, 1), else_=0)), 0),
        sa.func.coalesce(sa.func.sum(sa.case((Contribution.offers_help, 1), else_=0)), 0),
    ).select_from(Contribution)
    query = _of_field(wanted, number).where(Contribution.round_id == current.id, Contribution.state.in_(MAY_BE_PUBLIC))
    row = db.session.execute(query).one()
    return Numbers(int(row[0]), int(row[1]), int(row[2]), int(row[3]))


def last_round(current: ParticipationRound) -> ParticipationRound | None:
    """The round before this one, or None."""
    query = (
        sa.select(ParticipationRound)
        .where(ParticipationRound.starts_on < current.starts_on)
        .order_by(ParticipationRound.starts_on.desc())
        .limit(1)
    )
    return db.session.execute(query).scalar_one_or_none()


def since(current: ParticipationRound) -> date:
    """From when on answers are news: the day of the last Dialogforum, else the beginning of this round."""
    before = last_round(current)
    return before.forum_on if before is not None and before.forum_on else current.starts_on


def _of_field(query: sa.Select[Any], number: int) -> sa.Select[Any]:
    primary = sa.and_(ContributionField.contribution_id == Contribution.id, ContributionField.is_primary)
    return (
        query.join(ContributionField, primary)
        .join(ActionField, ActionField.id == ContributionField.action_field_id)
        .where(ActionField.number == number)
    )
