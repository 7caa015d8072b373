"""The steering group answers in place of a network, when a case came to it. Everything else is as for a network:
an outcome, own words, two pairs of eyes where they are wanted, and one answer of the leading network's place."""

from __future__ import annotations

from typing import Any

from app.answers.actions import drafting, guard, publishing
from app.answers.models import Answer
from app.core.errors import NotPossibleNow
from app.core.history import Actor
from app.routing.models import Assignment


def save_instead(assignment: Assignment, *words: Any, actor: Actor, **facts: Any) -> Answer:
    """Keep the words of the steering group as a draft; a draft of the network gives way to them.

    Arguments and errors as in save_draft(); also NotPossibleNow("not_escalated").
    """
    _must_be_escalated(assignment)
    return drafting.save_draft(assignment, *words, actor=actor, **facts)


def answer_instead(assignment: Assignment, *words: Any, actor: Actor, **facts: Any) -> Answer:
    """Publish the answer of the steering group: readers see who answered. Errors as in save_instead(), publish()."""
    return publishing.publish(save_instead(assignment, *words, actor=actor, **facts), actor=actor)


def hand_over_instead(assignment: Assignment, *words: Any, actor: Actor, **facts: Any) -> Answer:
    """Save the words and ask another member of the group to look at them. Errors as in hand_over()."""
    answer = save_instead(assignment, *words, actor=actor, **facts)
    return drafting.ask_second(assignment, answer, actor)


def approve_instead(answer: Answer, *, actor: Actor, version: int) -> Answer:
    """Another member agrees with the words of the group, and they are out. Errors as in approve_and_publish()."""
    _must_be_escalated(guard.assignment_of(answer))
    if not answer.by_steering:
        raise NotPossibleNow("not_escalated")
    return drafting.approve_and_publish(answer, actor=actor, version=version)


def _must_be_escalated(assignment: Assignment) -> None:
    guard.hold(assignment)
    if not assignment.is_escalated or not assignment.is_lead:
        raise NotPossibleNow("not_escalated")
