"""Answers of networks and their internal notes."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.answers.rules import Outcome
from app.concept.models import Measure
from app.core.models import UtcDateTime, enum_column
from app.extensions import db
from app.networks.models import Network


class Answer(db.Model):  # type: ignore[name-defined,misc]
    """One network's answer to one contribution. Parts: "text" (German, with translations), "next_step"."""

    __tablename__ = "answer"
    __table_args__ = (
        sa.UniqueConstraint("contribution_id", "network_id"),
        # An answer needs an outcome code before anybody can read it (rule 6).
        sa.CheckConstraint("published_at IS NULL OR outcome IS NOT NULL", name="published_has_outcome"),
    )
    subject_kind = "answer"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    contribution_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    network_id: Mapped[int] = mapped_column(sa.ForeignKey("network.id"))
    # The lead network's published answer makes the contribution "answered".
    is_lead: Mapped[bool] = mapped_column(sa.Boolean)
    outcome: Mapped[Outcome | None] = mapped_column(enum_column(Outcome))
    drafted_by_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    drafted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_on: Mapped[date | None] = mapped_column(sa.Date)
    carried_out_on: Mapped[date | None] = mapped_column(sa.Date)
    version: Mapped[int] = mapped_column(sa.Integer, default=1)

    __mapper_args__ = {"version_id_col": version}

    network: Mapped[Network] = relationship(lazy="joined")
    measures: Mapped[list[AnswerMeasure]] = relationship(lazy="select", cascade="all, delete-orphan")


class AnswerMeasure(db.Model):  # type: ignore[name-defined,misc]
    """A measure that an answer names. Public as a link of the contribution only from publication on."""

    __tablename__ = "answer_measure"

    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True)
    measure_id: Mapped[int] = mapped_column(sa.ForeignKey("measure.id", ondelete="CASCADE"), primary_key=True)

    measure: Mapped[Measure] = relationship(lazy="joined")


class InternalNote(db.Model):  # type: ignore[name-defined,misc]
    """A note inside a network; never shown to residents or other networks."""

    __tablename__ = "internal_note"
    __table_args__ = (sa.Index("ix_internal_note_case", "contribution_id", "network_id"),)
    subject_kind = "internal_note"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    contribution_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contribution.id", ondelete="CASCADE"))
    network_id: Mapped[int] = mapped_column(sa.ForeignKey("network.id"))
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    text: Mapped[str] = mapped_column(sa.Text)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
