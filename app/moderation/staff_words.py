"""Words of this room that only staff read; labels.py takes them in."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.moderation.noticing import Notice, Why
from app.moderation.rules import Decision, Suggested, Waits

LABELS: dict[StrEnum, Any] = {
    Notice.NAME: _l("a name"),
    Notice.STREET: _l("a street with a number"),
    Notice.BIRTHDAY: _l("a day of birth"),
    Notice.INSULT: _l("a word that often hurts"),
    Why.TITLE: _l("stands after a title"),
    Why.SELF: _l("stands after “my name is”"),
    Why.CONTACT: _l("stands beside a number or an address"),
    Why.GIVEN: _l("begins with a common first name"),
    Why.HOUSE: _l("looks like an address"),
    Why.BORN: _l("stands after “born”"),
    Why.LISTED: _l("is on the list of such words"),
    Why.FORM: _l("has this form"),
    Suggested.SAME_WORDS: _l("nearly the same words"),
    Suggested.SAME_MEANING: _l("a similar meaning"),
    Waits.TODAY: _l("came today"),
    Waits.DUE: _l("read today at the latest"),
    Waits.LATE: _l("waits too long"),
}

VERBS: dict[str, Any] = {
    "hand_over": _l("Left to a colleague"),
    "undo": _l("Undone: as it was before"),
    "come_home": _l("Came from the hall"),
    "decide_in_hall": _l("Decided in the hall, to be decided here once more"),
    "reopen": _l("Opened again"),
    "notice": _l("Somebody sent a notice about it"),
    "decide_notice": _l("Notice decided"),
    "object_notice": _l("Objection of who sent the notice"),
    "redact_answer": _l("Something left out of an answer"),
    "keep_evidence": _l("Kept as evidence"),
    "read_original": _l("Sealed original read"),
    "erase_original": _l("Sealed original erased"),
    "read_evidence": _l("Evidence read"),
    "erase_evidence": _l("Evidence erased"),
    "read_seats": _l("List of seats and needs read"),
    "erase_seats": _l("Seats and needs erased"),
    "ask_for_approval": _l("Answer handed to the second person"),
    "approve_answer": _l("The second person agreed to the answer"),
    "propose_correction": _l("Correction of the answer drafted"),
    "discard_correction": _l("Correction of the answer discarded"),
    "unlink_measure": _l("Link with a measure removed"),
    "look_again": _l("The network looked at it again"),
    "say_whether_it_helped": _l("The author said whether the answer helped"),
}

ERRORS: dict[str, Any] = {
    "no_step": _l("There is no such decision."),
    "colleague_unknown": _l("Please choose another commissioner."),
    "colleague_away": _l("This person is away now. Please choose somebody else."),
    "wave_empty": _l("Please choose the texts. Merging needs at least two."),
    "wave_too_large": _l("Please choose at most %(limit)s texts at once."),
    "wave_decision_unknown": _l("Please choose a decision."),
    "undo_not_yours": _l("Only the person who decided can undo this."),
    "undo_already": _l("This decision was undone already."),
    "undo_too_late": _l("The time to undo this is over. Mails may have left."),
    "undo_overtaken": _l("Something has happened in this case since. It cannot be undone any more."),
    "title_not_redacted": _l("The title still holds words that you left out of the text. Please change it."),
}

# What is said after a decision, beside the button that takes it back.
DONE: dict[Decision, Any] = {
    Decision.RELEASE: _l("Released. The networks have it now."),
    Decision.RETURN: _l("Your question waits for the author."),
    Decision.MERGE: _l("Merged. Both count together now."),
    Decision.REFER: _l("The author gets the list of advice services."),
    Decision.REFUSE: _l("Refused. The author learns the reason."),
    Decision.TAKE_BACK: _l("Taken back. It waits in the queue again."),
    Decision.SPLIT: _l("Separated. It waits in the queue again."),
    Decision.REDACT: _l("The new version is the one that others read now."),
}

# What the keys of the queue do. The letters stand in the templates, too (accesskey).
KEYS: tuple[tuple[str, Any], ...] = (
    ("1 – 8", _l("choose an action field")),
    ("F", _l("release for everybody")),
    ("N", _l("release for the networks only")),
    ("R", _l("ask the author")),
    ("M", _l("merge")),
    ("V", _l("refer to advice")),
    ("X", _l("refuse; a digit then chooses the reason and refuses")),
    ("L", _l("leave it, read the next one")),
    ("Z", _l("undo the last decision")),
)
