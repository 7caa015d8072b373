"""Seats: the plan of a round, one registration by its number or form, what is free, numbers for planning."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

import sqlalchemy as sa

from app.contributions import codes
from app.core.errors import Missing
from app.dialogforum.contact import opened
from app.dialogforum.models.seats import Seat, SeatContact, SeatNeeds, SeatPlan
from app.dialogforum.rules.seats import Age, Ask, Need, Opening, SeatState, Totals, opening
from app.extensions import db
from app.rounds.models import ParticipationRound


@dataclass(frozen=True)
class Free:
    """What is left; below zero when the organisers have taken seats away that somebody has."""

    seats: int
    care_places: int


@dataclass(frozen=True)
class Told:
    """What the owner of a number reads: the registration, what was asked for, whether there is an address."""

    seat: Seat
    ask: Ask
    has_address: bool
    is_confirmed: bool


@dataclass(frozen=True)
class Listed:
    """A line of the organisers' list: no address, no number, nothing that tells the order of arrival."""

    state: SeatState
    care_waits: bool
    ask: Ask


def plan_of(current: ParticipationRound) -> SeatPlan | None:
    """What the organisers set for this round, or None."""
    return db.session.execute(sa.select(SeatPlan).filter_by(round_id=current.id)).scalar_one_or_none()


def opening_of(current: ParticipationRound, today: date) -> Opening:
    """Whether somebody can register for this round today."""
    plan = plan_of(current)
    return opening(current.forum_on, plan.seats if plan else None, bool(plan and plan.called_off_on is not None), today)


def in_line(current: ParticipationRound) -> list[Seat]:
    """Every registration of a round, in the order in which those who wait move up."""
    query = sa.select(Seat).where(Seat.round_id == current.id).order_by(Seat.day, Seat.lot, Seat.id)
    return list(db.session.execute(query).scalars())


def free(plan: SeatPlan, rows: Iterable[Seat]) -> Free:
    """Seats and places for children that nobody has."""
    placed = [row for row in rows if row.state is SeatState.PLACED]
    return Free(
        plan.seats - sum(row.size for row in placed),
        plan.care_places - sum(row.cared for row in placed if not row.care_waits),
    )


def get(seat_id: uuid.UUID) -> Seat:
    """The registration with this id. Raises Missing."""
    found = db.session.get(Seat, seat_id)
    if found is None:
        raise Missing("no_seat")
    return found


def by_form(form_hash: str) -> Seat | None:
    """The registration that a form has already sent, or None."""
    return db.session.execute(sa.select(Seat).filter_by(form_hash=form_hash)).scalar_one_or_none()


def by_code(digits: str, current: ParticipationRound) -> Seat | None:
    """The registration for this round that 16 typed digits open, turned groups understood. One statement."""
    hashes = [codes.digest(code)[0] for code in codes.candidates(digits)]
    query = sa.select(Seat).where(Seat.code_hash.in_(hashes or [""]), Seat.round_id == current.id)
    found = {row.code_hash: row for row in db.session.execute(query).scalars()}
    return next((found[one] for one in hashes if one in found), None)


def told(seat: Seat) -> Told:
    """What its owner reads."""
    contact = db.session.get(SeatContact, seat.id)
    return Told(
        seat,
        _ask(seat, db.session.get(SeatNeeds, seat.id)),
        contact is not None,
        contact is not None and contact.confirmed_on is not None,
    )


def listed(current: ParticipationRound) -> list[Listed]:
    """The organisers' list, those with a seat first, by name; the order tells nothing about who was early."""
    rows = [Listed(seat.state, seat.care_waits, ask) for seat, ask in _asks(current)]
    return sorted(rows, key=lambda row: (row.state is SeatState.WAITING, not row.ask.name, row.ask.name.casefold()))


def needs(current: ParticipationRound) -> Totals:
    """Numbers for planning: of the registrations as they stand, or those that stayed when they were deleted."""
    rows = _asks(current)
    plan = plan_of(current)
    if not rows and plan is not None and plan.totals is not None:
        return Totals(**plan.totals)
    return _totals(rows)


def arrived(current: ParticipationRound) -> int | None:
    """How many were counted at the door; None when nobody counted."""
    plan = plan_of(current)
    return plan.arrived if plan else None


def as_stored(totals: Totals) -> dict[str, object]:
    """Numbers as they stand in the plan."""
    return asdict(totals)


def _asks(current: ParticipationRound) -> list[tuple[Seat, Ask]]:
    rows = in_line(current)
    query = sa.select(SeatNeeds).join(Seat, Seat.id == SeatNeeds.seat_id).where(Seat.round_id == current.id)
    found = {row.seat_id: row for row in db.session.execute(query).scalars()}
    return [(row, _ask(row, found.get(row.id))) for row in rows]


def _ask(seat: Seat, stored: SeatNeeds | None) -> Ask:
    said = json.loads(opened(stored.sealed)) if stored else {}
    return Ask(
        people=seat.people,
        children=seat.children,
        table=seat.theme_table,
        interpreting=said.get("interpreting", ""),
        other_language=said.get("other_language", ""),
        needs=tuple(Need(one) for one in said.get("needs", ())),
        care={Age(age): count for age, count in said.get("care", {}).items()},
        note=said.get("note", ""),
        name=said.get("name", ""),
    )


def _totals(rows: list[tuple[Seat, Ask]]) -> Totals:
    placed = [ask for seat, ask in rows if seat.state is SeatState.PLACED]
    wanted, care, spoken, tables = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for ask in placed:
        wanted.update(need.value for need in ask.needs)
        care.update({age.value: count for age, count in ask.care.items() if count})
        spoken.update([ask.interpreting] if ask.interpreting else [])
        spoken.update([""] if ask.other_language else [])
        tables.update([str(ask.table)] if ask.table else [])
    return Totals(
        people=sum(ask.people for ask in placed),
        children=sum(ask.children for ask in placed),
        waiting=sum(seat.people + seat.children for seat, _ask_ in rows if seat.state is SeatState.WAITING),
        care_waiting=sum(seat.cared for seat, _ask_ in rows if seat.care_waits and seat.state is SeatState.PLACED),
        needs=dict(wanted),
        care=dict(care),
        interpreting=dict(spoken),
        tables=dict(tables),
    )
