"""★ The state machine of a contribution: a pure table, and what residents read of it. Source: domain.md 4.1."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """The one stored state of a contribution. Everything else is a dated fact."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    RELEASED = "released"
    MERGED = "merged"
    REFERRED = "referred"
    REFUSED = "refused"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


NEXT: dict[State, frozenset[State]] = {
    State.SUBMITTED: frozenset(
        {State.RETURNED, State.RELEASED, State.MERGED, State.REFERRED, State.REFUSED, State.WITHDRAWN}
    ),
    State.RETURNED: frozenset({State.SUBMITTED, State.WITHDRAWN, State.CLOSED}),
    State.RELEASED: frozenset({State.ANSWERED, State.MERGED, State.WITHDRAWN, State.SUBMITTED}),
    State.MERGED: frozenset({State.SUBMITTED, State.RELEASED, State.ANSWERED, State.WITHDRAWN}),
    State.REFERRED: frozenset({State.CLOSED, State.WITHDRAWN}),
    State.REFUSED: frozenset({State.SUBMITTED, State.CLOSED, State.WITHDRAWN}),
    State.ANSWERED: frozenset({State.CLOSED, State.RELEASED, State.WITHDRAWN}),
    State.CLOSED: frozenset({State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
}

# A merged item becomes "released" or "answered" by itself only as the heir of a withdrawn main item.
# Named sets of states
AWAITING_DECISION = frozenset({State.SUBMITTED})
WITH_NETWORK = frozenset({State.RELEASED, State.ANSWERED})
MAY_BE_PUBLIC = frozenset({State.RELEASED, State.ANSWERED, State.CLOSED})
# Author, commissioner and network can talk; a merged case needs a main one that is with a network.
TALKING = frozenset({State.RELEASED, State.ANSWERED, State.MERGED})
HAS_ANSWER = frozenset({State.ANSWERED, State.CLOSED})
OPEN_TO_OBJECTION = frozenset({State.REFUSED})


class PublicStep(StrEnum):
    """What residents read; the value stands in `data-step` (contract.md)."""

    RECEIVED = "received"
    READING = "reading"
    RETURNED = "returned"
    WITH_NETWORK = "with-network"
    ANSWERED = "answered"
    AT_FORUM = "at-forum"
    CARRIED_OUT = "carried-out"
    NOT_POSSIBLE = "not-possible"
    REFUSED = "refused"
    REFERRED = "referred"
    MERGED = "merged"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Facts:
    """Dated facts that refine a state for residents. For a merged item they are those of the main item."""

    read: bool = False
    outcome: str | None = None
    carried_out: bool = False


def can_move(source: State, target: State) -> bool:
    """Whether the table allows the step from `source` to `target`."""
    return target in NEXT[source]


_BY_OUTCOME = {"not_possible": PublicStep.NOT_POSSIBLE, "next_forum": PublicStep.AT_FORUM}

_BY_STATE = {
    State.RETURNED: PublicStep.RETURNED,
    State.RELEASED: PublicStep.WITH_NETWORK,
    State.MERGED: PublicStep.MERGED,
    State.REFERRED: PublicStep.REFERRED,
    State.REFUSED: PublicStep.REFUSED,
    State.CLOSED: PublicStep.CLOSED,
    State.WITHDRAWN: PublicStep.WITHDRAWN,
}


def public_step(state: State, facts: Facts) -> PublicStep:
    """The step that residents read, derived from the stored state and the dated facts."""
    if state is State.SUBMITTED:
        return PublicStep.READING if facts.read else PublicStep.RECEIVED
    if state is State.ANSWERED:
        if facts.carried_out:
            return PublicStep.CARRIED_OUT
        return _BY_OUTCOME.get(facts.outcome or "", PublicStep.ANSWERED)
    return _BY_STATE[state]
