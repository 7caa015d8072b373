"""Seats of the Dialogforum: how many there are, who comes, what they need, where a mail may go."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import WITHOUT_ARRIVAL_ORDER, enum_column, random_id
from app.dialogforum.rules.seats import SeatState
from app.extensions import db


class SeatPlan(db.Model):  # type: ignore[name-defined,misc]
    """What the organisers set for a round, and the numbers that stay. Whoever changes a seat locks this row first."""

    __tablename__ = "seat_plan"
    subject_kind = "seat_plan"
    __table_args__ = (sa.CheckConstraint("seats >= 0 AND care_places >= 0 AND arrived >= 0", name="not_negative"),)

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("participation_round.id", ondelete="CASCADE"), unique=True)
    seats: Mapped[int] = mapped_column(sa.Integer)
    care_places: Mapped[int] = mapped_column(sa.Integer)
    # Counted at the door; empty: nobody counted.
    arrived: Mapped[int | None] = mapped_column(sa.Integer)
    called_off_on: Mapped[date | None] = mapped_column(sa.Date)
    # Numbers of needs, written when the seats were deleted.
    totals: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)
    erased_on: Mapped[date | None] = mapped_column(sa.Date)
    version: Mapped[int] = mapped_column(sa.Integer, default=1)

    __mapper_args__ = {"version_id_col": version}


class Seat(db.Model):  # type: ignore[name-defined,misc]
    """One registration. Waiting ones stand in the order of their day; within a day chance decides (`lot`)."""

    __tablename__ = "seat"
    __table_args__ = (
        sa.Index("ix_seat_line", "round_id", "day", "lot"),
        sa.CheckConstraint("people BETWEEN 1 AND 5 AND children BETWEEN 0 AND 5", name="party"),
        sa.CheckConstraint("cared BETWEEN 0 AND children", name="cared_are_children"),
        WITHOUT_ARRIVAL_ORDER,
    )
    subject_kind = "seat"

    id: Mapped[uuid.UUID] = mapped_column(sa.Uuid, primary_key=True, default=random_id)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("participation_round.id", ondelete="CASCADE"))
    people: Mapped[int] = mapped_column(sa.Integer)
    children: Mapped[int] = mapped_column(sa.Integer, default=0)
    cared: Mapped[int] = mapped_column(sa.Integer, default=0)
    # Number of the field whose theme table interests them.
    theme_table: Mapped[int | None] = mapped_column(sa.Integer)
    state: Mapped[SeatState] = mapped_column(enum_column(SeatState))
    # Seats are there, but no place yet for the children to be looked after.
    care_waits: Mapped[bool] = mapped_column(sa.Boolean, default=False)
    moved_up_on: Mapped[date | None] = mapped_column(sa.Date)
    reading_language: Mapped[str] = mapped_column(sa.String(12))
    day: Mapped[date] = mapped_column(sa.Date)
    lot: Mapped[int] = mapped_column(sa.Integer)
    code_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    code_key_id: Mapped[str] = mapped_column(sa.String(12))
    form_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    version: Mapped[int] = mapped_column(sa.Integer, default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def size(self) -> int:
        """Seats that it takes in the hall."""
        return self.people + self.children - self.cared


class SeatNeeds(db.Model):  # type: ignore[name-defined,misc]
    """Needs, note and name of a registration, sealed: a copy of the database alone tells nothing about anybody."""

    __tablename__ = "seat_needs"
    __table_args__ = (WITHOUT_ARRIVAL_ORDER,)

    seat_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("seat.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[str] = mapped_column(sa.Text)
    key_id: Mapped[str] = mapped_column(sa.String(12))


class SeatContact(db.Model):  # type: ignore[name-defined,misc]
    """Where a mail about a seat may go, sealed; read when a mail leaves, shown to nobody."""

    __tablename__ = "seat_contact"
    __table_args__ = (WITHOUT_ARRIVAL_ORDER,)

    seat_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("seat.id", ondelete="CASCADE"), primary_key=True)
    address: Mapped[str] = mapped_column(sa.String(600))
    key_id: Mapped[str] = mapped_column(sa.String(12))
    given_on: Mapped[date] = mapped_column(sa.Date)
    confirmed_on: Mapped[date | None] = mapped_column(sa.Date)
