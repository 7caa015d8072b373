"""Print runs and their cards: the number on the body, the hash of the number on the stub, what became of each."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.models import UtcDateTime
from app.dialogforum.rules.cards import CardState
from app.extensions import db


class PrintRun(db.Model):  # type: ignore[name-defined,misc]
    """Cards that were printed together, in one language. The numbers on their stubs are nowhere but on the paper."""

    __tablename__ = "print_run"
    subject_kind = "print_run"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    round_id: Mapped[int | None] = mapped_column(sa.ForeignKey("participation_round.id"))
    language: Mapped[str] = mapped_column(sa.String(12))
    printed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # The form that printed it: pressed twice, it gives the same paper.
    form_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)

    cards: Mapped[list[PaperCard]] = relationship(back_populates="run", order_by="PaperCard.number")


class PaperCard(db.Model):  # type: ignore[name-defined,misc]
    """One card. Whoever types it sees `number` alone; the code on its stub is stored as a keyed hash."""

    __tablename__ = "paper_card"
    __table_args__ = (
        sa.CheckConstraint("voided_on IS NULL OR contribution_id IS NULL", name="void_is_not_typed"),
        sa.Index("ix_paper_card_typed", "typed_by_id", "typed_on"),
    )
    subject_kind = "paper_card"

    # Without its check digit.
    number: Mapped[int] = mapped_column(sa.Integer, primary_key=True, autoincrement=False)
    run_id: Mapped[int] = mapped_column(sa.ForeignKey("print_run.id"), index=True)
    code_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    code_key_id: Mapped[str] = mapped_column(sa.String(12))
    contribution_id: Mapped[uuid.UUID | None] = mapped_column(
        sa.ForeignKey("contribution.id", ondelete="SET NULL"), unique=True
    )
    typed_on: Mapped[date | None] = mapped_column(sa.Date)
    typed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    voided_on: Mapped[date | None] = mapped_column(sa.Date)

    run: Mapped[PrintRun] = relationship(back_populates="cards", lazy="joined")

    @property
    def id(self) -> int:
        """How history calls it."""
        return self.number

    @property
    def state(self) -> CardState:
        """What became of it."""
        if self.voided_on is not None:
            return CardState.VOID
        return CardState.TYPED if self.typed_on is not None else CardState.OPEN
