"""The table of searchable texts and what each database needs beside it.

SQLite: an FTS5 index of trigrams over the stored text, filled by index.py alone (no triggers).
`detail=none` keeps no positions, so the index holds no text; a hit is always confirmed in the stored text.
PostgreSQL: the extension pg_trgm and a GIN index, which keeps itself up to date.
"""

from __future__ import annotations

import secrets
import sqlite3
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db

TRIGRAMS = "search_trigrams"
GIN_INDEX = "ix_search_entry_trigrams"
# Since this version FTS5 can remove every trace of a deleted text at once.
CAN_ERASE = sqlite3.sqlite_version_info >= (3, 42, 0)


def random_number() -> int:
    """A row number that tells nothing about the order of arrival and fits every engine."""
    return secrets.randbelow(2**52) + 1


class SearchEntry(db.Model):  # type: ignore[name-defined,misc]
    """The text under which one subject is found, spelled as in normal.py, words between single spaces."""

    __tablename__ = "search_entry"
    __table_args__ = (sa.UniqueConstraint("kind", "subject_id"),)

    # FTS5 needs a number for each row; a random one, because SQLite would count arrivals.
    id: Mapped[int] = mapped_column(
        sa.BigInteger().with_variant(sa.Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
        default=random_number,
    )
    kind: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[str] = mapped_column(sa.String(40))
    text: Mapped[str] = mapped_column(sa.Text)


def is_own_table(name: str) -> bool:
    """Whether a table belongs to the index of SQLite: migrations must neither see nor drop it."""
    return name == TRIGRAMS or name.startswith(f"{TRIGRAMS}_")


def create_ddl(connection: Connection) -> None:
    """Create what the engine needs beside the table; also for a migration. Safe to call again."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {TRIGRAMS} USING fts5(text, content='search_entry',"
            " content_rowid='id', tokenize='trigram case_sensitive 1', detail=none, columnsize=0)"
        )
        if CAN_ERASE:
            connection.exec_driver_sql(f"INSERT INTO {TRIGRAMS}({TRIGRAMS}, rank) VALUES ('secure-delete', 1)")
        return
    connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    connection.exec_driver_sql(f"CREATE INDEX IF NOT EXISTS {GIN_INDEX} ON search_entry USING gin (text gin_trgm_ops)")


def drop_ddl(connection: Connection) -> None:
    """Remove what create_ddl() made. The extension stays: others may use it."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {TRIGRAMS}")
    else:
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {GIN_INDEX}")


def _after_create(_table: sa.Table, connection: Connection, **_more: Any) -> None:
    create_ddl(connection)


def _before_drop(_table: sa.Table, connection: Connection, **_more: Any) -> None:
    drop_ddl(connection)


sa.event.listen(SearchEntry.__table__, "after_create", _after_create)
sa.event.listen(SearchEntry.__table__, "before_drop", _before_drop)
