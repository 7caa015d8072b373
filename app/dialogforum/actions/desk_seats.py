"""What organisers do with seats: how many there are, who arrived, a look at the list, forgetting."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.core import history
from app.core.errors import Conflict, Invalid, NotPossibleNow
from app.core.history import Actor
from app.dialogforum.actions.seats import forget, lock, settle
from app.dialogforum.models.seats import SeatPlan
from app.dialogforum.queries import seats as queries
from app.dialogforum.queries.seats import Listed
from app.dialogforum.rules.seats import MOST_SEATS
from app.extensions import db
from app.rounds.models import ParticipationRound


def set_capacity(current: ParticipationRound, seats: int, care_places: int, *, version: int, actor: Actor) -> SeatPlan:
    """Say how many seats and places for children there are; the first time opens the registration.

    More seats go to those who wait at once; fewer take nobody's seat away. Raises Invalid("seat_number_wrong"),
    NotPossibleNow("no_forum_day"), Conflict("seats_changed").
    """
    for name, number in (("seats", seats), ("care_places", care_places)):
        if not 0 <= number <= MOST_SEATS:
            raise Invalid("seat_number_wrong", name, most=MOST_SEATS)
    if current.forum_on is None:
        raise NotPossibleNow("no_forum_day")
    plan = lock(current)
    if (plan.version if plan else 0) != version:
        raise Conflict("seats_changed")
    if plan is None:
        plan = _first(SeatPlan(round_id=current.id, seats=seats, care_places=care_places))
    plan.seats, plan.care_places = seats, care_places
    moved = settle(current, plan)
    history.record(actor, "set_capacity", plan, year=current.year, seats=seats, care_places=care_places, moved=moved)
    return plan


def _first(plan: SeatPlan) -> SeatPlan:
    try:
        with db.session.begin_nested():
            db.session.add(plan)
            db.session.flush()
    except IntegrityError as error:
        raise Conflict("seats_changed") from error
    return plan


def count_arrived(current: ParticipationRound, *, add: int = 0, exactly: int | None = None, actor: Actor) -> int:
    """Count who comes through the door: some more, or the number as it is. Two doors at once both count.

    Raises NotPossibleNow("no_seat_plan"), Invalid("seat_number_wrong").
    """
    plan = lock(current)
    if plan is None:
        raise NotPossibleNow("no_seat_plan")
    number = exactly if exactly is not None else max(0, (plan.arrived or 0) + add)
    if not 0 <= number <= MOST_SEATS:
        raise Invalid("seat_number_wrong", "arrived", most=MOST_SEATS)
    plan.arrived = number
    if exactly is not None:
        history.record(actor, "count_arrived", plan, year=current.year, arrived=number)
    db.session.flush()
    return number


def read_list(current: ParticipationRound, *, actor: Actor) -> list[Listed]:
    """The list with needs and names; each look is a line in history. Raises NotPossibleNow("no_seat_plan")."""
    plan = queries.plan_of(current)
    if plan is None:
        raise NotPossibleNow("no_seat_plan")
    history.record(actor, "read_seats", plan, year=current.year)
    return queries.listed(current)


def erase_due(day: date, *, actor: Actor, days: int) -> int:
    """Delete every registration `days` after its forum; numbers of needs stay. Returns how many were deleted."""
    query = sa.select(ParticipationRound).join(SeatPlan, SeatPlan.round_id == ParticipationRound.id)
    erased = 0
    for current in db.session.execute(query).unique().scalars():
        if (current.forum_on or current.ends_on) + timedelta(days=days) <= day:
            erased += _erase(current, day, actor)
    return erased


def _erase(current: ParticipationRound, day: date, actor: Actor) -> int:
    plan, rows = lock(current), queries.in_line(current)
    if plan is None or not rows:
        return 0
    plan.totals, plan.erased_on = queries.as_stored(queries.needs(current)), day
    forget(rows)
    history.record(actor, "erase_seats", plan, year=current.year, count=len(rows))
    return len(rows)
