"""Words for the codes of this room: enum values and errors. Only staff read them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.talks.rules import Fate, Speaker

LABELS: dict[StrEnum, Any] = {
    Speaker.NETWORK: _l("Network"),
    Speaker.AUTHOR: _l("The author"),
    Speaker.COMMISSIONER: _l("Commissioner"),
    Fate.WAITS: _l("Waits for a commissioner"),
    Fate.AWAITS_REPLY: _l("Waits for the author"),
    Fate.PASSED: _l("Passed on"),
    Fate.KEPT: _l("Not passed on"),
    Fate.OVER: _l("Nobody waits for this any more"),
}
ERRORS: dict[str, Any] = {
    "talk_closed": _l("No talk with the author is possible now."),
    "talk_decided": _l("Another commissioner has already decided about these words."),
    "talk_german_changed": _l("Somebody changed the German text in the meantime. Please compare both texts."),
    "talk_question_open": _l("Your network has already asked something. Please wait for the reply."),
    "talk_question_over": _l("Nobody waits for a reply to this question any more."),
    "talk_waits": _l("Something still waits to be passed on. Please decide about it first."),
    "talk_reason_missing": _l("Please say in a few words why."),
    "talk_words_missing": _l("Please write something first."),
    "talk_too_long": _l("Please use at most %(limit)s characters."),
    "talk_german_missing": _l("The network reads German. Please write the German text."),
    "talk_german_not_redacted": _l("Please leave the same out of the German text, too."),
    "no_talk_message": _l("There is no such message."),
}
