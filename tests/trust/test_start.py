"""The running site: it starts by one command, says what is wrong in one sentence, and never blocks its own restart."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from config import ROOT

START_WITHIN = 60.0
FREE_WITHIN = 2.0


def free_port() -> int:
    """A port of this computer that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether a new site could take the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def eventually(condition: Callable[[], bool], within: float) -> bool:
    """Whether the condition comes true in time."""
    deadline = time.monotonic() + within
    pause = threading.Event()
    while time.monotonic() < deadline:
        if condition():
            return True
        pause.wait(0.05)
    return condition()


class Site:
    """`flask serve` as a program of its own, with its own data."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.folder = folder
        self.output = folder / "output.txt"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Site:
        """Start it and return at once."""
        environment = {**os.environ, "DATA_DIR": str(self.folder / "data"), "PORT": str(self.port), "DEMO": "0"}
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "serve"]
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
        return self

    def running(self) -> subprocess.Popen[bytes]:
        """The main process."""
        assert self.process is not None
        return self.process

    def healthy(self) -> bool:
        """Whether it says of itself that it can serve and save."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def opened(self) -> bool:
        """Wait until it answers."""
        assert eventually(lambda: self.healthy() or self.running().poll() is not None, START_WITHIN), self.said()
        return self.healthy()

    def said(self) -> str:
        """Everything it printed."""
        return self.output.read_text()

    def stop(self) -> int:
        """End it politely; its exit code."""
        self.running().terminate()
        return self.running().wait(timeout=15)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site that is not started yet."""
    site = Site(tmp_path)
    yield site
    if site.process is not None and site.process.poll() is None:
        site.process.kill()
        site.process.wait()


def test_it_opens_and_ends_in_order(site: Site) -> None:
    assert site.start().opened(), site.said()
    # A thread of its own tells the address; on a busy computer it may come after the first answer.
    assert eventually(lambda: f"http://127.0.0.1:{site.port}" in site.said(), START_WITHIN), site.said()
    assert site.stop() == 0, site.said()
    assert is_free(site.port)
    # The second start changes nothing, so it has nothing to tell.
    assert site.start().opened(), site.said()
    assert "Bringing the database" not in site.said()


def test_a_killed_site_frees_its_port(site: Site) -> None:
    assert site.start().opened(), site.said()
    site.running().send_signal(signal.SIGKILL)
    site.running().wait()
    assert eventually(lambda: is_free(site.port), FREE_WITHIN)
    assert site.start().opened(), site.said()


def test_a_taken_port_is_one_sentence(site: Site) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", site.port))
        other.listen()
        assert site.start().running().wait(timeout=START_WITHIN) == 1
    assert site.said().strip().startswith(f"Error: Port {site.port} cannot be used")
    assert len(site.said().strip().splitlines()) == 1


def test_a_newer_database_is_one_sentence(site: Site) -> None:
    assert site.start().opened(), site.said()
    assert site.stop() == 0
    database = next((site.folder / "data").glob("*.db"))
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert site.start().running().wait(timeout=START_WITHIN) == 1
    assert "(version 9999) is newer than this program" in site.said()
    assert len(site.said().strip().splitlines()) == 1
