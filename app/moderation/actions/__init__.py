"""What commissioners decide, and what residents can say about it. One function for each button."""

from app.moderation.actions.comparing import CASE, FIELDS, compare_case, compare_fields, forget, plan_comparisons
from app.moderation.actions.deciding import merge, refer, refuse, return_to_author, split
from app.moderation.actions.digest import write_digest
from app.moderation.actions.handing import forget_hand_overs, hand_over
from app.moderation.actions.objecting import decide_objection, lodge_objection
from app.moderation.actions.reading import claim, german_text, leave, read_original, reveal_contact, use_single_keys
from app.moderation.actions.releasing import Redaction, redact, release
from app.moderation.actions.removing import hide, refuse_after_all, take_back
from app.moderation.actions.retention import erase_due, erase_words
from app.moderation.actions.undoing import forget_steps, undo
from app.moderation.actions.waves import decide_together

__all__ = [
    "CASE",
    "FIELDS",
    "hand_over",
    "forget_hand_overs",
    "Redaction",
    "claim",
    "compare_case",
    "compare_fields",
    "decide_objection",
    "decide_together",
    "erase_due",
    "erase_words",
    "forget_steps",
    "forget",
    "german_text",
    "hide",
    "leave",
    "lodge_objection",
    "merge",
    "plan_comparisons",
    "read_original",
    "redact",
    "refer",
    "refuse",
    "refuse_after_all",
    "release",
    "return_to_author",
    "reveal_contact",
    "split",
    "take_back",
    "undo",
    "use_single_keys",
    "write_digest",
]
