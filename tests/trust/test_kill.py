"""A-01, A-04: whoever saw a number finds the text again, however often the server is killed (trust.md)."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import journey
from tests.support.live import LiveSite, LiveVisitor
from tests.support.page import Page

KILLS = 3
WRITERS = 4


class Writer(threading.Thread):
    """A person who writes again and again, and repeats the last page until an answer comes."""

    def __init__(self, base: str, number: int, stopping: threading.Event) -> None:
        super().__init__(daemon=True)
        self.visitor, self.number, self.stopping = LiveVisitor(base), number, stopping
        self.acknowledged: dict[str, str] = {}
        self.error: BaseException | None = None

    def run(self) -> None:
        turn = 0
        try:
            while not self.stopping.is_set():
                turn += 1
                text = f"Text {turn} von Person {self.number} über den Spielplatz."
                page = self._stubborn(lambda text=text: journey.to_check(self.visitor, text=text))
                sent = self._stubborn(lambda page=page: journey.send(self.visitor, page))
                self.acknowledged[journey.code_on(sent)] = text
        except BaseException as error:
            self.error = error

    def _stubborn(self, step: object) -> Page:
        while True:
            try:
                return step()  # type: ignore[operator,no-any-return]
            except OSError:
                # The line is dead: wait a moment and send the same page again, as a person would.
                time.sleep(0.1)


def wait_for(condition: Callable[[], bool], seconds: float = 120) -> None:
    """Give the writers time: how much they write depends on the machine."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "too few texts to prove anything"
        time.sleep(0.05)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[LiveSite]:
    live = LiveSite(tmp_path)
    live.start()
    yield live
    live.stop()


def test_killing_the_server_loses_and_doubles_nothing(site: LiveSite, tmp_path: Path) -> None:
    stopping = threading.Event()
    writers = [Writer(site.base, number, stopping) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for kill in range(KILLS):
        wait_for(lambda kill=kill: sum(len(writer.acknowledged) for writer in writers) >= (kill + 1) * WRITERS)
        site.kill()
        site.start()
    time.sleep(1)
    stopping.set()
    for writer in writers:
        writer.join(timeout=60)
        assert writer.error is None, writer.error
    acknowledged = {code: text for writer in writers for code, text in writer.acknowledged.items()}
    assert len(acknowledged) >= KILLS * WRITERS
    visitor = LiveVisitor(site.base)
    for code, text in list(acknowledged.items()):
        page = visitor.submit(visitor.get("/de/code/").form("code").fill(code=code))
        assert text in page.text
    database = sqlite3.connect(tmp_path / "dialogforum.db")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    texts = [row[0] for row in database.execute("SELECT text FROM text_version WHERE part = 'text'")]
    assert len(texts) == len(set(texts)), "a text was stored twice"
    assert set(acknowledged.values()) <= set(texts)
