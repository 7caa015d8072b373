"""The table of states is the one of the domain, and every case has a step that residents can read."""

from __future__ import annotations

import itertools

import pytest

from app.contributions.lifecycle import (
    AWAITING_DECISION,
    HAS_ANSWER,
    MAY_BE_PUBLIC,
    NEXT,
    OPEN_TO_OBJECTION,
    WITH_NETWORK,
    Facts,
    PublicStep,
    State,
    can_move,
    public_step,
)

# domain.md 4.1, word for word; the two further ways out of "merged" are those of the heir of a withdrawn main item.
TABLE = {
    "submitted": "returned released merged referred refused withdrawn",
    "returned": "submitted withdrawn closed",
    "released": "answered merged withdrawn submitted",
    "merged": "submitted withdrawn released answered",
    "referred": "closed withdrawn",
    "refused": "submitted closed withdrawn",
    "answered": "closed released withdrawn",
    "closed": "withdrawn",
    "withdrawn": "",
}


@pytest.mark.parametrize(("source", "target"), list(itertools.product(State, State)))
def test_the_table_is_the_domain(source: State, target: State) -> None:
    assert can_move(source, target) == (str(target) in TABLE[str(source)].split())


def test_everybody_can_withdraw_and_nothing_comes_after() -> None:
    assert all(State.WITHDRAWN in NEXT[state] for state in State if state is not State.WITHDRAWN)
    assert not NEXT[State.WITHDRAWN]


@pytest.mark.parametrize("state", State)
def test_only_what_was_released_may_be_public(state: State) -> None:
    # domain.md 4.1: before a release, and after a text was given away, refused or taken back, nobody reads it.
    assert (state in MAY_BE_PUBLIC) == (str(state) in {"released", "answered", "closed"})


def test_what_may_be_public_is_with_a_network_or_has_an_answer() -> None:
    assert MAY_BE_PUBLIC == WITH_NETWORK | HAS_ANSWER
    assert not MAY_BE_PUBLIC & (AWAITING_DECISION | OPEN_TO_OBJECTION)


@pytest.mark.parametrize(("state", "read"), list(itertools.product(State, [True, False])))
def test_every_case_has_a_step(state: State, read: bool) -> None:
    for outcome, carried_out in itertools.product([None, "adopted", "not_possible", "next_forum"], [True, False]):
        assert public_step(state, Facts(read=read, outcome=outcome, carried_out=carried_out)) in PublicStep


@pytest.mark.parametrize(
    ("state", "facts", "step"),
    [
        (State.SUBMITTED, Facts(), PublicStep.RECEIVED),
        (State.SUBMITTED, Facts(read=True), PublicStep.READING),
        (State.RELEASED, Facts(read=True), PublicStep.WITH_NETWORK),
        (State.ANSWERED, Facts(outcome="adopted"), PublicStep.ANSWERED),
        (State.ANSWERED, Facts(outcome="not_possible"), PublicStep.NOT_POSSIBLE),
        (State.ANSWERED, Facts(outcome="next_forum"), PublicStep.AT_FORUM),
        (State.ANSWERED, Facts(outcome="not_possible", carried_out=True), PublicStep.CARRIED_OUT),
    ],
)
def test_steps_that_residents_read(state: State, facts: Facts, step: PublicStep) -> None:
    assert public_step(state, facts) is step
