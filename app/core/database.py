"""How connections behave: SQLite durable and fair, every writing request one immediate transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.core.turns import Turns

_writing: ContextVar[bool] = ContextVar("writing", default=False)
_turns: dict[str, Turns] = {}
# Where a connection remembers how many rows it had changed when its transaction began.
CHANGES = "changes_at_begin"

# Where a connection remembers that it is its turn to write.
TURN = "turn"
# Seconds in the line of our own writers, which moves all the time; and milliseconds for somebody else's lock.
PATIENCE = 20.0
BUSY, BUSY_AT_LEAST = 5000, 2000

PRAGMAS = (
    # First of all: what follows may have to wait for somebody else.
    f"PRAGMA busy_timeout={BUSY}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",
)


@contextmanager
def writing() -> Iterator[None]:
    """Transactions begun inside take SQLite's write lock at once; a later upgrade could fail despite any time-out."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


@contextmanager
def reading() -> Iterator[None]:
    """Transactions begun inside only read, even during a request that writes: they take no lock."""
    token = _writing.set(False)
    try:
        yield
    finally:
        _writing.reset(token)


def announce_writing(flag: bool) -> None:
    """The same for web.py, where a request is not a with-block."""
    _writing.set(flag)


def prepare(engine: Engine) -> None:
    """Attach the listeners: nobody waits longer than five seconds for a lock; the rest is for SQLite alone."""
    if engine.dialect.name == "postgresql" and not sa.event.contains(engine, "connect", _wait_not_for_ever):
        sa.event.listen(engine, "connect", _wait_not_for_ever)
    if engine.dialect.name != "sqlite" or sa.event.contains(engine, "connect", _on_connect):
        return
    sa.event.listen(engine, "connect", _on_connect)
    sa.event.listen(engine, "begin", _on_begin)
    for end in ("checkin", "close", "invalidate"):
        sa.event.listen(engine, end, _on_end)


def _wait_not_for_ever(connection: Any, _record: Any) -> None:
    # PostgreSQL's own default is to wait without an end; the person in front of the page would lose the text.
    connection.autocommit = True
    connection.execute("SET lock_timeout = '5s'")
    connection.autocommit = False


def _on_connect(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself: it would do so deferred, and too late.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _on_begin(connection: Connection) -> None:
    if _writing.get():
        _stand_in_line(connection)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")
    connection.info[CHANGES] = _changes(connection)


def _stand_in_line(connection: Connection) -> None:
    """Take the turn of this process's writers; what that took is not waited for once more at the database."""
    file = connection.engine.url.database
    if TURN in connection.info or not file or file == ":memory:":
        return
    turns = _turns.setdefault(file, Turns(Path(f"{file}-turn")))
    waited = turns.take(PATIENCE)
    if waited is None:
        raise OperationalError("BEGIN IMMEDIATE", None, TimeoutError("no turn to write"))
    connection.info[TURN] = turns
    left = max(BUSY_AT_LEAST, BUSY - int(waited * 1000))
    connection.exec_driver_sql(f"PRAGMA busy_timeout={left}")


def _on_end(_connection: Any, record: Any, *_more: Any) -> None:
    # Only now is the transaction over for certain, whatever became of it.
    turns = record.info.pop(TURN, None)
    if turns is not None:
        turns.give()


def _changes(connection: Connection) -> int:
    return int(connection.connection.dbapi_connection.total_changes)  # type: ignore[union-attr]


def end_reading(session: Session) -> None:
    """Let go of SQLite's write lock when the transaction has only read so far; it begins anew with the next query.

    For work that needs a connection of its own (attempts) or that lasts (comparing a password): a request holds the
    lock from its first query on. Raises RuntimeError when something was written already, which would be lost.
    """
    if not session.in_transaction() or session.get_bind().dialect.name != "sqlite":
        return
    connection = session.connection()
    if session.new or session.dirty or session.deleted or _changes(connection) != connection.info[CHANGES]:
        raise RuntimeError("this must happen before anything is written")
    session.rollback()
