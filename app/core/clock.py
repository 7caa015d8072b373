"""Time: UTC inside, Europe/Berlin at the edge. Nothing else in the house asks the computer for the time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")

_fixed: ContextVar[datetime | None] = ContextVar("fixed_clock", default=None)


def now() -> datetime:
    """The moment now, as an aware datetime in UTC."""
    return _fixed.get() or datetime.now(UTC)


def today() -> date:
    """The day now in Rheine: the only precision in which residents' acts are stored."""
    return now().astimezone(BERLIN).date()


def berlin_day(moment: datetime) -> date:
    """The calendar day in Rheine of an aware datetime."""
    return moment.astimezone(BERLIN).date()


def start_of(day: date) -> datetime:
    """The first moment of a calendar day in Rheine."""
    return datetime.combine(day, time.min, tzinfo=BERLIN)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the clock stand at `moment` (aware). For tests, simulations and the demo, which lives through past weeks."""
    token = _fixed.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
