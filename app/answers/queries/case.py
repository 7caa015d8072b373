"""One case as a network sees it: German words only, nothing that tells who wrote, when, or in what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as account_queries
from app.answers.models import Answer, InternalNote, PendingCorrection
from app.answers.queries import beside
from app.answers.queries.helped import HelpCount, help_of
from app.answers.queries.published import of_assignment, published_for
from app.answers.queries.templates import ReadyText, ready_texts
from app.answers.queries.words import Words, field_name, german, german_wording, of_answer
from app.concept.models import ActionGoal, GuidingGoal, Measure, PoliticalDecision
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
PARTS = ("text", "title", "name", "next_step", "statement", "correction")


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
    groups: list[str]
    receipt: Receipt
    answer: Answer | None
    words: Words | None
    others: list[Words]
    measures: list[tuple[Measure, str]]
    goals: list[tuple[GuidingGoal | ActionGoal, str]]
    decisions: list[PoliticalDecision]
    ready: list[ReadyText]
    needs_two: bool
    pending: PendingCorrection | None
    helped: HelpCount
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
    measures, goals = beside.tree(contribution.assigned_fields)
    messages, talk = _said(contribution)
    subjects: list[Subject] = [contribution, *messages, *talk, *contribution.assigned_fields, *measures, *goals]
    texts = content.load([*subjects, *contribution.audiences, *others, *([answer] if answer else ())], PARTS)
    # Words that no commissioner has read yet do not go further.
    additions = [german_wording(texts, message) if message.read_on else None for message in messages]
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
        groups=[field_name(texts, one, language) for one in contribution.audiences],
        receipt=contribution_queries.receipt(contribution),
        answer=answer,
        words=of_answer(texts, answer) if answer else None,
        others=[of_answer(texts, other) for other in others],
        measures=[(measure, german(texts, measure, "title") or measure.reference) for measure in measures],
        goals=[(goal, german(texts, goal, "text") or goal.key) for goal in goals],
        **_around_the_answer(assignment, answer),
        **_what_happened(assignment, answer),
    )


def _said(contribution: Contribution) -> tuple[list[Message], list[Message]]:
    """What the author added, and the talks of the case and of those merged into it."""
    around = contribution_queries.messages_around(contribution)
    own = [one for one in around if one.kind is MessageKind.ADDITION and one.contribution_id == contribution.id]
    return own, [one for one in around if one.is_talk]


def _around_the_answer(assignment: Assignment, answer: Answer | None) -> dict[str, Any]:
    """What the composer offers, and what has become of a published answer."""
    published = answer if answer is not None and answer.published_at is not None else None
    numbers = [field.number for field in assignment.contribution.assigned_fields]
    return {
        "decisions": beside.granted_decisions(),
        "ready": ready_texts(None, numbers),
        "needs_two": beside.needs_two(assignment.network),
        "pending": beside.pending_correction(published) if published else None,
        "helped": help_of(published) if published else HelpCount(),
    }


def _what_happened(assignment: Assignment, answer: Answer | None) -> dict[str, Any]:
    """The way of the case, the notes, and the names of who did what."""
    steps, notes = routing_queries.all_of(assignment.contribution), _notes(assignment)
    return {"steps": steps, "notes": notes, "people": _people(steps, notes, answer)}


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


def _people(steps: Sequence[Assignment], notes: Sequence[InternalNote], answer: Answer | None) -> dict[int, str]:
    wanted = {step.acknowledged_by_id for step in steps} | {note.account_id for note in notes}
    if answer is not None:
        wanted |= {answer.drafted_by_id, answer.approved_by_id, answer.published_by_id}
    return account_queries.names({key for key in wanted if key})
