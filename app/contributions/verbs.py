"""Words for the acts of a talk in the history of a case. Only staff read them."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

TALK_VERBS: dict[str, Any] = {
    "pass_question": _l("Question passed on to the author"),
    "send_question_back": _l("Question sent back to the network"),
    "take_question_back": _l("Question taken back by the network"),
    "pass_reply": _l("Reply passed on to the network"),
    "keep_reply": _l("Reply not passed on"),
    "read_talk": _l("Words of the author read"),
    "close_talk": _l("Talk closed"),
    "reopen_talk": _l("Talk opened again"),
    "erase_talk": _l("Words of the talk erased, their time was over"),
}
