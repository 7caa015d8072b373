"""Words for codes and errors of this room that only staff read (labels.py holds those that residents read too)."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.answers.rules import Group

LABELS: dict[StrEnum, Any] = {
    Group.NEW: _l("New"),
    Group.IN_WORK: _l("In work"),
    Group.READY: _l("Answer ready"),
    Group.ANSWERED: _l("Answered"),
}

ERRORS: dict[str, Any] = {
    "answer_changed": _l("Somebody else changed this answer in the meantime. Please compare both texts."),
    "steering_answered": _l("The steering group answered this. Only the group can correct it."),
    "not_escalated": _l("This case is not with the steering group now."),
    "answer_missing": _l("Please write the answer in German."),
    "answer_too_long": _l("Please shorten this to %(limit)s characters."),
    "outcome_missing": _l("Please choose what became of the contribution."),
    "internal_note_missing": _l("Please write the note first."),
    "already_published": _l("This answer is published already. You can correct it."),
    "not_published": _l("This answer is not published yet."),
    "not_on_desk": _l("This contribution is no longer with the network."),
    "decision_missing": _l("This needs a recorded decision of the political bodies first."),
    "decision_not_granted": _l("The political bodies have not granted this."),
    "approval_missing": _l("A second person of your network must look at this first."),
    "own_words_missing": _l("Please add your own words: why, where, or to whom."),
    "own_words": _l("These are your own words. Somebody else must look at them."),
    "not_all_published": _l("Nothing is published. Please look at the reasons."),
    "no_correction": _l("No correction is waiting."),
    "correction_reason_missing": _l("Please say why you correct the answer."),
    "review_day_wrong": _l("Please choose a day within the next two years."),
    "template_title_missing": _l("Please give the ready text a name."),
    "template_text_missing": _l("Please write the ready text in German."),
    "not_carried_out": _l("Only an adopted measure can be carried out."),
}
