"""Deleting what is due, with the words that belong to decisions: objections and statements go when their text goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.contributions import actions as contribution_actions
from app.contributions import queries as contribution_queries
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
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
    return contribution_actions.erase_due(day, actor=actor, periods=periods, spare=objected)


def erase_words(contribution: Contribution) -> None:
    """Erase the words around every decision about a case: statements, objections and the answers to them."""
    for objection in queries.objections_of(contribution):
        content.erase(objection)
    for decision in queries.decisions_of(contribution):
        content.erase(decision)
