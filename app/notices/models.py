"""Notices about public texts and answers, and the closed store of evidence."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.answers.models import Answer
from app.contributions.models import Contribution
from app.core.models import WITHOUT_ARRIVAL_ORDER, UtcDateTime, enum_column, random_id
from app.extensions import db
from app.moderation.rules import ReasonCode
from app.notices.rules import Ending, Ground


class ContentNotice(db.Model):  # type: ignore[name-defined,misc]
    """One notice. Text parts: "why", "place" (words of the reporter), "statement" (the decision in words),
    "objection" and "second" (the decision about it).

    Where it stands is told by days and moments: decided or not, objected or not, looked at again or not.
    """

    __tablename__ = "content_notice"
    __table_args__ = (
        sa.Index("ix_content_notice_open", "decided_at", "day"),
        sa.CheckConstraint("(decided_at IS NULL) = (ending IS NULL)", name="decided_has_ending"),
        WITHOUT_ARRIVAL_ORDER,
    )
    subject_kind = "content_notice"

    id: Mapped[uuid.UUID] = mapped_column(sa.Uuid, primary_key=True, default=random_id)
    contribution_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    # Empty: about the contribution itself.
    answer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("answer.id", ondelete="SET NULL"), index=True)
    ground: Mapped[Ground] = mapped_column(enum_column(Ground))
    is_urgent: Mapped[bool] = mapped_column(sa.Boolean, default=False)
    day: Mapped[date] = mapped_column(sa.Date)
    # Language in which the reporter reads.
    reading_language: Mapped[str] = mapped_column(sa.String(12))
    looks_automatic: Mapped[bool] = mapped_column(sa.Boolean, default=False)
    # Keyed hashes: of the number that opens it, and of the form's number that makes sending idempotent.
    code_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    code_key_id: Mapped[str | None] = mapped_column(sa.String(12))
    form_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    ending: Mapped[Ending | None] = mapped_column(enum_column(Ending))
    reason: Mapped[ReasonCode | None] = mapped_column(
        sa.Enum(
            ReasonCode,
            native_enum=False,
            create_constraint=True,
            length=40,
            name="notice_reason",
            values_callable=lambda members: [member.value for member in members],
        )
    )
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    objected_on: Mapped[date | None] = mapped_column(sa.Date)
    # What the decision was when the reporter objected; `ending` is always the one that stands.
    first_ending: Mapped[Ending | None] = mapped_column(
        sa.Enum(
            Ending,
            native_enum=False,
            create_constraint=True,
            length=40,
            name="first_ending",
            values_callable=lambda members: [member.value for member in members],
        )
    )
    second_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    second_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(sa.Integer, default=1)

    __mapper_args__ = {"version_id_col": version}

    contribution: Mapped[Contribution] = relationship(lazy="joined")
    answer: Mapped[Answer | None] = relationship(lazy="select")

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide, for the first or the second time."""
        return self.decided_at is None or (self.objected_on is not None and self.second_at is None)


class NoticeContact(db.Model):  # type: ignore[name-defined,misc]
    """Name and address of a reporter, sealed; read when a mail leaves, shown to nobody, erased after the decision."""

    __tablename__ = "notice_contact"
    __table_args__ = (WITHOUT_ARRIVAL_ORDER,)

    notice_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("content_notice.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str | None] = mapped_column(sa.String(900))
    address: Mapped[str | None] = mapped_column(sa.String(600))
    key_id: Mapped[str] = mapped_column(sa.String(12))
    given_on: Mapped[date] = mapped_column(sa.Date)
    confirmed_on: Mapped[date | None] = mapped_column(sa.Date)


class Evidence(db.Model):  # type: ignore[name-defined,misc]
    """What may be a crime, kept for the police: sealed words, time, checksum and a day on which it is deleted.

    It outlives the text: no withdrawal and no retention of texts touches it. Every look is a line in history.
    """

    __tablename__ = "evidence"
    subject_kind = "evidence"

    id: Mapped[uuid.UUID] = mapped_column(sa.Uuid, primary_key=True, default=random_id)
    # The public reference, not a foreign key: the case may go, the evidence stays until its own day.
    reference: Mapped[str] = mapped_column(sa.String(12), index=True)
    sealed: Mapped[str] = mapped_column(sa.Text)
    key_id: Mapped[str] = mapped_column(sa.String(12))
    # SHA-256 of the words inside: whoever gets them can prove that nothing was changed.
    checksum: Mapped[str] = mapped_column(sa.String(64))
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)
    kept_by_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    delete_on: Mapped[date] = mapped_column(sa.Date)
