"""What an author can do with the code, and what can be wrong with a typed number."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

# How long a page that shows a case can be used before the number is asked for again.
CASE_AGE = timedelta(hours=2)
# Longest spelling of a number that is shown again after a mistake.
MAX_TYPED = 100


class Act(StrEnum):
    """What an author can do on the page of a case; the value is the last part of the address."""

    CORRECT = "correct"
    MORE = "more"
    REPLY = "reply"
    TALK = "talk"
    OBJECT = "object"
    HELPED = "helped"
    DELETE_CONTACT = "delete-contact"
    WITHDRAW = "withdraw"


class NumberProblem(StrEnum):
    """Why a number did not open a case."""

    EMPTY = "number_empty"
    NOT_A_NUMBER = "number_not_a_number"
    ONE_DIGIT = "number_one_digit"
    UNKNOWN = "number_unknown"
    CARD_WAITS = "number_card_waits"
    CARD_VOID = "number_card_void"
    BUSY = "number_busy"
    OLD_PAGE = "number_old_page"
