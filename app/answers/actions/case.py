"""What a network does with a case besides answering: take it, leave a note, hand it back."""

from __future__ import annotations

from app.answers import queries, rules
from app.answers.actions import guard
from app.answers.actions.words import measured
from app.answers.models import InternalNote
from app.contributions.lifecycle import State
from app.contributions.rules import clean_text
from app.core import clock, history
from app.core.errors import Invalid, NotPossibleNow
from app.core.history import Actor
from app.extensions import db
from app.networks.models import Network
from app.routing import actions as routing_actions
from app.routing.models import Assignment


def acknowledge(assignment: Assignment, *, actor: Actor) -> Assignment:
    """The network says: we have read this and take care of it."""
    return routing_actions.acknowledge(assignment, actor=actor)


def hand_back(
    assignment: Assignment,
    *,
    actor: Actor,
    reason: str,
    better_network: Network | None = None,
    better_place: str | None = None,
) -> Assignment:
    """Say that another place can do more, and which one. Errors as in routing.actions.hand_back()."""
    # Locked before it is looked at: the other half of the tandem may publish at this very moment.
    guard.hold(assignment)
    answer = queries.of_assignment(assignment)
    if answer is not None:
        guard.lock(answer)
    if answer is not None and answer.published_at is not None and assignment.contribution.state is not State.RELEASED:
        raise NotPossibleNow("already_published")
    return routing_actions.hand_back(
        assignment,
        actor=actor,
        reason=clean_text(reason),
        better_network=better_network,
        better_place=clean_text(better_place or ""),
    )


def add_note(assignment: Assignment, text: str, *, actor: Actor) -> InternalNote:
    """Leave a note for the own network. Raises Invalid when it is empty or too long."""
    words = measured(text, rules.MAX_NOTE, "note")
    if not words:
        raise Invalid("internal_note_missing", "note")
    note = InternalNote(
        contribution_id=assignment.contribution_id,
        network_id=assignment.network_id,
        account_id=actor.account_id,
        text=words,
        written_at=clock.now(),
    )
    db.session.add(note)
    db.session.flush()
    history.record(actor, "write_note", assignment.contribution, network=assignment.network.key)
    return note
