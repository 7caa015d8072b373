"""Which network has which contribution, until when, and what became of it. Dates, never a second state."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.core.models import UtcDateTime, enum_column
from app.extensions import db
from app.networks.models import Network
from app.routing.rules import Reminder, RouteReason, next_due


class Assignment(db.Model):  # type: ignore[name-defined,misc]
    """A contribution in the inbox of a network. Exactly one open assignment of a released contribution is the lead."""

    __tablename__ = "assignment"
    __table_args__ = (
        sa.Index("ix_assignment_inbox", "network_id", "ended_at", "answer_due_on"),
        sa.Index(
            "uq_assignment_open",
            "contribution_id",
            "network_id",
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
        sa.Index(
            "uq_assignment_one_lead",
            "contribution_id",
            unique=True,
            sqlite_where=sa.text("is_lead AND ended_at IS NULL"),
            postgresql_where=sa.text("is_lead AND ended_at IS NULL"),
        ),
    )
    subject_kind = "assignment"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    contribution_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contribution.id", ondelete="CASCADE"))
    network_id: Mapped[int] = mapped_column(sa.ForeignKey("network.id"))
    is_lead: Mapped[bool] = mapped_column(sa.Boolean)
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # When this network became the one that answers, and why; kept when another one takes over.
    lead_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    because: Mapped[RouteReason | None] = mapped_column(enum_column(RouteReason))
    # Dates of their own, set once: other targets of a round never move them; extend() does, and says so.
    acknowledge_due_on: Mapped[date] = mapped_column(sa.Date)
    answer_due_on: Mapped[date] = mapped_column(sa.Date)
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    acknowledged_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    # Handing back needs a named better place: a network, or in words.
    handed_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    handed_back_reason: Mapped[str | None] = mapped_column(sa.Text)
    better_network_id: Mapped[int | None] = mapped_column(sa.ForeignKey("network.id"))
    better_place: Mapped[str | None] = mapped_column(sa.String(300))
    # Each: at (moment), from, to (days), reason, in ISO words. Who did it and the note for staff stand in the history.
    extensions: Mapped[list[dict[str, str]]] = mapped_column(sa.JSON, default=list)
    # With the steering group: a fact with two dates. Without a note it went there by itself.
    escalated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    escalation_note: Mapped[str | None] = mapped_column(sa.Text)
    escalation_ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The last mail to the tandem: the date it was about, and which one it was.
    reminded_about: Mapped[date | None] = mapped_column(sa.Date)
    reminded: Mapped[Reminder | None] = mapped_column(enum_column(Reminder))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    contribution: Mapped[Contribution] = relationship(lazy="joined")
    network: Mapped[Network] = relationship(foreign_keys=[network_id], lazy="joined")
    better_network: Mapped[Network | None] = relationship(foreign_keys=[better_network_id])

    @property
    def due_on(self) -> date:
        """The date to keep next: first that of taking on, then that of the answer."""
        acknowledged = self.acknowledged_at is not None
        return next_due(self.acknowledge_due_on, self.answer_due_on, acknowledged=acknowledged)

    @property
    def is_escalated(self) -> bool:
        """Whether the steering group has to look at it now: sent there, and neither extended nor answered since."""
        waits = self.escalated_at is not None and self.escalation_ended_at is None
        return waits and self.ended_at is None and self.contribution.state is State.RELEASED
