"""Correcting a published answer: readers see the new words, the day and the reason; old words stay for staff."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import attributes

from app.answers import queries, rules
from app.answers.actions import drafting, guard, publishing, templates
from app.answers.actions import words as wording
from app.answers.actions.words import More, Words
from app.answers.models import Answer, PendingCorrection
from app.answers.rules import Outcome
from app.concept.models import Measure
from app.contributions import actions as contribution_actions
from app.core import clock, history
from app.core.errors import Invalid, NotPossibleNow
from app.core.history import Actor
from app.core.languages import content
from app.extensions import db
from app.routing.models import Assignment


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
    more: More | None = None,
    reason: str = "",
) -> Answer:
    """Replace the words of a published answer; old ones stay in its history, their translations fall away.

    `reason` is read by everybody. Where two people look at each answer, the new words wait for the second one. Raises
    Conflict, Invalid and NotPossibleNow as save_draft() and publish() do, and Invalid("correction_reason_missing").
    """
    words = wording.taken(text, simple, next_step, outcome, measures, more)
    why = wording.measured(reason, rules.MAX_REASON, "reason")
    answer = guard.guarded(assignment, version)
    if answer is None or answer.published_at is None:
        raise NotPossibleNow("not_published")
    guard.must_be_own(answer, actor)
    if outcome is None:
        raise Invalid("outcome_missing", "outcome")
    if not words.text:
        raise Invalid("answer_missing", "text")
    if not why:
        raise Invalid("correction_reason_missing", "reason")
    if queries.needs_two(assignment.network):
        return _wait(assignment, answer, words, why, actor)
    return _apply(assignment, answer, words, why, actor)


def approve_correction(answer: Answer, *, actor: Actor, version: int) -> Answer:
    """The second person agrees with the new words: from now on everybody reads them.

    Raises Conflict("answer_changed"), NotPossibleNow: "no_correction", "own_words", "steering_answered".
    """
    assignment = guard.seen(answer, version)
    guard.must_be_own(answer, actor)
    pending = _pending(answer)
    if not rules.may_approve(actor.account_id, pending.written_by_id):
        raise NotPossibleNow("own_words")
    words, why = wording.from_plain(pending.content)
    answer.drafted_by_id, answer.drafted_at = pending.written_by_id, pending.written_at
    answer.approved_by_id, answer.approved_at = actor.account_id, clock.now()
    db.session.delete(pending)
    return _apply(assignment, answer, words, why, actor)


def discard_correction(answer: Answer, *, actor: Actor) -> Answer:
    """Take waiting words away; the published ones stay. Raises NotPossibleNow: "no_correction",
    "steering_answered"."""
    assignment = guard.assignment_of(answer)
    guard.must_be_own(answer, actor)
    db.session.delete(_pending(answer))
    _touch(answer)
    history.record(actor, "discard_correction", assignment.contribution, network=assignment.network.key)
    return answer


def _pending(answer: Answer) -> PendingCorrection:
    found = db.session.get(PendingCorrection, answer.id)
    if found is None:
        raise NotPossibleNow("no_correction")
    return found


def _wait(assignment: Assignment, answer: Answer, words: Words, why: str, actor: Actor) -> Answer:
    plain: dict[str, Any] = wording.plain(words, why)
    pending = db.session.get(PendingCorrection, answer.id)
    if pending is None:
        pending = PendingCorrection(answer_id=answer.id)
        db.session.add(pending)
    pending.content, pending.written_by_id, pending.written_at = plain, actor.account_id or 0, clock.now()
    _touch(answer)
    history.record(actor, "propose_correction", assignment.contribution, network=assignment.network.key)
    drafting.tell_the_others(assignment, answer, actor)
    return answer


def _touch(answer: Answer) -> None:
    # The row gets a new version: that is what the guard compares.
    attributes.flag_modified(answer, "drafted_at")
    db.session.flush()


def _apply(assignment: Assignment, answer: Answer, words: Words, why: str, actor: Actor) -> Answer:
    contribution, old = assignment.contribution, answer.outcome
    before = [link.measure_id for link in answer.measures]
    wording.write(answer, words, actor)
    publishing.must_be_complete(answer)
    publishing.must_be_granted(answer, old)
    if answer.outcome not in rules.CAN_BE_CARRIED_OUT:
        answer.carried_out_on = None
    answer.corrected_on = clock.today()
    content.put(answer, "correction", why, language=wording.GERMAN, actor=actor)
    facts = {"outcome": answer.outcome, "network": assignment.network.key, "written_by": answer.drafted_by_id}
    history.record(actor, "correct_answer", contribution, **facts)
    if guard.is_awaited(answer, assignment):
        publishing.announce(answer, assignment, actor)
    publishing.link_measures(answer, contribution, actor, before=before)
    templates.lend_translations(answer, actor=actor)
    contribution_actions.tell_author(contribution)
    return answer
