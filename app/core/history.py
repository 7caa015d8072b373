"""Who did what: one append-only table. Acts of staff are chained by digests; acts of residents carry the day alone.

The digests never cover texts of residents, so a text can be erased and the chain still proves that no decision was
removed or changed (rule: trust.md T-39).
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.models import WITHOUT_ARRIVAL_ORDER, UtcDateTime, enum_column, random_id
from app.extensions import db

# What the first link of the chain hangs on.
START = "0" * 64


class ActorKind(StrEnum):
    """Who acts: a resident (never identified), a staff account, or the system by itself."""

    RESIDENT = "resident"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """The one who acts. `role` is the role used for the act, `account_id` only set for staff. `way`: how, when it was
    not the ordinary sign-in ("link": with a link from a mail)."""

    kind: ActorKind
    account_id: int | None = None
    role: str | None = None
    way: str | None = None


RESIDENT = Actor(ActorKind.RESIDENT)
SYSTEM = Actor(ActorKind.SYSTEM)


class Subject(Protocol):
    """Anything that history, search and texts can be about."""

    subject_kind: str
    id: Any


class HistoryEntry(db.Model):  # type: ignore[name-defined,misc]
    """One act. `facts` holds codes, names of fields and numbers, never a resident's words."""

    __tablename__ = "history_entry"
    __table_args__ = (
        sa.Index("ix_history_entry_subject", "subject_kind", "subject_id"),
        WITHOUT_ARRIVAL_ORDER,
    )

    id: Mapped[uuid.UUID] = mapped_column(sa.Uuid, primary_key=True, default=random_id)
    subject_kind: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[str] = mapped_column(sa.String(40))
    verb: Mapped[str] = mapped_column(sa.String(60))
    actor_kind: Mapped[ActorKind] = mapped_column(enum_column(ActorKind))
    account_id: Mapped[int | None] = mapped_column(sa.Integer)
    role: Mapped[str | None] = mapped_column(sa.String(40))
    day: Mapped[date] = mapped_column(sa.Date)
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    facts: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    position: Mapped[int | None] = mapped_column(sa.Integer, unique=True)
    previous_digest: Mapped[str | None] = mapped_column(sa.String(64))
    digest: Mapped[str | None] = mapped_column(sa.String(64))


class HistoryHead(db.Model):  # type: ignore[name-defined,misc]
    """The end of the chain: one row that is locked while a link is added."""

    __tablename__ = "history_head"

    id: Mapped[int] = mapped_column(sa.Integer, primary_key=True)
    position: Mapped[int] = mapped_column(sa.Integer, default=0)
    digest: Mapped[str] = mapped_column(sa.String(64), default=START)


def record(actor: Actor, verb: str, subject: Subject, **facts: Any) -> HistoryEntry:
    """Write down that `actor` did `verb` to `subject`. `facts` must be JSON values and hold no words of residents.

    Returns the entry, part of the running transaction. Acts of staff get the moment and a place in the chain.
    """
    entry = HistoryEntry(
        subject_kind=subject.subject_kind,
        subject_id=str(subject.id),
        verb=verb,
        actor_kind=actor.kind,
        account_id=actor.account_id,
        role=actor.role,
        day=clock.today(),
        facts=facts if actor.way is None else {**facts, "way": actor.way},
    )
    db.session.add(entry)
    if actor.kind is ActorKind.STAFF:
        entry.at = clock.now().replace(microsecond=0)
        _chain(entry)
    return entry


def hold() -> None:
    """Wait for the turn to write down an act; until the transaction ends nobody else does. Rows are read anew."""
    _head()
    db.session.expire_all()


def _head() -> HistoryHead:
    # The row is there before it is locked, so that two first acts at once cannot both create it.
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    db.session.execute(insert(HistoryHead).values(id=1, position=0, digest=START).on_conflict_do_nothing())
    locked = sa.select(HistoryHead).with_for_update().execution_options(populate_existing=True)
    return db.session.execute(locked).scalar_one()


def _chain(entry: HistoryEntry) -> None:
    head = _head()
    entry.position = head.position + 1
    entry.previous_digest = head.digest
    entry.digest = _digest(entry)
    head.position, head.digest = entry.position, entry.digest
    db.session.flush()


def _digest(entry: HistoryEntry) -> str:
    parts = [
        entry.previous_digest,
        entry.position,
        entry.subject_kind,
        entry.subject_id,
        entry.verb,
        entry.actor_kind,
        entry.account_id,
        entry.role,
        entry.day.isoformat(),
        entry.at.isoformat() if entry.at else None,
        entry.facts,
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def of(subject: Subject) -> list[HistoryEntry]:
    """All entries about `subject`, oldest day first, staff acts of one day in their order."""
    query = (
        sa.select(HistoryEntry)
        .where(HistoryEntry.subject_kind == subject.subject_kind, HistoryEntry.subject_id == str(subject.id))
        .order_by(HistoryEntry.day, HistoryEntry.position.nulls_first(), HistoryEntry.id)
    )
    return list(db.session.execute(query).scalars())


def of_all(subjects: Iterable[Subject]) -> dict[str, list[HistoryEntry]]:
    """Subject id → its entries, in the order of of(). The subjects are of one kind. One statement."""
    kinds = {str(subject.id): subject.subject_kind for subject in subjects}
    found: dict[str, list[HistoryEntry]] = {key: [] for key in kinds}
    query = (
        sa.select(HistoryEntry)
        .where(HistoryEntry.subject_kind.in_(set(kinds.values())), HistoryEntry.subject_id.in_(list(found)))
        .order_by(HistoryEntry.day, HistoryEntry.position.nulls_first(), HistoryEntry.id)
    )
    for entry in db.session.execute(query).scalars():
        found[entry.subject_id].append(entry)
    return found


def broken_links() -> list[int]:
    """Positions at which the chain does not hold: a gap, a changed entry or a wrong predecessor. Empty means whole."""
    chain = sa.select(HistoryEntry).where(HistoryEntry.position.is_not(None)).order_by(HistoryEntry.position)
    expected, digest, broken = 1, START, []
    for entry in db.session.execute(chain).scalars():
        if entry.position != expected or entry.previous_digest != digest or entry.digest != _digest(entry):
            broken.append(expected)
        expected, digest = (entry.position or 0) + 1, entry.digest or ""
    head = db.session.execute(sa.select(HistoryHead)).scalar_one_or_none()
    end = (head.position, head.digest) if head else (0, START)
    if end != (expected - 1, digest):
        broken.append(expected)
    return broken
