"""What stays of the day: commitments and how they stand, the limits of a documentation. Pure functions."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

MAX_COMMITMENT = 500
MAX_OWNER = 120
MAX_WORDS = 2000
# More people than any hall of the city holds.
MOST_PEOPLE = 5000
# From so many days before its day on, a commitment is due soon.
SOON = timedelta(days=14)


class CommitmentState(StrEnum):
    """What became of a commitment."""

    RUNNING = "commitment_running"
    KEPT = "commitment_kept"
    BROKEN = "commitment_broken"


class Standing(StrEnum):
    """How urgent a commitment is, the most urgent first."""

    OVERDUE = "commitment_overdue"
    SOON = "commitment_soon"
    LATER = "commitment_later"
    DONE = "commitment_done"


def standing_of(state: CommitmentState, due_on: date, today: date) -> Standing:
    """How urgent a commitment is on `today`; what is kept or broken presses nobody any more."""
    if state is not CommitmentState.RUNNING:
        return Standing.DONE
    if due_on < today:
        return Standing.OVERDUE
    return Standing.SOON if due_on - today <= SOON else Standing.LATER
