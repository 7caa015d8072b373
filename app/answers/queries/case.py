"""One case as a network sees it: German words only, nothing that tells who wrote, when, or in what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.accounts import queries as account_queries
from app.answers.models import Answer, InternalNote
from app.answers.queries.published import of_assignment, published_for
from app.answers.queries.words import Words, field_name, german, german_wording, of_answer
from app.concept.models import ActionField, ActionGoal, GuidingGoal, Measure
from app.contributions import lifecycle
from app.contributions import queries as contribution_queries
from app.contributions.models import Contribution, Message
from app.contributions.queries import Receipt
from app.contributions.rules import MessageKind
from app.core.errors import Missing
from app.core.history import Subject
from app.core.languages import content
from app.core.languages.content import Wording
from app.extensions import db
from app.routing import queries as routing_queries
from app.routing.models import Assignment
from app.talks.queries import NetworkTalk, for_network

# Parts of texts that the page shows.
PARTS = ("text", "title", "name", "next_step", "statement")


@dataclass(frozen=True)
class Case:
    """Everything that the page of one case shows."""

    assignment: Assignment
    contribution: Contribution
    title: str | None
    text: Wording | None
    additions: list[Wording]
    additions_waiting: int
    talk: NetworkTalk
    fields: list[tuple[int, str]]
    receipt: Receipt
    answer: Answer | None
    words: Words | None
    others: list[Words]
    measures: list[tuple[Measure, str]]
    notes: list[InternalNote]
    steps: list[Assignment]
    people: dict[int, str]


def assignment(network_ids: Iterable[int], reference: str, network_id: int | None = None) -> Assignment:
    """The open assignment of a contribution to one of these networks, lead first, or that of `network_id`.

    Raises Missing for unknown references and for those of other networks alike.
    """
    allowed = set(network_ids) & {network_id} if network_id is not None else set(network_ids)
    query = (
        sa.select(Assignment)
        .join(Contribution, Contribution.id == Assignment.contribution_id)
        .where(
            Contribution.reference == reference,
            Contribution.state.in_(lifecycle.MAY_BE_PUBLIC),
            Assignment.network_id.in_(allowed),
            Assignment.ended_at.is_(None),
        )
        .order_by(Assignment.is_lead.desc(), Assignment.network_id)
    )
    found = db.session.execute(query).scalars().first()
    if found is None:
        raise Missing
    return found


def case(assignment: Assignment, language: str) -> Case:
    """Everything about one case for its network. `language`: of the reader, for names of fields."""
    contribution = assignment.contribution
    answer = of_assignment(assignment)
    others = [other for other in published_for(contribution) if other.network_id != assignment.network_id]
    measures = _measures(contribution.assigned_fields)
    messages, talk = _said(contribution)
    subjects: list[Subject] = [contribution, *messages, *talk, *contribution.assigned_fields, *measures, *others]
    texts = content.load([*subjects, *([answer] if answer else ())], PARTS)
    # Words that no commissioner has read yet do not go further.
    additions = [german_wording(texts, message) if message.read_on else None for message in messages]
    steps, notes = routing_queries.all_of(contribution), _notes(assignment)
    return Case(
        assignment=assignment,
        contribution=contribution,
        title=german(texts, contribution, "title"),
        # The heir of a withdrawn case may hold words that nobody has let through.
        text=german_wording(texts, contribution) if contribution_queries.is_cleared(contribution) else None,
        additions=[one for one in additions if one is not None],
        additions_waiting=additions.count(None),
        talk=for_network(talk, texts, assignment.network_id),
        fields=[(one.number, field_name(texts, one, language)) for one in contribution.assigned_fields],
        receipt=contribution_queries.receipt(contribution),
        answer=answer,
        words=of_answer(texts, answer) if answer else None,
        others=[of_answer(texts, other) for other in others],
        measures=[(measure, german(texts, measure, "title") or measure.reference) for measure in measures],
        notes=notes,
        steps=steps,
        people=_people(steps, notes),
    )


def _said(contribution: Contribution) -> tuple[list[Message], list[Message]]:
    """What the author added, and the talks of the case and of those merged into it."""
    around = contribution_queries.messages_around(contribution)
    own = [one for one in around if one.kind is MessageKind.ADDITION and one.contribution_id == contribution.id]
    return own, [one for one in around if one.is_talk]


def _measures(fields: Sequence[ActionField]) -> list[Measure]:
    query = (
        sa.select(Measure)
        .join(ActionGoal, ActionGoal.id == Measure.action_goal_id)
        .join(GuidingGoal, GuidingGoal.id == ActionGoal.guiding_goal_id)
        .where(GuidingGoal.action_field_id.in_([field.id for field in fields]))
        .order_by(GuidingGoal.position, ActionGoal.position, Measure.position, Measure.id)
    )
    return list(db.session.execute(query).scalars())


def _notes(assignment: Assignment) -> list[InternalNote]:
    query = (
        sa.select(InternalNote)
        .where(
            InternalNote.contribution_id == assignment.contribution_id,
            InternalNote.network_id == assignment.network_id,
        )
        .order_by(InternalNote.id)
    )
    return list(db.session.execute(query).scalars())


def _people(steps: Sequence[Assignment], notes: Sequence[InternalNote]) -> dict[int, str]:
    wanted = {step.acknowledged_by_id for step in steps if step.acknowledged_by_id is not None}
    return account_queries.names(wanted | {note.account_id for note in notes})
