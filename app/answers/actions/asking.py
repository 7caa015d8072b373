"""A network asks the author something: through a commissioner, who sees every word first."""

from __future__ import annotations

import uuid

from app.contributions.models import Message
from app.core.history import Actor
from app.routing.models import Assignment
from app.talks import actions as talk_actions


def ask(assignment: Assignment, text: str, *, actor: Actor, form_number: str | None = None) -> Message:
    """Ask the author. Errors as in talks.actions.ask()."""
    return talk_actions.ask(assignment, text, actor=actor, form_number=form_number)


def take_question_back(assignment: Assignment, message_id: uuid.UUID, *, actor: Actor) -> Message:
    """Say that the reply is no longer needed. Raises Missing."""
    return talk_actions.take_question_back(assignment, message_id, actor=actor)
