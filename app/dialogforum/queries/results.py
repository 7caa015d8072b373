"""What became of a round: how many contributions everybody can read, how many are answered, and how, by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa

from app.answers.models import Answer
from app.answers.rules import Outcome
from app.concept.models import ActionField
from app.contributions import queries as contributions
from app.contributions.models import Contribution, ContributionField
from app.extensions import db
from app.rounds.models import ParticipationRound


@dataclass
class FieldResult:
    """Public contributions of one field and round. Everybody can count them, so small numbers tell nothing new."""

    number: int
    voices: int = 0
    answered: int = 0
    outcomes: dict[Outcome, int] = field(default_factory=dict)


def by_field(current: ParticipationRound) -> list[FieldResult]:
    """One result for each field in which anything of this round is public, by number; in one statement.

    Counted is the first field of a contribution, so that nothing counts twice.
    """
    lead = sa.and_(
        Answer.contribution_id == Contribution.id,
        Answer.is_lead,
        Answer.published_at.is_not(None),
        Answer.outcome.is_not(None),
    )
    first = sa.and_(ContributionField.contribution_id == Contribution.id, ContributionField.is_primary)
    query = (
        sa.select(ActionField.number, Answer.outcome, sa.func.count())
        .select_from(Contribution)
        .join(ContributionField, first)
        .join(ActionField, ActionField.id == ContributionField.action_field_id)
        .outerjoin(Answer, lead)
        .where(Contribution.round_id == current.id, *contributions.is_public(Contribution))
        .group_by(ActionField.number, Answer.outcome)
    )
    found: dict[int, FieldResult] = {}
    for number, outcome, count in db.session.execute(query):
        row = found.setdefault(number, FieldResult(number))
        row.voices += count
        if outcome is not None:
            row.answered += count
            row.outcomes[outcome] = row.outcomes.get(outcome, 0) + count
    for row in found.values():
        row.outcomes = {one: row.outcomes[one] for one in Outcome if one in row.outcomes}
    return [found[number] for number in sorted(found)]


def total(rows: Iterable[FieldResult]) -> FieldResult:
    """The sum of all fields, under the number 0."""
    whole = FieldResult(0)
    for row in rows:
        whole.voices += row.voices
        whole.answered += row.answered
        for outcome, count in row.outcomes.items():
            whole.outcomes[outcome] = whole.outcomes.get(outcome, 0) + count
    whole.outcomes = {one: whole.outcomes[one] for one in Outcome if one in whole.outcomes}
    return whole
