"""Writers of SQLite stand in line: its own waiting is not fair, one of two busy processes can starve for seconds.

Threads of a process wait for each other at a lock, processes at a file beside the database, which the system frees
when a process dies.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from pathlib import Path

LOOK_EVERY = 0.001


class Turns:
    """The line in front of one database file."""

    def __init__(self, file: Path) -> None:
        self._path = file
        self._mine = threading.Lock()
        self._file: int | None = None

    def take(self, patience: float) -> float | None:
        """Wait for the turn, at most `patience` seconds. Gives the seconds that took; None when it never came."""
        began = time.monotonic()
        if not self._mine.acquire(timeout=patience):
            return None
        while not self._have_file():
            if time.monotonic() - began > patience:
                self._mine.release()
                return None
            time.sleep(LOOK_EVERY)
        return time.monotonic() - began

    def give(self) -> None:
        """Let the next one in."""
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._mine.release()

    def _have_file(self) -> bool:
        try:
            if self._file is None:
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # No file can be made here (a full disk): the database itself will say so.
            return True
        return True
