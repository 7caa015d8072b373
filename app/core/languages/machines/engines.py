"""What every engine can do, what can go wrong, and the fuse that lets a failing one rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from app.core import clock

# Characters of one request: a contribution has 4,000 at most, an answer as well; translations grow.
MAX_SENT = 6000
# Bytes of one answer that are read: 6,000 characters in any script, with what the protocol adds.
MAX_ANSWER = 256 * 1024
# Failures in a row after which an engine rests, and for how long.
FUSE, REST = 3, timedelta(minutes=5)


class EngineTrouble(Exception):
    """The engine gave no translation. The message names the kind of trouble, never words of a text or a key."""


class EngineResting(EngineTrouble):
    """The engine failed several times and is left alone for a while."""


class Engine(Protocol):
    """A maker of drafts."""

    name: str

    def knows(self, source: str, target: str) -> bool:
        """Whether the engine can be asked for this pair; a pair it does not know is never planned."""
        ...

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Translations of `texts`, in order; source and target are our tags. Raises EngineTrouble."""
        ...


class Fuse:
    """Counts failures in a row; after FUSE of them the engine rests for REST."""

    def __init__(self) -> None:
        self._failures = 0
        self._rests_until: datetime | None = None

    def check(self) -> None:
        """Raises EngineResting while the engine rests."""
        if self._rests_until is not None and clock.now() < self._rests_until:
            raise EngineResting("the engine rests after several failures")

    def failed(self) -> None:
        """Note a failure."""
        self._failures += 1
        if self._failures >= FUSE:
            self._rests_until, self._failures = clock.now() + REST, 0

    def worked(self) -> None:
        """Note a success."""
        self._failures, self._rests_until = 0, None
