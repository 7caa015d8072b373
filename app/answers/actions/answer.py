"""The verbs of answering: draft, publish (single or together), correct, carry out, pass on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from app.answers import queries, rules
from app.answers.actions import words as wording
from app.answers.models import Answer, InternalNote
from app.answers.rules import Outcome
from app.concept.models import Measure, PoliticalDecision, ResourceNeed
from app.concept.rules import DecisionState
from app.contributions import actions as contribution_actions
from app.contributions import lifecycle
from app.contributions import queries as contributions
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.core import clock, history
from app.core.errors import Conflict, Invalid, NotPossibleNow
from app.core.history import Actor
from app.core.languages import content
from app.extensions import db
from app.routing import actions as routing_actions
from app.routing.models import Assignment


def save_draft(
    assignment: Assignment,
    text: str,
    simple: str = "",
    next_step: str = "",
    outcome: Outcome | None = None,
    *,
    actor: Actor,
    version: int = 0,
    measures: Sequence[Measure] = (),
) -> Answer:
    """Keep an answer that nobody outside the network can read yet. Whoever drafts has also acknowledged.

    `version` is that of the answer the writer saw, 0 when there was none. Raises Conflict("answer_changed")
    when somebody else saved in between, NotPossibleNow when it is published or no longer on the desk, Invalid
    when something is too long.
    """
    words = wording.taken(text, simple, next_step, outcome, measures)
    answer = _guarded(assignment, version)
    if answer is not None and answer.published_at is not None:
        raise NotPossibleNow("already_published")
    if assignment.acknowledged_at is None:
        routing_actions.acknowledge(assignment, actor=actor)
    if answer is None:
        answer = Answer(
            contribution_id=assignment.contribution_id,
            network_id=assignment.network_id,
            is_lead=assignment.is_lead,
        )
        db.session.add(answer)
    answer.drafted_by_id, answer.drafted_at = actor.account_id or 0, clock.now()
    wording.write(answer, words, actor)
    history.record(actor, "save_answer", answer, outcome=outcome)
    return answer


def publish(answer: Answer, *, actor: Actor) -> Answer:
    """Make a drafted answer readable with the code, and publicly if the contribution is public.

    The lead network's answer makes the contribution "answered"; the author is told. Raises Invalid without
    outcome or German text (rule 6), NotPossibleNow when it is published or no longer with the network.
    """
    assignment = _assignment_of(answer)
    if answer.published_at is not None and not _is_awaited(answer, assignment):
        raise NotPossibleNow("already_published")
    if answer.outcome is None:
        raise Invalid("outcome_missing", "outcome")
    if content.original(answer, "text") is None:
        raise Invalid("answer_missing", "text")
    if answer.published_at is None:
        answer.published_by_id, answer.published_at = actor.account_id, clock.now()
        answer.published_on = clock.today()
    _announce(answer, assignment, actor)
    return answer


def save_and_publish(
    assignment: Assignment,
    text: str,
    simple: str = "",
    next_step: str = "",
    outcome: Outcome | None = None,
    *,
    actor: Actor,
    version: int = 0,
    measures: Sequence[Measure] = (),
) -> Answer:
    """The button "Publish" below the typed words: both steps at once. Errors as in those two."""
    answer = save_draft(assignment, text, simple, next_step, outcome, actor=actor, version=version, measures=measures)
    return publish(answer, actor=actor)


def publish_many(answers: Iterable[tuple[Answer, int]], *, actor: Actor) -> list[Answer]:
    """Publish drafts together, for example before the Dialogforum. Each comes with the version that was seen.

    All or none: the first error of publish(), or Conflict("answer_changed"), stops everything.
    """
    published = []
    chosen = list(answers)
    contribution_actions.lock(*[contributions.by_id(answer.contribution_id) for answer, _version in chosen])
    for answer, version in chosen:
        _lock(answer)
        if answer.version != version:
            raise Conflict("answer_changed")
        published.append(publish(answer, actor=actor))
    return published


def correct_published(
    assignment: Assignment,
    text: str,
    simple: str = "",
    next_step: str = "",
    outcome: Outcome | None = None,
    *,
    actor: Actor,
    version: int,
    measures: Sequence[Measure] = (),
) -> Answer:
    """Replace the words of a published answer; old ones stay in its history, their translations fall away.

    Raises Conflict, Invalid and NotPossibleNow like save_draft() and publish(); also
    NotPossibleNow("decision_missing") when a request for money or staff would become a promise without a
    recorded political decision (rule 7).
    """
    words = wording.taken(text, simple, next_step, outcome, measures)
    answer = _guarded(assignment, version)
    if answer is None or answer.published_at is None:
        raise NotPossibleNow("not_published")
    if outcome is None:
        raise Invalid("outcome_missing", "outcome")
    if not words.text:
        raise Invalid("answer_missing", "text")
    if rules.asks_for_decision(answer.outcome, outcome) and not _granted(measures):
        raise NotPossibleNow("decision_missing")
    if outcome not in rules.CAN_BE_CARRIED_OUT:
        answer.carried_out_on = None
    wording.write(answer, words, actor)
    history.record(actor, "correct_answer", assignment.contribution, outcome=outcome, network=assignment.network.key)
    if _is_awaited(answer, assignment):
        _announce(answer, assignment, actor)
    _link(answer, assignment.contribution, actor)
    contribution_actions.tell_author(assignment.contribution)
    return answer


def mark_carried_out(answer: Answer, *, actor: Actor) -> Answer:
    """Say that what was promised has been done. Raises NotPossibleNow for outcomes that promise nothing."""
    assignment = _assignment_of(answer)
    if answer.published_at is None:
        raise NotPossibleNow("not_published")
    if answer.outcome not in rules.CAN_BE_CARRIED_OUT:
        raise NotPossibleNow("not_carried_out")
    if answer.carried_out_on is None:
        answer.carried_out_on = clock.today()
        history.record(actor, "carry_out", assignment.contribution, network=answer.network.key)
        contribution_actions.tell_author(assignment.contribution)
    return answer


def pass_on(old: Contribution, heir: Contribution, *, actor: Actor) -> None:
    """Give answers and notes of a withdrawn main item to the merged one that takes its place.

    Drafts that the heir has from before it was merged give way; what a network published there stays.
    """
    own = {answer.network_id: answer for answer in _answers(heir)}
    for answer in _answers(old):
        rival = own.get(answer.network_id)
        if rival is not None and rival.published_at is not None:
            continue
        if rival is not None:
            content.erase(rival)
            db.session.delete(rival)
            db.session.flush()
        answer.contribution_id = heir.id
    db.session.flush()
    db.session.execute(
        sa.update(InternalNote).where(InternalNote.contribution_id == old.id).values(contribution_id=heir.id)
    )
    history.record(actor, "inherit_answers", heir, from_reference=old.reference)


def _answers(contribution: Contribution) -> list[Answer]:
    return list(db.session.execute(sa.select(Answer).where(Answer.contribution_id == contribution.id)).scalars())


def _lock(answer: Answer) -> None:
    db.session.refresh(answer, with_for_update={"of": Answer})


def _guarded(assignment: Assignment, version: int) -> Answer | None:
    """The answer of this network, locked, if it is still as the writer saw it."""
    # The case first, as everybody does; the assignment lets two first drafts queue up as well.
    contribution_actions.lock(assignment.contribution)
    db.session.execute(sa.select(Assignment.id).where(Assignment.id == assignment.id).with_for_update())
    _must_be_on_desk(assignment)
    answer = queries.of_assignment(assignment)
    if answer is not None:
        _lock(answer)
    if (answer.version if answer else 0) != version:
        raise Conflict("answer_changed")
    return answer


def _assignment_of(answer: Answer) -> Assignment:
    assignment = queries.assignment_of(answer)
    if assignment is None:
        raise NotPossibleNow("not_on_desk")
    _must_be_on_desk(assignment)
    return assignment


def _must_be_on_desk(assignment: Assignment) -> None:
    """A case that was taken away, closed or handed back is not this network's to answer."""
    gone = assignment.ended_at is not None or assignment.handed_back_at is not None
    if gone or assignment.contribution.state not in lifecycle.WITH_NETWORK:
        raise NotPossibleNow("not_on_desk")


def _is_awaited(answer: Answer, assignment: Assignment) -> bool:
    """Whether the lead's answer is missing, although this network published one: it was not the lead then."""
    return assignment.is_lead and (not answer.is_lead or assignment.contribution.state is State.RELEASED)


def _announce(answer: Answer, assignment: Assignment, actor: Actor) -> None:
    contribution = assignment.contribution
    answer.is_lead = assignment.is_lead
    db.session.flush()
    facts = {"outcome": answer.outcome, "network": answer.network.key}
    if answer.is_lead:
        # After a change of the lead, the new lead's outcome is the one that counts.
        db.session.execute(
            sa.update(Answer)
            .where(Answer.contribution_id == contribution.id, Answer.id != answer.id, Answer.is_lead)
            .values(is_lead=False)
            .execution_options(synchronize_session="fetch")
        )
    if answer.is_lead and contribution.state is State.RELEASED:
        contribution_actions.move(contribution, State.ANSWERED, actor=actor, verb="publish_answer", **facts)
    else:
        history.record(actor, "publish_answer", contribution, **facts)
    _link(answer, contribution, actor)
    contribution_actions.tell_author(contribution)


def _link(answer: Answer, contribution: Contribution, actor: Actor) -> None:
    linked = {link.measure_id for link in contribution.measures}
    for link in answer.measures:
        if link.measure_id not in linked:
            measure = db.session.get_one(Measure, link.measure_id)
            contribution_actions.link_measure(contribution, measure, actor=actor)


def _granted(measures: Sequence[Measure]) -> bool:
    """Whether a political body granted an additional resource of one of these measures."""
    query = (
        sa.select(PoliticalDecision.id)
        .join(ResourceNeed, ResourceNeed.id == PoliticalDecision.resource_need_id)
        .where(
            ResourceNeed.measure_id.in_([measure.id for measure in measures]),
            ResourceNeed.additional,
            PoliticalDecision.state == DecisionState.GRANTED,
        )
    )
    return db.session.execute(query.limit(1)).first() is not None
