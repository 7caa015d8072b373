"""Decisions of commissioners, who is reading what, objections."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.models import WITHOUT_ARRIVAL_ORDER, UtcDateTime, enum_column, random_id
from app.extensions import db
from app.moderation.rules import Decision, ReasonCode, Suggested


class ModerationDecision(db.Model):  # type: ignore[name-defined,misc]
    """One decision: person, time, code and version of the rules (rule 8). Part "statement" holds further words."""

    __tablename__ = "moderation_decision"
    __table_args__ = (
        sa.Index("ix_moderation_decision_case", "contribution_id", "decided_at"),
        sa.Index("ix_moderation_decision_undo", "decided_by_id", "undo_until"),
    )
    subject_kind = "moderation_decision"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    contribution_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contribution.id", ondelete="CASCADE"))
    decision: Mapped[Decision] = mapped_column(enum_column(Decision))
    reason: Mapped[ReasonCode | None] = mapped_column(enum_column(ReasonCode))
    redacted_for: Mapped[ReasonCode | None] = mapped_column(
        sa.Enum(
            ReasonCode,
            native_enum=False,
            create_constraint=True,
            length=40,
            name="redaction_reason",
            values_callable=lambda members: [member.value for member in members],
        )
    )
    rules_version: Mapped[str] = mapped_column(sa.String(20))
    # Whether software had marked something in the text; the author is told (domain.md section 8).
    had_hint: Mapped[bool] = mapped_column(sa.Boolean, default=False)
    # A content notice led to it: the author is told so, never by whom; such a decision is not undone by a key.
    after_notice: Mapped[bool] = mapped_column(sa.Boolean, default=False, server_default=sa.false())
    # Keys of the advice services that were chosen for a single case; empty means all of them.
    advice: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    decided_by_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # One press of a button: the decisions of a wave share it, and are taken back together.
    step_id: Mapped[uuid.UUID | None] = mapped_column(sa.Uuid, default=random_id, index=True)
    # Until when it can be taken back at once, what that needs (codes and ids, no words), and when it was.
    undo_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undo: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TextVector(db.Model):  # type: ignore[name-defined,misc]
    """What a text means, as numbers (app/core/similar). Gone with its text: the database itself sees to that.

    `contribution_id` is empty for names and explanations of action fields, which are compared with everything.
    """

    __tablename__ = "text_vector"
    __table_args__ = (WITHOUT_ARRIVAL_ORDER,)

    version_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("text_version.id", ondelete="CASCADE"), primary_key=True
    )
    contribution_id: Mapped[uuid.UUID | None] = mapped_column(
        sa.ForeignKey("contribution.id", ondelete="CASCADE"), index=True
    )
    model: Mapped[str] = mapped_column(sa.String(40))
    numbers: Mapped[bytes] = mapped_column(sa.LargeBinary)


class Comparison(db.Model):  # type: ignore[name-defined,misc]
    """That a case was compared with the others: with which of its words, by which model, on which day."""

    __tablename__ = "comparison"
    __table_args__ = (WITHOUT_ARRIVAL_ORDER,)

    contribution_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    # A mark of the current versions: another text, title or translation gives another one.
    seen: Mapped[str] = mapped_column(sa.String(40))
    # Empty when only words were compared.
    model: Mapped[str] = mapped_column(sa.String(40))
    compared_on: Mapped[date] = mapped_column(sa.Date)


class CaseHint(db.Model):  # type: ignore[name-defined,misc]
    """One suggestion of software about a case (rule 13): another case, or a field with the case it was learned from."""

    __tablename__ = "case_hint"
    __table_args__ = (
        sa.CheckConstraint("(kind = 'field') = (action_field_id IS NOT NULL)", name="field_hint_has_field"),
        sa.CheckConstraint("kind = 'field' OR other_id IS NOT NULL", name="likeness_has_other"),
        WITHOUT_ARRIVAL_ORDER,
    )

    contribution_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("comparison.contribution_id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[Suggested] = mapped_column(enum_column(Suggested), primary_key=True)
    # 1 is the likeliest.
    position: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    other_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    action_field_id: Mapped[int | None] = mapped_column(sa.ForeignKey("action_field.id", ondelete="CASCADE"))
    # The words that were compared: a suggestion goes when they are erased.
    version_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("text_version.id", ondelete="CASCADE"), index=True)
    other_version_id: Mapped[uuid.UUID | None] = mapped_column(
        sa.ForeignKey("text_version.id", ondelete="CASCADE"), index=True
    )


class Claim(db.Model):  # type: ignore[name-defined,misc]
    """ "Being read by …": a soft claim that ends by itself."""

    __tablename__ = "claim"

    contribution_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    until: Mapped[datetime] = mapped_column(UtcDateTime)


class HandOver(db.Model):  # type: ignore[name-defined,misc]
    """ "Please read this one": a waiting case that one commissioner left to another, with a note. Gone when decided."""

    __tablename__ = "hand_over"

    contribution_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    from_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    to_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Objection(db.Model):  # type: ignore[name-defined,misc]
    """The author objects to a refusal; another person than the one who decided looks again (rule 9).

    Text parts: "text" (the author's words) and "statement" (the answer to them).
    """

    __tablename__ = "objection"
    __table_args__ = (WITHOUT_ARRIVAL_ORDER,)
    subject_kind = "objection"

    id: Mapped[uuid.UUID] = mapped_column(sa.Uuid, primary_key=True, default=random_id)
    contribution_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    decision_id: Mapped[int] = mapped_column(sa.ForeignKey("moderation_decision.id", ondelete="CASCADE"), unique=True)
    day: Mapped[date] = mapped_column(sa.Date)
    upheld: Mapped[bool | None] = mapped_column(sa.Boolean)
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The sending form's number: a double tap stores one objection.
    form_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
