"""Shared limits for guesses: token buckets in the database. The only place besides web, cli and worker that commits.

A try is charged before it is looked at, in a transaction of its own, so that a refused request is charged too.
No address of anybody is stored: buckets are named after what is guessed (all tracking codes, or one account).
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core import clock, database
from app.core.errors import TooMany
from app.core.models import UtcDateTime
from app.extensions import db


class AttemptBucket(db.Model):  # type: ignore[name-defined,misc]
    """How many tries are left in a bucket, and when that was computed."""

    __tablename__ = "attempt_bucket"

    name: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    left: Mapped[float] = mapped_column(sa.Float)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


def charge(name: str, *, per_second: float, burst: int, cost: int = 1) -> None:
    """Take `cost` tries from the bucket `name`, which refills with `per_second` up to `burst`.

    Raises TooMany when the bucket is empty (nothing is taken then). Commits at once, in its own connection, so
    it must come before the request writes anything (RuntimeError otherwise).
    """
    database.end_reading(db.session())
    with database.writing(), Session(db.engine) as session, session.begin():
        now = clock.now()
        # The row is there before it is locked, so that two first tries at once cannot both create it.
        session.execute(_new_bucket(name, left=float(burst), at=now))
        bucket = session.get_one(AttemptBucket, name, with_for_update=True)
        # A clock set back must neither refill nor empty the bucket.
        passed = max(0.0, (now - bucket.at).total_seconds())
        left = min(float(burst), bucket.left + passed * per_second)
        bucket.at = max(now, bucket.at)
        bucket.left = left - cost if left >= cost else left
        allowed = left >= cost
    if not allowed:
        raise TooMany


def forget(name: str) -> None:
    """Fill the bucket up again, after the right password. Part of the running transaction."""
    db.session.execute(sa.delete(AttemptBucket).where(AttemptBucket.name == name))


def _new_bucket(name: str, *, left: float, at: datetime) -> sa.Insert:
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    return insert(AttemptBucket).values(name=name, left=left, at=at).on_conflict_do_nothing()
