"""Theme tables of a round, their notes and the sums of their dots."""

from __future__ import annotations

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.concept.models import ActionField, Measure
from app.contributions.models import Contribution
from app.core.models import WITHOUT_ARRIVAL_ORDER, enum_column, random_id
from app.dialogforum.rules.tables import NoteDecision, NoteKind
from app.extensions import db
from app.moderation.rules import ReasonCode
from app.rounds.models import ParticipationRound


class ThemeTable(db.Model):  # type: ignore[name-defined,misc]
    """The table of one action field on the day of the Dialogforum."""

    __tablename__ = "theme_table"
    __table_args__ = (sa.UniqueConstraint("round_id", "action_field_id"),)
    subject_kind = "theme_table"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("participation_round.id", ondelete="CASCADE"))
    action_field_id: Mapped[int] = mapped_column(sa.ForeignKey("action_field.id"))
    # German; starts as the name of the network.
    name: Mapped[str] = mapped_column(sa.String(200))
    # Where in the hall it stands.
    place: Mapped[str] = mapped_column(sa.String(120), default="")
    host_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    # Tags of the languages that are spoken at it.
    languages: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    is_example: Mapped[bool] = mapped_column(sa.Boolean, default=False)
    version: Mapped[int] = mapped_column(sa.Integer, default=1)

    __mapper_args__ = {"version_id_col": version}

    action_field: Mapped[ActionField] = relationship(lazy="joined")
    round: Mapped[ParticipationRound] = relationship(lazy="joined")


class TableNote(db.Model):  # type: ignore[name-defined,misc]
    """One note of a theme table. Its words are text versions (part "text"): what somebody said, in any language.

    Nobody but the table, commissioners and translators reads it before a commissioner has released it.
    """

    __tablename__ = "table_note"
    __table_args__ = (
        sa.Index("ix_table_note_table", "table_id", "decision"),
        sa.CheckConstraint("(decision IS NULL) = (decided_on IS NULL)", name="decided_on_a_day"),
        sa.CheckConstraint("decision <> 'note_left_out' OR reason IS NOT NULL", name="left_out_with_reason"),
        WITHOUT_ARRIVAL_ORDER,
    )
    subject_kind = "table_note"

    id: Mapped[uuid.UUID] = mapped_column(sa.Uuid, primary_key=True, default=random_id)
    table_id: Mapped[int] = mapped_column(sa.ForeignKey("theme_table.id", ondelete="CASCADE"))
    kind: Mapped[NoteKind] = mapped_column(enum_column(NoteKind))
    # What it is about, if anything: a public contribution, a measure of the field.
    contribution_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contribution.id", ondelete="SET NULL"))
    measure_id: Mapped[int | None] = mapped_column(sa.ForeignKey("measure.id", ondelete="SET NULL"))
    written_on: Mapped[date] = mapped_column(sa.Date)
    # Empty where nobody here is known who wrote it: it came from a hall.
    written_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    # Place within the table, so that the host finds the last one first.
    position: Mapped[int] = mapped_column(sa.Integer, default=0)
    decision: Mapped[NoteDecision | None] = mapped_column(enum_column(NoteDecision))
    decided_on: Mapped[date | None] = mapped_column(sa.Date)
    # Why it was left out, or shortened.
    reason: Mapped[ReasonCode | None] = mapped_column(enum_column(ReasonCode))
    # The contribution that was made of it; it goes its own way through moderation.
    made_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contribution.id", ondelete="SET NULL"))
    # A double tap stores one note.
    form_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    is_example: Mapped[bool] = mapped_column(sa.Boolean, default=False)
    version: Mapped[int] = mapped_column(sa.Integer, default=1)

    __mapper_args__ = {"version_id_col": version}

    table: Mapped[ThemeTable] = relationship(lazy="joined")
    measure: Mapped[Measure | None] = relationship(lazy="joined")
    contribution: Mapped[Contribution | None] = relationship(foreign_keys=[contribution_id], lazy="joined")

    @property
    def is_open(self) -> bool:
        """Whether whoever wrote it may still change it: nobody has decided, and nothing was made of it."""
        return self.decision is None and self.made_id is None

    @property
    def is_released(self) -> bool:
        """Whether everybody may read it."""
        return self.decision is NoteDecision.RELEASED


class DotCount(db.Model):  # type: ignore[name-defined,misc]
    """How many dots people put beside a measure or a contribution: a sum, never a vote, and never a picture."""

    __tablename__ = "dot_count"
    __table_args__ = (
        sa.UniqueConstraint("table_id", "measure_id"),
        sa.UniqueConstraint("table_id", "contribution_id"),
        sa.CheckConstraint("dots >= 0", name="not_below_zero"),
        sa.CheckConstraint("measure_id IS NULL OR contribution_id IS NULL", name="about_one_thing"),
    )
    subject_kind = "dot_count"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    table_id: Mapped[int] = mapped_column(sa.ForeignKey("theme_table.id", ondelete="CASCADE"))
    measure_id: Mapped[int | None] = mapped_column(sa.ForeignKey("measure.id", ondelete="CASCADE"))
    contribution_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contribution.id", ondelete="CASCADE"))
    dots: Mapped[int] = mapped_column(sa.Integer)
    entered_on: Mapped[date] = mapped_column(sa.Date)
    version: Mapped[int] = mapped_column(sa.Integer, default=1)

    __mapper_args__ = {"version_id_col": version}

    table: Mapped[ThemeTable] = relationship(lazy="joined")
    measure: Mapped[Measure | None] = relationship(lazy="joined")
    contribution: Mapped[Contribution | None] = relationship(lazy="joined")
