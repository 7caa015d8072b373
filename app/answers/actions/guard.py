"""What stands before every act: the case and the answer locked, still on the desk, still as the writer saw them."""

from __future__ import annotations

from sqlalchemy.exc import InvalidRequestError

from app.answers import queries
from app.answers.models import Answer
from app.contributions import actions as contribution_actions
from app.contributions import lifecycle
from app.contributions.lifecycle import State
from app.core.errors import Conflict, NotPossibleNow
from app.core.history import Actor
from app.extensions import db
from app.permissions import Role
from app.routing.models import Assignment


def lock(answer: Answer) -> None:
    """Wait for whoever changes this answer, then know it as it is now."""
    db.session.refresh(answer, with_for_update={"of": Answer})


def hold(assignment: Assignment) -> None:
    """Wait for whoever changes this case or where it lies, then know both as they are now.

    Raises NotPossibleNow("not_on_desk") when the decision that brought it here was undone in the meantime.
    """
    # The case first, as everybody does; the assignment lets two first drafts queue up as well.
    contribution_actions.lock(assignment.contribution)
    try:
        db.session.refresh(assignment, with_for_update={"of": Assignment})
    except InvalidRequestError as gone:
        raise NotPossibleNow("not_on_desk") from gone


def guarded(assignment: Assignment, version: int) -> Answer | None:
    """The answer of this network, locked, if it is still as the writer saw it. Raises Conflict, NotPossibleNow."""
    hold(assignment)
    must_be_on_desk(assignment)
    answer = queries.of_assignment(assignment)
    if answer is not None:
        lock(answer)
    if (answer.version if answer else 0) != version:
        raise Conflict("answer_changed")
    return answer


def seen(answer: Answer, version: int) -> Assignment:
    """The same for an act on an answer that is there; gives its place on the desk."""
    assignment = assignment_of(answer)
    guarded(assignment, version)
    return assignment


def assignment_of(answer: Answer) -> Assignment:
    """Where the answer stands on the desk of its network. Raises NotPossibleNow("not_on_desk")."""
    assignment = queries.assignment_of(answer)
    if assignment is None:
        raise NotPossibleNow("not_on_desk")
    must_be_on_desk(assignment)
    return assignment


def must_be_on_desk(assignment: Assignment) -> None:
    """A case that was taken away, closed or handed back is not this network's to answer. Handed back and left lying,
    it is the steering group's."""
    handed_back = assignment.handed_back_at is not None and not assignment.is_escalated
    gone = assignment.ended_at is not None or handed_back
    if gone or assignment.contribution.state not in lifecycle.WITH_NETWORK:
        raise NotPossibleNow("not_on_desk")


def is_steering(actor: Actor) -> bool:
    """Whether the steering group acts, in place of a network."""
    return actor.role == Role.STEERING_MEMBER


def must_be_own(answer: Answer, actor: Actor) -> None:
    """What the steering group wrote is not the network's to agree with or to change: a network writes its own words.
    Raises NotPossibleNow("steering_answered")."""
    if answer.by_steering and not is_steering(actor):
        raise NotPossibleNow("steering_answered")


def is_awaited(answer: Answer, assignment: Assignment) -> bool:
    """Whether the lead's answer is missing, although this network published one: it was not the lead then."""
    return assignment.is_lead and (not answer.is_lead or assignment.contribution.state is State.RELEASED)
