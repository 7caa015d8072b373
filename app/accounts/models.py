"""Staff accounts, their roles for a time, their sessions and one-time links."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.models import UtcDateTime, enum_column
from app.extensions import db
from app.permissions import Role


class Account(db.Model):  # type: ignore[name-defined,misc]
    """Somebody who works with the site. Residents have no accounts."""

    __tablename__ = "account"
    subject_kind = "account"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    language: Mapped[str] = mapped_column(sa.String(12), default="de")
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    # Encrypted under a key made from the secret key; None until the second factor is set up.
    totp_secret: Mapped[str | None] = mapped_column(sa.String(400))
    # Number of the 30-second step of the last code used: a code works once.
    totp_last_step: Mapped[int | None] = mapped_column(sa.Integer)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_example: Mapped[bool] = mapped_column(sa.Boolean, default=False)
    # Whether letters alone work as keys in the queue (WCAG 2.1.4: they can be switched off).
    single_keys: Mapped[bool] = mapped_column(sa.Boolean, default=True, server_default=sa.true())

    grants: Mapped[list[RoleGrant]] = relationship(lazy="selectin", cascade="all, delete-orphan")

    def roles_on(self, day: date) -> frozenset[Role]:
        """Roles that are valid on `day`. A disabled account has none."""
        if self.disabled_at is not None:
            return frozenset()
        return frozenset(grant.role for grant in self.grants if grant.covers(day))


class RoleGrant(db.Model):  # type: ignore[name-defined,misc]
    """One role of one account for a term; a moderator's ends with the term of office."""

    __tablename__ = "role_grant"
    __table_args__ = (sa.CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="term_in_order"),)

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(enum_column(Role))
    valid_from: Mapped[date] = mapped_column(sa.Date)
    valid_until: Mapped[date | None] = mapped_column(sa.Date)
    # An administrator asked for it for herself: it is worth nothing until another one has confirmed it.
    waits: Mapped[bool] = mapped_column(sa.Boolean, default=False)

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the term, first and last day included. A role that waits covers nothing."""
        return not self.waits and self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class StaffSession(db.Model):  # type: ignore[name-defined,misc]
    """One sign-in on one device. The cookie holds a random token; only its hash is stored. Deleted when ended."""

    __tablename__ = "staff_session"

    token_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Set when the second factor was right; before that the session opens nothing but the code page.
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Last time the password was entered in this session; opens guarded pages for some minutes.
    password_at: Mapped[datetime] = mapped_column(UtcDateTime)
    device: Mapped[str] = mapped_column(sa.String(80), default="")
    # Last day on which something was done in it; reading a page alone writes nothing.
    used_on: Mapped[date | None] = mapped_column(sa.Date)

    account: Mapped[Account] = relationship(lazy="joined")


class OneTimeLink(db.Model):  # type: ignore[name-defined,misc]
    """An invitation or a way back after a forgotten password; works once, for a day or less."""

    __tablename__ = "one_time_link"

    token_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RecoveryCode(db.Model):  # type: ignore[name-defined,misc]
    """One of ten codes on paper for somebody without the phone. Stored as a keyed hash; works once."""

    __tablename__ = "recovery_code"
    __table_args__ = (sa.UniqueConstraint("account_id", "code_hash"),)

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(sa.String(64))
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class EmailChange(db.Model):  # type: ignore[name-defined,misc]
    """A new address that waits until its owner presses the button behind the link; the old one is told.

    Both addresses stay until the mails about the change have left; later changes sweep old rows out.
    """

    __tablename__ = "email_change"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    old_email: Mapped[str] = mapped_column(sa.String(254))
    new_email: Mapped[str] = mapped_column(sa.String(254))
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Absence(db.Model):  # type: ignore[name-defined,misc]
    """Days on which somebody is away: mails, claims and hand-overs go to colleagues. Nobody is asked why."""

    __tablename__ = "absence"
    __table_args__ = (sa.CheckConstraint("last_day >= first_day", name="absence_in_order"),)

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    first_day: Mapped[date] = mapped_column(sa.Date)
    last_day: Mapped[date] = mapped_column(sa.Date)

    def covers(self, day: date) -> bool:
        """Whether the person is away on `day`."""
        return self.first_day <= day <= self.last_day
