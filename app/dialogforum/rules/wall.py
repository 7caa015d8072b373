"""What the wall of the hall shows, and when: batches, order, turns. Pure functions."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

# Fewer new texts than these would tell who was released just now (trust.md T-06).
BATCH = 3
PER_SCREEN = 3
# Letters of one text on the wall; a longer one is cut where a word ends.
LETTERS = 150
# Seconds that a screen stays, as the operator may choose.
SPEEDS = (10, 15, 20, 30, 60)
# The smallest number of texts in a field that is told.
SMALLEST = 5


class Mix(StrEnum):
    """Which languages the wall shows."""

    ALL = "all"
    OTHERS = "others"
    GERMAN = "german"


class Act(StrEnum):
    """What the operator can do at once; the value is the last part of the address."""

    NEXT = "next"
    PAUSE = "pause"
    BLANK = "blank"
    ENLARGE = "enlarge"
    TAKE_OFF = "off"


@dataclass(frozen=True)
class Item:
    """One text that may stand on the wall, in the order of publication."""

    id: str
    field: int
    language: str
    published_on: date


def on_the_wall(items: Sequence[Item], today: date) -> list[Item]:
    """The items that may be shown: all of earlier days, and those of today in batches of three.

    `items` come in the order of publication; the last one or two of today wait for the next.
    """
    earlier = [one for one in items if one.published_on < today]
    fresh = [one for one in items if one.published_on >= today]
    return [*earlier, *fresh[: len(fresh) - len(fresh) % BATCH]]


def shuffled(items: Sequence[Item], today: date) -> list[Item]:
    """The newest batch of today first, then the rest; within both an order that tells nothing and stays the same."""
    fresh = [one for one in items if one.published_on >= today][-BATCH:]
    rest = [one for one in items if one not in fresh]
    return [*sorted(fresh, key=_chance), *sorted(rest, key=_chance)]


def batch_mark(items: Sequence[Item], today: date) -> str:
    """What changes when a new batch comes to the wall, and tells nothing else. `items`: what is shown."""
    newest = [one.id for one in items if one.published_on >= today][-BATCH:]
    return hashlib.sha256(f"batch {sorted(newest)}".encode()).hexdigest()[:12]


def _chance(item: Item) -> bytes:
    return hashlib.sha256(f"wall {item.id}".encode()).digest()


def screen(count: int, turn: int, moved_at: datetime, now: datetime, seconds: int, *, paused: bool) -> int:
    """Which screen stands now, from 0: it moves on by itself, unless it is paused, and by the operator's turns."""
    screens = max(1, -(-count // PER_SCREEN))
    steps = 0 if paused else int(max(0.0, (now - moved_at).total_seconds()) // max(1, seconds))
    return (turn + steps) % screens
