"""Networks of partners, who sits in them, organisations and advice services. Names carry dates."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.models import enum_column
from app.extensions import db
from app.networks.rules import HelpKind, Seat


class Organisation(db.Model):  # type: ignore[name-defined,misc]
    """A partner: an association, an office, a school."""

    __tablename__ = "organisation"
    subject_kind = "organisation"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(200), unique=True)
    # Last day; nothing that others refer to is ever deleted.
    ended_on: Mapped[date | None] = mapped_column(sa.Date)
    is_example: Mapped[bool] = mapped_column(sa.Boolean, default=False)


class Network(db.Model):  # type: ignore[name-defined,misc]
    """A group of partners that carries an action field. Its translated name is a text version (part "name")."""

    __tablename__ = "network"
    subject_kind = "network"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(40), unique=True)
    ended_on: Mapped[date | None] = mapped_column(sa.Date)
    is_example: Mapped[bool] = mapped_column(sa.Boolean, default=False)
    # Whether a second person looks at each answer; None: as the installation says (ANSWERS_FOUR_EYES).
    four_eyes: Mapped[bool | None] = mapped_column(sa.Boolean)

    names: Mapped[list[NetworkName]] = relationship(lazy="selectin", order_by="NetworkName.valid_from")
    seats: Mapped[list[NetworkSeat]] = relationship(back_populates="network")

    def name_on(self, day: date) -> str:
        """The official German name that was valid on `day`; before the first one, the first."""
        valid = [name for name in self.names if name.valid_from <= day] or self.names[:1]
        return valid[-1].name if valid else self.key


class NetworkName(db.Model):  # type: ignore[name-defined,misc]
    """An official German name from a day on, until the next one."""

    __tablename__ = "network_name"
    __table_args__ = (sa.UniqueConstraint("network_id", "valid_from"),)

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    network_id: Mapped[int] = mapped_column(sa.ForeignKey("network.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    valid_from: Mapped[date] = mapped_column(sa.Date)


class NetworkSeat(db.Model):  # type: ignore[name-defined,misc]
    """Somebody's seat in a network for a time."""

    __tablename__ = "network_seat"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    network_id: Mapped[int] = mapped_column(sa.ForeignKey("network.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"))
    seat: Mapped[Seat] = mapped_column(enum_column(Seat))
    valid_from: Mapped[date] = mapped_column(sa.Date)
    valid_until: Mapped[date | None] = mapped_column(sa.Date)

    network: Mapped[Network] = relationship(back_populates="seats")

    def covers(self, day: date) -> bool:
        """Whether the seat is held on `day`."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class AdviceService(db.Model):  # type: ignore[name-defined,misc]
    """Somebody to turn to: independent advice for single cases, an official way, or help in an emergency.

    What it does is a text version (part "about") in every language.
    """

    __tablename__ = "advice_service"
    subject_kind = "advice_service"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(40), unique=True)
    kind: Mapped[HelpKind] = mapped_column(enum_column(HelpKind), default=HelpKind.ADVICE)
    name: Mapped[str] = mapped_column(sa.String(200))
    phone: Mapped[str] = mapped_column(sa.String(60), default="")
    website: Mapped[str] = mapped_column(sa.String(200), default="")
    languages: Mapped[str] = mapped_column(sa.String(200), default="")
    position: Mapped[int] = mapped_column(sa.Integer, default=0)
    ended_on: Mapped[date | None] = mapped_column(sa.Date)
    is_example: Mapped[bool] = mapped_column(sa.Boolean, default=False)
