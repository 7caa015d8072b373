"""Deleting what is due, with the words that belong to decisions: objections and statements go when their text goes."""

from __future__ import annotations

import uuid
from collections.abc import Container, Mapping
from datetime import date, timedelta

from app.contributions import actions as contribution_actions
from app.contributions import queries as contribution_queries
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.core import history
from app.core.history import Actor
from app.core.languages import content
from app.moderation import queries


def erase_due(day: date, *, actor: Actor, periods: Mapping[str, int]) -> dict[str, int]:
    """What contributions.actions.erase_due() does, but never while an objection waits: its text must still be read.

    Words of objections and statements go with their text: they would tell what it said. Returns how many of each kind
    were deleted.
    """
    objected = {objection.contribution_id for objection, _case, _decision in queries.open_objections()}
    for state in (State.REFUSED, State.REFERRED, State.RETURNED):
        for contribution in contribution_queries.texts_due(state, day, periods[state.value]):
            if contribution.id not in objected:
                erase_words(contribution)
    erased = contribution_actions.erase_due(day, actor=actor, periods=periods, spare=objected)
    return {**erased, "original": _forget_originals(day - timedelta(days=periods["original"]), objected, actor)}


def _forget_originals(before: date, spare: Container[uuid.UUID], actor: Actor) -> int:
    """Sealed originals whose time is over: what was left out then exists nowhere any more."""
    found = 0
    for contribution in contribution_queries.redacted_before(before):
        if contribution.id not in spare and content.forget_original(contribution, "text"):
            history.record(actor, "erase_original", contribution)
            found += 1
    return found


def erase_words(contribution: Contribution) -> None:
    """Erase the words around every decision about a case: statements, objections and the answers to them."""
    for objection in queries.objections_of(contribution):
        content.erase(objection)
    for decision in queries.decisions_of(contribution):
        content.erase(decision)
