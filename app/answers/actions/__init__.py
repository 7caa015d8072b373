"""The verbs of a network: acknowledge, hand back, note, draft, approve, publish, correct, carry out, look again."""

from app.answers.actions.afterwards import look_again, mark_carried_out, pass_on, remind_reviews, say_helped
from app.answers.actions.asking import ask, take_question_back
from app.answers.actions.case import acknowledge, add_note, hand_back
from app.answers.actions.correcting import approve_correction, correct_published, discard_correction
from app.answers.actions.drafting import approve, approve_and_publish, hand_over, save_and_publish, save_draft
from app.answers.actions.instead import answer_instead, approve_instead, hand_over_instead, save_instead
from app.answers.actions.links import send_new_link
from app.answers.actions.publishing import NotAll, publish, publish_many
from app.answers.actions.redacting import forget_originals, redact
from app.answers.actions.templates import load_templates, retire_template, save_template
from app.answers.actions.words import More

__all__ = [
    "More",
    "NotAll",
    "acknowledge",
    "add_note",
    "approve",
    "approve_and_publish",
    "answer_instead",
    "approve_correction",
    "approve_instead",
    "ask",
    "correct_published",
    "discard_correction",
    "forget_originals",
    "hand_back",
    "hand_over",
    "hand_over_instead",
    "load_templates",
    "look_again",
    "mark_carried_out",
    "pass_on",
    "publish",
    "publish_many",
    "redact",
    "remind_reviews",
    "retire_template",
    "save_and_publish",
    "save_draft",
    "save_instead",
    "save_template",
    "say_helped",
    "send_new_link",
    "take_question_back",
]
