"""Answers of networks with what belongs to them, ready texts to start from, and internal notes."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.answers.rules import Helped, Outcome
from app.concept.models import ActionGoal, GuidingGoal, Measure, PoliticalDecision
from app.core.models import WITHOUT_ARRIVAL_ORDER, UtcDateTime, enum_column, random_id
from app.extensions import db
from app.networks.models import Network


class Answer(db.Model):  # type: ignore[name-defined,misc]
    """One network's answer to one contribution. Parts: "text" (German, with translations), "next_step", "correction".

    `drafted_by_id` wrote the words last; `approved_by_id` is somebody else of the same network, or nobody yet.
    """

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
    # Words of the steering group, which answers in place of the network when a case came to it.
    by_steering: Mapped[bool] = mapped_column(sa.Boolean, default=False, server_default=sa.false())
    outcome: Mapped[Outcome | None] = mapped_column(enum_column(Outcome))
    drafted_by_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    drafted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_on: Mapped[date | None] = mapped_column(sa.Date)
    carried_out_on: Mapped[date | None] = mapped_column(sa.Date)
    # Prepared to be published together with others, for example before the Dialogforum.
    together: Mapped[bool] = mapped_column(sa.Boolean, default=False, server_default=sa.false())
    # Two pairs of eyes: asked for, then given. Any later change of the words takes both away.
    approval_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # It promises additional money or staff: only with a decision that granted it (rule 7).
    grants_resources: Mapped[bool] = mapped_column(sa.Boolean, default=False, server_default=sa.false())
    decision_id: Mapped[int | None] = mapped_column(sa.ForeignKey("political_decision.id"))
    # "We look again on …": the tandem is reminded on that day; then the day on which somebody looked.
    review_on: Mapped[date | None] = mapped_column(sa.Date)
    review_told_on: Mapped[date | None] = mapped_column(sa.Date)
    reviewed_on: Mapped[date | None] = mapped_column(sa.Date)
    corrected_on: Mapped[date | None] = mapped_column(sa.Date)
    version: Mapped[int] = mapped_column(sa.Integer, default=1)

    __mapper_args__ = {"version_id_col": version}

    network: Mapped[Network] = relationship(lazy="joined")
    decision: Mapped[PoliticalDecision | None] = relationship(lazy="joined")
    measures: Mapped[list[AnswerMeasure]] = relationship(lazy="select", cascade="all, delete-orphan")
    goals: Mapped[list[AnswerGoal]] = relationship(lazy="select", cascade="all, delete-orphan")


class AnswerMeasure(db.Model):  # type: ignore[name-defined,misc]
    """A measure that an answer names. Public as a link of the contribution only from publication on."""

    __tablename__ = "answer_measure"

    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True)
    measure_id: Mapped[int] = mapped_column(sa.ForeignKey("measure.id", ondelete="CASCADE"), primary_key=True)

    measure: Mapped[Measure] = relationship(lazy="joined")


class AnswerGoal(db.Model):  # type: ignore[name-defined,misc]
    """A guiding goal or an action goal that an answer names."""

    __tablename__ = "answer_goal"
    __table_args__ = (
        sa.UniqueConstraint("answer_id", "guiding_goal_id", "action_goal_id"),
        sa.CheckConstraint("(guiding_goal_id IS NULL) <> (action_goal_id IS NULL)", name="one_goal"),
    )

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("answer.id", ondelete="CASCADE"))
    guiding_goal_id: Mapped[int | None] = mapped_column(sa.ForeignKey("guiding_goal.id", ondelete="CASCADE"))
    action_goal_id: Mapped[int | None] = mapped_column(sa.ForeignKey("action_goal.id", ondelete="CASCADE"))

    guiding_goal: Mapped[GuidingGoal | None] = relationship(lazy="joined")
    action_goal: Mapped[ActionGoal | None] = relationship(lazy="joined")

    @property
    def goal(self) -> GuidingGoal | ActionGoal:
        """The one that is named."""
        found = self.guiding_goal or self.action_goal
        if found is None:
            raise ValueError("a link without its goal")
        return found


class PendingCorrection(db.Model):  # type: ignore[name-defined,misc]
    """New words for a published answer that wait for the second person. Readers see the old ones until then."""

    __tablename__ = "pending_correction"

    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True)
    # Everything the composer holds, by field: words, codes, ids and days.
    content: Mapped[dict[str, object]] = mapped_column(sa.JSON)
    written_by_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)


class HelpVote(db.Model):  # type: ignore[name-defined,misc]
    """What one author said about one answer: did it help? Counted for each network, kept without a day."""

    __tablename__ = "help_vote"
    __table_args__ = (sa.UniqueConstraint("answer_id", "contribution_id"), WITHOUT_ARRIVAL_ORDER)

    id: Mapped[uuid.UUID] = mapped_column(sa.Uuid, primary_key=True, default=random_id)
    answer_id: Mapped[int] = mapped_column(sa.ForeignKey("answer.id", ondelete="CASCADE"))
    # The author's own case: of a merged one every author may say something about the joint answer.
    contribution_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    helped: Mapped[Helped] = mapped_column(enum_column(Helped))


class ResponseTemplate(db.Model):  # type: ignore[name-defined,misc]
    """A ready text to start an answer from. Parts: "title" (German) and "text" (German, in every language).

    Without an outcome or a field it fits every one. Data, not code: changed in the site, with history.
    """

    __tablename__ = "response_template"
    subject_kind = "response_template"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(60), unique=True)
    outcome: Mapped[Outcome | None] = mapped_column(enum_column(Outcome))
    # The number of the field, which outlives editions of the concept.
    field_number: Mapped[int | None] = mapped_column(sa.Integer)
    position: Mapped[int] = mapped_column(sa.Integer, default=0)
    # No longer offered from this day on; what was written with it stays.
    retired_on: Mapped[date | None] = mapped_column(sa.Date)


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
