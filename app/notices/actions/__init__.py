"""What people do with notices: send, read, decide, object, keep evidence, forget. One function for each button."""

from app.notices.actions.deciding import Verdict, close_gone, decide
from app.notices.actions.digest import warn_of_one_commissioner, write_digest
from app.notices.actions.evidence import keep_evidence, read_evidence
from app.notices.actions.objecting import decide_again, object_to_decision
from app.notices.actions.retention import erase_due, forget_words
from app.notices.actions.sending import Report, charge_guesses, confirm_address, form_hash, send

__all__ = [
    "Report",
    "Verdict",
    "charge_guesses",
    "close_gone",
    "confirm_address",
    "decide",
    "decide_again",
    "erase_due",
    "forget_words",
    "form_hash",
    "keep_evidence",
    "object_to_decision",
    "read_evidence",
    "send",
    "warn_of_one_commissioner",
    "write_digest",
]
