"""The table of mails that wait, and put(). Nothing in it tells at which hour a resident did something."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.models import WITHOUT_ARRIVAL_ORDER, UtcDateTime, enum_column, random_id
from app.extensions import db


class MailState(StrEnum):
    """Where a mail stands. Skipped: the recipient is gone or never confirmed."""

    WAITING = "waiting"
    SENT = "sent"
    SKIPPED = "skipped"
    GAVE_UP = "gave_up"


class OutboxMail(db.Model):  # type: ignore[name-defined,misc]
    """One mail to one recipient. `facts` hold public references, never words of residents or codes."""

    __tablename__ = "outbox_mail"
    subject_kind = "outbox_mail"
    __table_args__ = (
        sa.Index("ix_outbox_mail_waiting", "state", "due_on"),
        sa.CheckConstraint("recipient NOT LIKE '%@%'", name="recipient_is_a_reference"),
        WITHOUT_ARRIVAL_ORDER,
    )

    id: Mapped[uuid.UUID] = mapped_column(sa.Uuid, primary_key=True, default=random_id)
    kind: Mapped[str] = mapped_column(sa.String(40))
    # "account:5", "contact:<uuid>" or "address:<sealed>"; the address itself is looked up when the mail
    # leaves.
    recipient: Mapped[str] = mapped_column(sa.String(800))
    language: Mapped[str] = mapped_column(sa.String(12))
    facts: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    key: Mapped[str | None] = mapped_column(sa.String(120), unique=True)
    state: Mapped[MailState] = mapped_column(enum_column(MailState), default=MailState.WAITING)
    created_on: Mapped[date] = mapped_column(sa.Date)
    due_on: Mapped[date] = mapped_column(sa.Date)
    # Moments of the machine alone: not before this (while the act can be taken back, next try after a failure), and
    # how long the present try may take.
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(sa.Integer, default=0)
    last_error: Mapped[str | None] = mapped_column(sa.String(200))
    sent_on: Mapped[date | None] = mapped_column(sa.Date)
    gave_up_on: Mapped[date | None] = mapped_column(sa.Date)


@dataclass(frozen=True)
class Held:
    """Mails of one act that wait until a moment (None: they do not wait), so that the act can be taken back."""

    until: datetime | None
    ids: list[uuid.UUID] = field(default_factory=list)


_held: ContextVar[Held | None] = ContextVar("held_mails", default=None)


@contextmanager
def held(until: datetime | None) -> Iterator[Held]:
    """Mails that are put inside leave at `until` or later; what is yielded knows their ids."""
    hold = Held(until)
    token = _held.set(hold)
    try:
        yield hold
    finally:
        _held.reset(token)


def take_back(ids: Collection[uuid.UUID]) -> bool:
    """Delete mails that wait. False when one of them has left or is leaving: then the caller must give up."""
    waiting = (OutboxMail.state == MailState.WAITING, OutboxMail.lease_until.is_(None))
    db.session.flush()
    gone = db.session.execute(
        sa.delete(OutboxMail).where(OutboxMail.id.in_(ids), *waiting).returning(OutboxMail.id),
        execution_options={"synchronize_session": "fetch"},
    ).all()
    return len(gone) == len(set(ids))


def drop_waiting(start: str) -> int:
    """Delete mails that wait, nobody is sending now, and whose key begins with `start`: what they tell is over."""
    gone = db.session.execute(
        sa.delete(OutboxMail)
        .where(
            OutboxMail.key.startswith(start, autoescape=True),
            OutboxMail.state == MailState.WAITING,
            OutboxMail.lease_until.is_(None),
        )
        .returning(OutboxMail.id),
        execution_options={"synchronize_session": "fetch"},
    ).all()
    return len(gone)


def forget(recipients: Collection[str]) -> None:
    """Delete every mail to these recipients, whatever became of it: nothing shall tell that there was one."""
    db.session.flush()
    db.session.execute(
        sa.delete(OutboxMail).where(OutboxMail.recipient.in_(recipients)),
        execution_options={"synchronize_session": "fetch"},
    )


def still_waiting(kind: str) -> set[str]:
    """The keys of the mails of this kind that have not left, nobody sending them now. One statement."""
    query = sa.select(OutboxMail.key).where(
        OutboxMail.kind == kind,
        OutboxMail.key.is_not(None),
        OutboxMail.state == MailState.WAITING,
        OutboxMail.lease_until.is_(None),
    )
    return {key for key in db.session.execute(query).scalars() if key is not None}


def put(
    kind: str,
    recipient: str,
    *,
    language: str,
    facts: Mapping[str, Any] | None = None,
    key: str | None = None,
    not_before: date | None = None,
) -> OutboxMail:
    """Let a mail leave after the running transaction has been committed, on the day `not_before` or later.

    `recipient` is a reference such as "account:5", never an address (ValueError). A second call with the
    same `key` changes nothing and returns the row that is there.
    """
    if "@" in recipient or ":" not in recipient:
        raise ValueError("a mail needs a reference to its recipient, not an address")
    there = known(key) if key is not None else None
    if there is not None:
        return there
    mail = _waiting(not_before)
    mail.kind, mail.recipient, mail.language, mail.facts, mail.key = kind, recipient, language, dict(facts or {}), key
    db.session.add(mail)
    return mail


def _waiting(not_before: date | None) -> OutboxMail:
    today, hold = clock.today(), _held.get()
    mail = OutboxMail(
        id=random_id(),
        state=MailState.WAITING,
        created_on=today,
        due_on=max(today, not_before or today),
        due_at=hold.until if hold else None,
        tries=0,
    )
    if hold:
        hold.ids.append(mail.id)
    return mail


def known(key: str) -> OutboxMail | None:
    """The row that was put under `key`, whatever became of it."""
    return db.session.execute(sa.select(OutboxMail).where(OutboxMail.key == key)).scalar_one_or_none()


def waits(key: str) -> bool:
    """Whether the mail that was put under `key` has not left yet and nobody is sending it now."""
    query = sa.select(OutboxMail.id).where(
        OutboxMail.key == key, OutboxMail.state == MailState.WAITING, OutboxMail.lease_until.is_(None)
    )
    return db.session.execute(query).first() is not None
