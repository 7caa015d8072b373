"""Building blocks of all tables: column types, random ids, public references."""

from __future__ import annotations

import secrets
import uuid
from datetime import UTC, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

# No vowels and no characters that look alike: a reference can never spell a word or be misread.
REFERENCE_ALPHABET = "23456789CDFGHJKMNPQRTVWX"
REFERENCE_LENGTH = 6

# SQLite numbers the rows of a normal table in order of arrival. Tables that residents fill go without that number.
WITHOUT_ARRIVAL_ORDER = {"sqlite_with_rowid": False}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC; SQLite forgets time zones, so it is put back on the way out."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive moments and turn the rest to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the stored moment its zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


def enum_column(kind: type[StrEnum]) -> sa.Enum:
    """Column type for a StrEnum: its values as text, with a check constraint, the same on both databases."""
    return sa.Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


def random_id() -> uuid.UUID:
    """A primary key that tells nothing about the order of arrival."""
    return uuid.uuid4()


def random_reference() -> str:
    """A public reference such as "H7K2MQ": random, sayable in letters, never a word."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(REFERENCE_LENGTH))
