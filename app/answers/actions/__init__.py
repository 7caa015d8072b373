"""The verbs of a network: acknowledge, hand back, note, draft, publish, correct, carry out."""

from app.answers.actions.answer import (
    correct_published,
    mark_carried_out,
    pass_on,
    publish,
    publish_many,
    save_and_publish,
    save_draft,
)
from app.answers.actions.asking import ask, take_question_back
from app.answers.actions.case import acknowledge, add_note, hand_back
from app.answers.actions.redacting import redact

__all__ = [
    "acknowledge",
    "add_note",
    "ask",
    "correct_published",
    "hand_back",
    "mark_carried_out",
    "pass_on",
    "publish",
    "publish_many",
    "redact",
    "save_and_publish",
    "save_draft",
    "take_question_back",
]
