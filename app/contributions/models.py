"""What residents send. Tables filled by residents tell nothing about the order of arrival (trust.md T-06)."""

from __future__ import annotations

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.concept.models import ActionField, AudienceTag, District, Measure
from app.contributions.lifecycle import State
from app.contributions.rules import (
    TALK,
    Entry,
    FieldRole,
    Interpreter,
    Kind,
    LanguageOrigin,
    MessageKind,
    Source,
    Words,
)
from app.core.models import WITHOUT_ARRIVAL_ORDER, enum_column, random_id, random_reference
from app.extensions import db
from app.networks.models import Network, Organisation
from app.rounds.models import ParticipationRound


class Contribution(db.Model):  # type: ignore[name-defined,misc]
    """One contribution. Its words are text versions: part "text" (original first) and part "title" (German, staff)."""

    __tablename__ = "contribution"
    __table_args__ = (
        sa.Index("ix_contribution_public", "is_public", "publication_number"),
        sa.Index("ix_contribution_state_day", "state", "received_on"),
        # Filter by district, and counting the group a district may be shown with (rule 14).
        sa.Index("ix_contribution_group", "district_id", "language", "received_on"),
        sa.CheckConstraint(
            "state NOT IN ('released', 'answered') OR is_public IS NOT NULL", name="release_decides_public"
        ),
        sa.CheckConstraint("(state = 'merged') = (merged_into_id IS NOT NULL)", name="merged_has_main"),
        WITHOUT_ARRIVAL_ORDER,
    )
    subject_kind = "contribution"

    id: Mapped[uuid.UUID] = mapped_column(sa.Uuid, primary_key=True, default=random_id)
    reference: Mapped[str] = mapped_column(sa.String(12), unique=True, default=random_reference)
    # Written by actions.move(), and by restore() when a decision is undone.
    state: Mapped[State] = mapped_column(enum_column(State), default=State.SUBMITTED)
    is_public: Mapped[bool | None] = mapped_column(sa.Boolean)
    # Order of the public list; empty until published, so a backlog of unread texts slows nothing down.
    publication_number: Mapped[int | None] = mapped_column(sa.BigInteger, unique=True)
    published_on: Mapped[date | None] = mapped_column(sa.Date)
    received_on: Mapped[date] = mapped_column(sa.Date)
    # First day on which a commissioner opened it; afterwards the author can add, but not replace.
    read_on: Mapped[date | None] = mapped_column(sa.Date)
    closed_on: Mapped[date | None] = mapped_column(sa.Date)
    round_id: Mapped[int | None] = mapped_column(sa.ForeignKey("participation_round.id"))
    source: Mapped[Source] = mapped_column(enum_column(Source), default=Source.WEB)
    entry: Mapped[Entry | None] = mapped_column(enum_column(Entry))
    kind: Mapped[Kind | None] = mapped_column(enum_column(Kind))
    language: Mapped[str] = mapped_column(sa.String(12))
    language_origin: Mapped[LanguageOrigin] = mapped_column(
        enum_column(LanguageOrigin), default=LanguageOrigin.INTERFACE
    )
    # Language in which the author reads: that of the interface when sending.
    reading_language: Mapped[str] = mapped_column(sa.String(12))
    district_id: Mapped[int | None] = mapped_column(sa.ForeignKey("district.id"))
    offers_help: Mapped[bool] = mapped_column(sa.Boolean, default=False)
    quote_allowed: Mapped[bool] = mapped_column(sa.Boolean, default=False)
    # Signs of a robot only sort the queue, they never decide (rule 13).
    looks_automatic: Mapped[bool] = mapped_column(sa.Boolean, default=False)
    # Keyed hashes: of the tracking code, and of the form's number that makes sending idempotent.
    code_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    code_key_id: Mapped[str | None] = mapped_column(sa.String(12))
    form_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    # Key of an imported line (cards, partners): importing it again finds it.
    import_id: Mapped[str | None] = mapped_column(sa.String(80), unique=True)
    # Since when the talk between author, commissioner and network is closed; open again: empty.
    talk_closed_on: Mapped[date | None] = mapped_column(sa.Date)
    merged_into_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("contribution.id"), index=True)
    # How many voices stand behind it, merged ones counted.
    voices: Mapped[int] = mapped_column(sa.Integer, default=1)
    is_example: Mapped[bool] = mapped_column(sa.Boolean, default=False)
    version: Mapped[int] = mapped_column(sa.Integer, default=1)

    __mapper_args__ = {"version_id_col": version}

    fields: Mapped[list[ContributionField]] = relationship(
        back_populates="contribution",
        lazy="selectin",
        cascade="all, delete-orphan",
        order_by="ContributionField.position",
    )
    district: Mapped[District | None] = relationship(lazy="joined")
    round: Mapped[ParticipationRound | None] = relationship(lazy="select")
    main: Mapped[Contribution | None] = relationship(remote_side=[id], lazy="select")
    measures: Mapped[list[MeasureLink]] = relationship(lazy="select", cascade="all, delete-orphan")
    audiences: Mapped[list[AudienceTag]] = relationship(
        secondary="contribution_audience", lazy="select", order_by="AudienceTag.position"
    )

    @property
    def assigned_fields(self) -> list[ActionField]:
        """Fields that a moderator set, the primary one first."""
        return [link.action_field for link in self.fields if link.role is FieldRole.ASSIGNED]

    @property
    def suggested_fields(self) -> list[ActionField]:
        """Fields that the author named."""
        return [link.action_field for link in self.fields if link.role is FieldRole.SUGGESTED]

    @property
    def primary_field(self) -> ActionField | None:
        """The field whose network must answer; None before release."""
        return next((link.action_field for link in self.fields if link.is_primary), None)


class ContributionField(db.Model):  # type: ignore[name-defined,misc]
    """A field of a contribution, suggested or assigned. One assigned field is primary; position 0 comes first."""

    __tablename__ = "contribution_field"
    __table_args__ = (
        sa.UniqueConstraint("contribution_id", "action_field_id", "role"),
        sa.Index("ix_contribution_field_by_field", "action_field_id", "role", "contribution_id"),
        sa.Index(
            "uq_contribution_field_one_primary",
            "contribution_id",
            unique=True,
            sqlite_where=sa.text("is_primary"),
            postgresql_where=sa.text("is_primary"),
        ),
        sa.CheckConstraint("role = 'assigned' OR NOT is_primary", name="primary_is_assigned"),
        WITHOUT_ARRIVAL_ORDER,
    )

    id: Mapped[uuid.UUID] = mapped_column(sa.Uuid, primary_key=True, default=random_id)
    contribution_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contribution.id", ondelete="CASCADE"))
    action_field_id: Mapped[int] = mapped_column(sa.ForeignKey("action_field.id"))
    role: Mapped[FieldRole] = mapped_column(enum_column(FieldRole))
    is_primary: Mapped[bool] = mapped_column(sa.Boolean, default=False)
    position: Mapped[int] = mapped_column(sa.Integer, default=0)

    contribution: Mapped[Contribution] = relationship(back_populates="fields")
    action_field: Mapped[ActionField] = relationship(lazy="joined")


class ContributionAudience(db.Model):  # type: ignore[name-defined,misc]
    """A group that a contribution is about, as staff see it: for networks and commissioners, never shown in public."""

    __tablename__ = "contribution_audience"
    __table_args__ = (WITHOUT_ARRIVAL_ORDER,)

    contribution_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    audience_tag_id: Mapped[int] = mapped_column(sa.ForeignKey("audience_tag.id"), primary_key=True)


class MeasureLink(db.Model):  # type: ignore[name-defined,misc]
    """A measure that a contribution led to: the story of what became of it."""

    __tablename__ = "measure_link"

    contribution_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    measure_id: Mapped[int] = mapped_column(sa.ForeignKey("measure.id", ondelete="CASCADE"), primary_key=True)
    linked_on: Mapped[date] = mapped_column(sa.Date)

    measure: Mapped[Measure] = relationship(lazy="joined")


class Message(db.Model):  # type: ignore[name-defined,misc]
    """Words around a case: an addition, a question of the commissioner, the author's reply, the talk. Part "text" holds
    them; part "statement" says in German why a commissioner did not pass them on."""

    __tablename__ = "message"
    __table_args__ = (
        sa.Index("ix_message_case", "contribution_id", "day"),
        sa.Index("ix_message_open", "kind", "ended_on"),
        # One question of a network at a time, whoever asks at the same moment.
        sa.Index(
            "uq_message_open_question",
            "contribution_id",
            "network_id",
            unique=True,
            sqlite_where=sa.text("kind = 'network_question' AND ended_on IS NULL"),
            postgresql_where=sa.text("kind = 'network_question' AND ended_on IS NULL"),
        ),
        WITHOUT_ARRIVAL_ORDER,
    )
    subject_kind = "message"

    id: Mapped[uuid.UUID] = mapped_column(sa.Uuid, primary_key=True, default=random_id)
    contribution_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("contribution.id", ondelete="CASCADE"))
    kind: Mapped[MessageKind] = mapped_column(enum_column(MessageKind))
    day: Mapped[date] = mapped_column(sa.Date)
    # Place within the case, so that question and reply keep their order.
    position: Mapped[int] = mapped_column(sa.Integer, default=0)
    read_on: Mapped[date | None] = mapped_column(sa.Date)
    # The sending form's number: a double tap stores one message.
    form_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    # The talk: which network asks or is told, and which question is replied to.
    network_id: Mapped[int | None] = mapped_column(sa.ForeignKey("network.id"))
    question_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("message.id"))
    # On which day a commissioner passed it on, and since when nobody waits for anything more about it.
    passed_on: Mapped[date | None] = mapped_column(sa.Date)
    ended_on: Mapped[date | None] = mapped_column(sa.Date)

    network: Mapped[Network | None] = relationship(lazy="joined")

    @property
    def is_talk(self) -> bool:
        """Whether it belongs to the talk between author, commissioner and network."""
        return self.kind in TALK

    @property
    def waits_for_commissioner(self) -> bool:
        """Whether nobody but commissioners may read it yet, and one of them must act."""
        return self.is_talk and self.passed_on is None and self.ended_on is None

    @property
    def waits_for_author(self) -> bool:
        """Whether it is a question of a network that the author can reply to."""
        return self.kind is MessageKind.NETWORK_QUESTION and self.passed_on is not None and self.ended_on is None


class AssistedEntry(db.Model):  # type: ignore[name-defined,misc]
    """That a helper entered a contribution for somebody, and how. It names no helper, no interpreter and no person."""

    __tablename__ = "assisted_entry"
    __table_args__ = (WITHOUT_ARRIVAL_ORDER,)

    contribution_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    # What the person speaks; it may be a language that the pages do not offer.
    spoken_language: Mapped[str] = mapped_column(sa.String(12))
    interpreter: Mapped[Interpreter] = mapped_column(enum_column(Interpreter))
    words: Mapped[Words] = mapped_column(enum_column(Words))

    organisation: Mapped[Organisation | None] = relationship(lazy="joined")


class AssistedDay(db.Model):  # type: ignore[name-defined,misc]
    """How many entries a helper made on a day: all that stays of them beside the cases themselves."""

    __tablename__ = "assisted_day"

    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(sa.Date, primary_key=True)
    entries: Mapped[int] = mapped_column(sa.Integer)


class WipedForm(db.Model):  # type: ignore[name-defined,misc]
    """The keyed hash of a form whose screen was wiped: nobody opens it again with the browser's back button."""

    __tablename__ = "wiped_form"
    __table_args__ = (WITHOUT_ARRIVAL_ORDER,)

    form_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    wiped_on: Mapped[date] = mapped_column(sa.Date)
