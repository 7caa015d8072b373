"""★ What an answer needs before anybody reads it, whoever publishes it; and what happens when it is published."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from app.answers import queries, rules
from app.answers.actions import guard, templates
from app.answers.models import Answer
from app.concept.models import Measure
from app.concept.rules import DecisionState
from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.contributions.lifecycle import State
from app.contributions.models import Contribution, MeasureLink
from app.core import clock, history
from app.core.errors import Conflict, DomainError, Invalid, NotPossibleNow
from app.core.history import Actor
from app.core.languages import content
from app.extensions import db
from app.routing import actions as routing_actions
from app.routing.models import Assignment


class NotAll(Conflict):
    """Some answers cannot be published, so none was. `refused`: why, by the id of the answer."""

    def __init__(self, refused: dict[int, DomainError]) -> None:
        super().__init__("not_all_published")
        self.refused = refused


def publish(answer: Answer, *, actor: Actor) -> Answer:
    """Make a drafted answer readable with the code, and publicly if the contribution is public.

    The lead network's answer makes the contribution "answered"; the author is told. Raises Invalid without
    outcome, German text (rule 6) or a decision that it needs (rule 7); NotPossibleNow when it is published, no longer
    with the network, or nobody else has approved it ("approval_missing", two pairs of eyes), or a network
    would publish what the steering group drafted ("steering_answered").
    """
    assignment = guard.assignment_of(answer)
    must_be_ready(answer, assignment, actor)
    if answer.published_at is None:
        answer.published_by_id, answer.published_at = actor.account_id, clock.now()
        answer.published_on = clock.today()
    announce(answer, assignment, actor)
    return answer


def publish_many(answers: Iterable[tuple[Answer, int]], *, actor: Actor) -> list[Answer]:
    """Publish drafts together, for example before the Dialogforum. Each comes with the version that was seen.

    All or none: raises NotAll, a Conflict that says which cannot be published and why.
    """
    chosen = list(answers)
    contribution_actions.lock(*[contributions.by_id(answer.contribution_id) for answer, _version in chosen])
    refused: dict[int, DomainError] = {}
    for answer, version in chosen:
        guard.lock(answer)
        try:
            if answer.version != version:
                raise Conflict("answer_changed")
            must_be_ready(answer, guard.assignment_of(answer), actor)
        except DomainError as error:
            refused[answer.id] = error
    if refused:
        raise NotAll(refused)
    return [publish(answer, actor=actor) for answer, _version in chosen]


def must_be_ready(answer: Answer, assignment: Assignment, actor: Actor) -> None:
    """Raises why this answer cannot be published now; see publish()."""
    if answer.published_at is not None and not guard.is_awaited(answer, assignment):
        raise NotPossibleNow("already_published")
    if answer.published_at is None:
        guard.must_be_own(answer, actor)
    must_be_complete(answer)
    unapproved = not rules.may_approve(answer.approved_by_id, answer.drafted_by_id)
    if answer.published_at is None and queries.needs_two(answer.network) and unapproved:
        raise NotPossibleNow("approval_missing")


def must_be_complete(answer: Answer) -> None:
    """Raises Invalid while something is missing that every published answer has (rules 6 and 7), or while a
    reason, a place or a name is left to ready texts alone."""
    if answer.outcome is None:
        raise Invalid("outcome_missing", "outcome")
    words = content.original(answer, "text")
    if words is None:
        raise Invalid("answer_missing", "text")
    if answer.outcome in rules.NEEDS_OWN_WORDS and queries.is_only_ready(words.text):
        raise Invalid("own_words_missing", "text")
    must_be_granted(answer)


def must_be_granted(answer: Answer, old: rules.Outcome | None = None) -> None:
    """Rule 7: no additional money or staff without a recorded decision that grants it. `old`: the outcome before.

    Raises Invalid: "decision_missing", "decision_not_granted".
    """
    if answer.decision is not None and answer.decision.state is not DecisionState.GRANTED:
        raise Invalid("decision_not_granted", "decision")
    granted, open_needs = queries.resources_of(answer)
    wanted = rules.asks_for_decision(old, answer.outcome, grants=answer.grants_resources, open_needs=open_needs)
    if wanted and answer.decision is None and (open_needs or not granted):
        raise Invalid("decision_missing", "decision")


def announce(answer: Answer, assignment: Assignment, actor: Actor) -> None:
    """The answer is out: state, history, links to measures, ready translations, and a mail to the author."""
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
    if answer.is_lead:
        routing_actions.end_escalation(assignment, actor=actor)
    if answer.is_lead and contribution.state is State.RELEASED:
        contribution_actions.move(contribution, State.ANSWERED, actor=actor, verb="publish_answer", **facts)
    else:
        history.record(actor, "publish_answer", contribution, **facts)
    link_measures(answer, contribution, actor)
    templates.lend_translations(answer, actor=actor)
    contribution_actions.tell_author(contribution)


def link_measures(answer: Answer, contribution: Contribution, actor: Actor, *, before: Iterable[int] = ()) -> None:
    """Show what the contribution led to. Measures named `before`, and by no answer any more, lose their link."""
    linked = {link.measure_id for link in contribution.measures}
    named = {link.measure_id for link in answer.measures}
    for key in sorted(named - linked):
        contribution_actions.link_measure(contribution, db.session.get_one(Measure, key), actor=actor)
    others = queries.measures_named(contribution, except_answer=answer)
    for key in sorted(set(before) - named - others):
        _unlink(contribution, key, actor)


def _unlink(contribution: Contribution, measure_id: int, actor: Actor) -> None:
    link: MeasureLink | None = next((row for row in contribution.measures if row.measure_id == measure_id), None)
    if link is not None:
        contribution.measures.remove(link)
        history.record(actor, "unlink_measure", contribution, measure=link.measure.reference)
        db.session.flush()
