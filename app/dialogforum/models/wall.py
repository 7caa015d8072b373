"""The wall of the hall: what its operator set, and what was taken off."""

from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import UtcDateTime, enum_column
from app.dialogforum.rules.wall import Mix
from app.extensions import db


class Wall(db.Model):  # type: ignore[name-defined,misc]
    """How the wall of one round stands. What it shows is computed from the public contributions at each look."""

    __tablename__ = "wall"
    subject_kind = "wall"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("participation_round.id", ondelete="CASCADE"), unique=True)
    is_blank: Mapped[bool] = mapped_column(sa.Boolean, default=False)
    is_paused: Mapped[bool] = mapped_column(sa.Boolean, default=False)
    # Numbers of the fields that are shown; empty: all.
    fields: Mapped[list[int]] = mapped_column(sa.JSON, default=list)
    mix: Mapped[Mix] = mapped_column(enum_column(Mix), default=Mix.ALL)
    seconds: Mapped[int] = mapped_column(sa.Integer, default=20)
    turn: Mapped[int] = mapped_column(sa.Integer, default=0)
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    enlarged_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contribution.id", ondelete="SET NULL"))
    # References of contributions that the operator took off; they stay public elsewhere.
    taken_off: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    version: Mapped[int] = mapped_column(sa.Integer, default=1)

    __mapper_args__ = {"version_id_col": version}
