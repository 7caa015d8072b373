"""Undoing a decision at once: the places of a case become what they were before it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.contributions.models import Contribution
from app.core import history
from app.core.history import Actor
from app.extensions import db
from app.routing.actions import telling
from app.routing.models import Assignment
from app.routing.rules import RouteReason

# Assignment id (as text, for JSON) → what a decision may change in it.
Places = dict[str, dict[str, Any]]
_COLUMNS: dict[str, Any] = {
    "is_lead": bool,
    "lead_since": datetime.fromisoformat,
    "because": RouteReason,
    "acknowledge_due_on": date.fromisoformat,
    "answer_due_on": date.fromisoformat,
    "ended_at": datetime.fromisoformat,
}
# Whether the mail about its arrival still waits.
_UNTOLD = "untold"


def places(contributions: Iterable[Contribution]) -> dict[str, Places]:
    """Case id → where each of these cases is and was, and which arrivals nobody has read of yet. Two statements."""
    found: dict[str, Places] = {str(contribution.id): {} for contribution in contributions}
    ids = [contribution.id for contribution in contributions]
    untold = telling.untold_arrivals()
    columns = [getattr(Assignment, name) for name in _COLUMNS]
    query = sa.select(Assignment.contribution_id, Assignment.id, *columns).where(Assignment.contribution_id.in_(ids))
    for case, key, *values in db.session.execute(query):
        found[str(case)][str(key)] = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in zip(_COLUMNS, values, strict=True)
        }
        found[str(case)][str(key)][_UNTOLD] = key in untold
    return found


def put_back(contribution: Contribution, before: Places, *, actor: Actor) -> None:
    """Remove the assignments that a decision made, and open again those that it ended.

    Nobody may have worked on the new ones: who calls this has looked at the history of the case.
    """
    now = places([contribution])[str(contribution.id)]
    if _rows(now) == _rows(before):
        return
    query = sa.select(Assignment).where(Assignment.contribution_id == contribution.id)
    rows = list(db.session.execute(query).scalars())
    for row in rows:
        if str(row.id) not in before:
            db.session.delete(row)
        else:
            # In two steps: the database allows one lead at any moment.
            row.is_lead = False
    db.session.flush()
    kept = [row for row in rows if str(row.id) in before]
    for row in kept:
        for name, read in _COLUMNS.items():
            value = before[str(row.id)][name]
            setattr(row, name, None if value is None else read(value))
    db.session.flush()
    for row in kept:
        # The mail about its arrival was dropped when it ended, before anybody had got it.
        if before[str(row.id)].get(_UNTOLD) and not now[str(row.id)][_UNTOLD] and row.ended_at is None:
            telling.managers_of_arrival(row)
    networks = sorted({row.network.key for row in rows})
    history.record(actor, "undo_assign", contribution, networks=networks)


def _rows(places: Places) -> Places:
    # A mail that left meanwhile is no change of the places.
    return {key: {name: place[name] for name in _COLUMNS} for key, place in places.items()}
