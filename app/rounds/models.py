"""The yearly round: dates decide what happens, targets are settings of the round."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.concept.models import ConceptEdition
from app.extensions import db


class ParticipationRound(db.Model):  # type: ignore[name-defined,misc]
    """One year of participation. `phase_starts` maps phase names to ISO dates. Targets: domain.md section 5."""

    __tablename__ = "participation_round"
    subject_kind = "participation_round"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    year: Mapped[int] = mapped_column(sa.Integer, unique=True)
    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("concept_edition.id"))
    starts_on: Mapped[date] = mapped_column(sa.Date)
    ends_on: Mapped[date] = mapped_column(sa.Date)
    forum_on: Mapped[date | None] = mapped_column(sa.Date)
    place: Mapped[str] = mapped_column(sa.String(200), default="")
    # Hours of that day, "16:00–19:00"; empty while they are open.
    hours: Mapped[str] = mapped_column(sa.String(20), default="")
    phase_starts: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    # Targets, all settings of the round.
    moderation_working_days: Mapped[int] = mapped_column(sa.Integer, default=3)
    acknowledge_days: Mapped[int] = mapped_column(sa.Integer, default=14)
    answer_days: Mapped[int] = mapped_column(sa.Integer, default=84)
    # Days after the Dialogforum until all cards are typed in, the documentation and the report are there.
    cards_days: Mapped[int] = mapped_column(sa.Integer, default=3)
    documentation_days: Mapped[int] = mapped_column(sa.Integer, default=28)
    report_days: Mapped[int] = mapped_column(sa.Integer, default=182)
    is_example: Mapped[bool] = mapped_column(sa.Boolean, default=False)

    edition: Mapped[ConceptEdition] = relationship(lazy="joined")
