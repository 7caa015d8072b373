"""Writing an answer: the draft, the second person's look at it, and the button that does both steps at once."""

from __future__ import annotations

from collections.abc import Sequence

from app.accounts import queries as account_queries
from app.answers import queries, rules
from app.answers.actions import guard, publishing
from app.answers.actions import words as wording
from app.answers.actions.words import More
from app.answers.models import Answer
from app.answers.rules import Outcome
from app.concept.models import Measure
from app.core import clock, history, outbox
from app.core.errors import NotPossibleNow
from app.core.history import Actor
from app.extensions import db
from app.permissions import Role
from app.routing import actions as routing_actions
from app.routing import queries as routing_queries
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
    more: More | None = None,
) -> Answer:
    """Keep an answer that nobody outside the network can read yet. Whoever drafts has also acknowledged.

    `version` is that of the answer the writer saw, 0 when there was none. New words take an approval away. Raises
    Conflict("answer_changed") when somebody else saved in between, NotPossibleNow when it is published or no longer on
    the desk, Invalid when something is too long or the day to look again does not fit.
    """
    words = wording.taken(text, simple, next_step, outcome, measures, more)
    answer = guard.guarded(assignment, version)
    if answer is not None and answer.published_at is not None:
        raise NotPossibleNow("already_published")
    if assignment.acknowledged_at is None and not guard.is_steering(actor):
        routing_actions.acknowledge(assignment, actor=actor)
    if answer is None:
        answer = _new(assignment, actor)
    elif answer.by_steering != guard.is_steering(actor) or not wording.are_the_same(answer, words):
        # Words that one side takes over unchanged are its own from now on.
        wording.signed(answer, actor)
    wording.write(answer, words, actor)
    history.record(actor, "save_answer", answer, outcome=outcome)
    return answer


def _new(assignment: Assignment, actor: Actor) -> Answer:
    key = assignment.contribution_id
    answer = Answer(contribution_id=key, network_id=assignment.network_id, is_lead=assignment.is_lead)
    answer.network = assignment.network
    db.session.add(answer)
    wording.signed(answer, actor)
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
    more: More | None = None,
) -> Answer:
    """The button "Publish" below the typed words: both steps at once. Errors as in those two."""
    parts = (text, simple, next_step, outcome)
    answer = save_draft(assignment, *parts, actor=actor, version=version, measures=measures, more=more)
    return publishing.publish(answer, actor=actor)


def hand_over(
    assignment: Assignment,
    text: str,
    simple: str = "",
    next_step: str = "",
    outcome: Outcome | None = None,
    *,
    actor: Actor,
    version: int = 0,
    measures: Sequence[Measure] = (),
    more: More | None = None,
) -> Answer:
    """Save the words and ask the second person of the tandem to look at them: a mail leaves at once.

    Errors as in save_draft(), and Invalid when something is missing that a published answer needs.
    """
    parts = (text, simple, next_step, outcome)
    answer = save_draft(assignment, *parts, actor=actor, version=version, measures=measures, more=more)
    return ask_second(assignment, answer, actor)


def ask_second(assignment: Assignment, answer: Answer, actor: Actor) -> Answer:
    """Ask the second person to look at saved words. Raises Invalid when something is missing."""
    publishing.must_be_complete(answer)
    answer.approval_asked_at = clock.now()
    db.session.flush()
    history.record(actor, "ask_for_approval", assignment.contribution, network=assignment.network.key)
    tell_the_others(assignment, answer, actor)
    return answer


def approve(answer: Answer, *, actor: Actor, version: int) -> Answer:
    """The second person has read the words that were seen under `version` and agrees.

    Raises Conflict("answer_changed"), NotPossibleNow: "own_words" for whoever wrote them last, "steering_answered" for
    a network when the steering group wrote them; and Invalid when something is missing.
    """
    assignment = guard.seen(answer, version)
    if answer.published_at is not None:
        raise NotPossibleNow("already_published")
    guard.must_be_own(answer, actor)
    if not rules.may_approve(actor.account_id, answer.drafted_by_id):
        raise NotPossibleNow("own_words")
    publishing.must_be_complete(answer)
    answer.approved_by_id, answer.approved_at = actor.account_id, clock.now()
    db.session.flush()
    history.record(actor, "approve_answer", assignment.contribution, network=assignment.network.key)
    return answer


def approve_and_publish(answer: Answer, *, actor: Actor, version: int) -> Answer:
    """Both steps of the second person at once. Errors as in those two."""
    return publishing.publish(approve(answer, actor=actor, version=version), actor=actor)


def tell_the_others(assignment: Assignment, answer: Answer, actor: Actor) -> None:
    """A mail to the tandem, the writer left out: there are words to look at. Words of the steering group go to it."""
    today = clock.today()
    if answer.by_steering:
        _tell_steering(assignment, answer, actor)
        return
    for account_id in routing_queries.reachable_managers(assignment.network_id, today):
        if account_id != actor.account_id:
            outbox.put(
                "answer_to_approve",
                f"account:{account_id}",
                language=account_queries.get(account_id).language,
                facts=queries.mail_facts_of(assignment, today),
                key=f"answer_to_approve:{answer.id}:{answer.version}:{account_id}",
            )


def _tell_steering(assignment: Assignment, answer: Answer, actor: Actor) -> None:
    for account in account_queries.with_role(Role.STEERING_MEMBER, clock.today()):
        if account.id != actor.account_id:
            outbox.put(
                "instead_to_approve",
                f"account:{account.id}",
                language=account.language,
                facts={"reference": assignment.contribution.reference},
                key=f"instead_to_approve:{answer.id}:{answer.version}:{account.id}",
            )
