"""What stays of a Dialogforum: its documentation, and what was promised."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.concept.models import ActionField
from app.core.models import enum_column
from app.dialogforum.rules.documentation import CommitmentState
from app.extensions import db
from app.networks.models import Network
from app.rounds.models import ParticipationRound


class ForumDocumentation(db.Model):  # type: ignore[name-defined,misc]
    """The documentation of a round. Its opening words are a text (part "text", German). Public from `published_on`."""

    __tablename__ = "forum_documentation"
    __table_args__ = (sa.CheckConstraint("attendance >= 0", name="not_negative"),)
    subject_kind = "forum_documentation"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("participation_round.id", ondelete="CASCADE"), unique=True)
    # How many people came, as a number; who came is written nowhere.
    attendance: Mapped[int | None] = mapped_column(sa.Integer)
    published_on: Mapped[date | None] = mapped_column(sa.Date)
    # Day on which thanks went to everybody who had left an address.
    thanked_on: Mapped[date | None] = mapped_column(sa.Date)
    version: Mapped[int] = mapped_column(sa.Integer, default=1)

    __mapper_args__ = {"version_id_col": version}

    round: Mapped[ParticipationRound] = relationship(lazy="joined")


class Commitment(db.Model):  # type: ignore[name-defined,misc]
    """What a network promised at a Dialogforum. Words are texts: "text" the promise, "statement" what became of it."""

    __tablename__ = "commitment"
    __table_args__ = (sa.Index("ix_commitment_board", "network_id", "due_on"),)
    subject_kind = "commitment"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    round_id: Mapped[int] = mapped_column(sa.ForeignKey("participation_round.id", ondelete="CASCADE"))
    action_field_id: Mapped[int] = mapped_column(sa.ForeignKey("action_field.id"))
    # On whose board it stands.
    network_id: Mapped[int] = mapped_column(sa.ForeignKey("network.id"))
    # Who carries it out: an organisation or an office, never a private person. German.
    owner: Mapped[str] = mapped_column(sa.String(120))
    due_on: Mapped[date] = mapped_column(sa.Date)
    state: Mapped[CommitmentState] = mapped_column(enum_column(CommitmentState))
    state_on: Mapped[date] = mapped_column(sa.Date)
    made_on: Mapped[date] = mapped_column(sa.Date)
    # A double tap stores one commitment.
    form_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    is_example: Mapped[bool] = mapped_column(sa.Boolean, default=False)
    version: Mapped[int] = mapped_column(sa.Integer, default=1)

    __mapper_args__ = {"version_id_col": version}

    action_field: Mapped[ActionField] = relationship(lazy="joined")
    network: Mapped[Network] = relationship(lazy="joined")
    round: Mapped[ParticipationRound] = relationship(lazy="joined")
