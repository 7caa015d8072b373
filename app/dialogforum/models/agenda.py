"""The agenda of a field's table for one Dialogforum."""

from __future__ import annotations

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.concept.models import ActionField
from app.contributions.models import Contribution
from app.extensions import db
from app.rounds.models import ParticipationRound


class Agenda(db.Model):  # type: ignore[name-defined,misc]
    """The agenda of one field in one round. Everybody can read its public points from `published_on`."""

    __tablename__ = "agenda"
    __table_args__ = (sa.UniqueConstraint("round_id", "action_field_id"),)
    subject_kind = "agenda"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("participation_round.id", ondelete="CASCADE"))
    action_field_id: Mapped[int] = mapped_column(sa.ForeignKey("action_field.id"))
    published_on: Mapped[date | None] = mapped_column(sa.Date)
    changed_on: Mapped[date] = mapped_column(sa.Date)
    version: Mapped[int] = mapped_column(sa.Integer, default=1)

    __mapper_args__ = {"version_id_col": version}

    action_field: Mapped[ActionField] = relationship(lazy="joined")
    round: Mapped[ParticipationRound] = relationship(lazy="joined")
    items: Mapped[list[AgendaItem]] = relationship(
        back_populates="agenda", lazy="selectin", order_by="AgendaItem.position", cascade="all, delete-orphan"
    )


class AgendaItem(db.Model):  # type: ignore[name-defined,misc]
    """One point: a contribution, or words of the organisers (part "title", German)."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        sa.UniqueConstraint("agenda_id", "contribution_id"),
        sa.CheckConstraint("minutes >= 0", name="not_below_zero"),
    )
    subject_kind = "agenda_item"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    agenda_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda.id", ondelete="CASCADE"))
    contribution_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contribution.id", ondelete="CASCADE"))
    # Whether everybody may read a point of the organisers; a contribution is public or not by itself.
    is_public: Mapped[bool] = mapped_column(sa.Boolean, default=True)
    minutes: Mapped[int] = mapped_column(sa.Integer)
    position: Mapped[int] = mapped_column(sa.Integer)
    added_on: Mapped[date] = mapped_column(sa.Date)
    # A double tap adds one point.
    form_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)

    agenda: Mapped[Agenda] = relationship(back_populates="items")
    contribution: Mapped[Contribution | None] = relationship(lazy="joined")
