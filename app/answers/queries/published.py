"""Answers as everybody may read them, and as one row for one network."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.answers.models import Answer
from app.contributions import queries as contributions
from app.contributions.lifecycle import Facts
from app.contributions.models import Contribution, ContributionField
from app.core.languages.content import TextVersion, VersionKind
from app.extensions import db
from app.networks.models import Network
from app.routing.models import Assignment


def published_for(contribution: Contribution) -> list[Answer]:
    """Published answers, the lead network's first. For a merged item those of its main item."""
    key = contribution.merged_into_id or contribution.id
    return published_for_many([key]).get(key, [])


def published_for_many(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Answer]]:
    """The same for many contributions at once, by their id, in one query (none for an empty list)."""
    wanted = list(ids)
    found: dict[uuid.UUID, list[Answer]] = {}
    if not wanted:
        return found
    query = (
        sa.select(Answer)
        .where(Answer.contribution_id.in_(wanted), Answer.published_at.is_not(None))
        .options(joinedload(Answer.network).joinedload(Network.names), joinedload(Answer.goals))
        .order_by(Answer.is_lead.desc(), Answer.published_at, Answer.id)
    )
    for answer in db.session.execute(query).unique().scalars():
        found.setdefault(answer.contribution_id, []).append(answer)
    return found


def newest_public(most: int, field_id: int | None = None) -> list[tuple[Contribution, Answer]]:
    """The newest answers of lead networks to contributions that everybody can read, in one statement.

    `field_id`: only those whose first field this is.
    """
    query = (
        sa.select(Contribution, Answer)
        .join(Answer, Answer.contribution_id == Contribution.id)
        .where(
            *contributions.is_public(Contribution),
            Answer.is_lead,
            Answer.published_at.is_not(None),
            Answer.outcome.is_not(None),
        )
        .order_by(Answer.published_on.desc(), Answer.id.desc())
        .limit(most)
    )
    if field_id is not None:
        first = sa.and_(ContributionField.contribution_id == Contribution.id, ContributionField.is_primary)
        query = query.join(ContributionField, first).where(ContributionField.action_field_id == field_id)
    return [(row[0], row[1]) for row in db.session.execute(query)]


def facts_for(contribution: Contribution, answers: Sequence[Answer] | None = None) -> Facts:
    """The dated facts that refine the state for residents. `answers`: those, if already read."""
    if answers is None:
        answers = published_for(contribution)
    lead = next((answer for answer in answers if answer.is_lead), None)
    return Facts(
        read=contribution.read_on is not None,
        outcome=lead.outcome if lead else None,
        carried_out=lead is not None and lead.carried_out_on is not None,
    )


def of_assignment(assignment: Assignment) -> Answer | None:
    """The answer that the network of this assignment wrote, drafted or published."""
    query = sa.select(Answer).where(
        Answer.contribution_id == assignment.contribution_id, Answer.network_id == assignment.network_id
    )
    return db.session.execute(query).scalar_one_or_none()


def assignment_of(answer: Answer) -> Assignment | None:
    """The open assignment under which this answer stands on the desk; None when it was taken away."""
    query = sa.select(Assignment).where(
        Assignment.contribution_id == answer.contribution_id,
        Assignment.network_id == answer.network_id,
        Assignment.ended_at.is_(None),
    )
    return db.session.execute(query).scalar_one_or_none()


def redacted_before(day: date) -> list[Answer]:
    """Answers of which something was left out before `day`."""
    made = sa.select(sa.cast(TextVersion.subject_id, sa.Integer)).where(
        TextVersion.subject_kind == Answer.subject_kind,
        TextVersion.kind == VersionKind.REDACTION,
        TextVersion.made_on < day,
    )
    keys = set(db.session.execute(made).scalars())
    return list(db.session.execute(sa.select(Answer).where(Answer.id.in_(keys)).order_by(Answer.id)).scalars())


def get_many(answer_ids: Iterable[int], network_ids: Iterable[int]) -> list[Answer]:
    """Those of these answers that belong to these networks, in the order of their ids."""
    query = (
        sa.select(Answer)
        .where(Answer.id.in_(list(answer_ids)), Answer.network_id.in_(list(network_ids)))
        .order_by(Answer.id)
    )
    return list(db.session.execute(query).scalars())
