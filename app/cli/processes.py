"""The running site: web server and worker under one main process, without which they end.

`flask serve` prepares everything and then becomes this module: the main process holds no database connection.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from flask.cli import main as flask_main
from granian import Granian
from granian.constants import Interfaces, SSLProtocols
from granian.log import LogLevels

HOST = "127.0.0.1"
APPLICATION = "wsgi"
DOOR = "encrypted door"
LOOK_EVERY = 0.2
LAST_WORDS = 0.6
STOP_WITHIN = 8
# By its path, not as part of the package: the main process needs none of the application and starts at once.
BECOME = [sys.executable, "-P", str(Path(__file__).resolve())]
ROOT = Path(__file__).resolve().parents[2]


def follow(parent: int) -> None:
    """End this process, politely and then by force, once the process `parent` is no longer the one above it.

    A main process killed with -9 cannot tell anybody; without this its children would keep the port.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_EVERY)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(LAST_WORDS)
        os._exit(1)

    threading.Thread(target=watch, name="follow-parent", daemon=True).start()


def stop_with(parent: int) -> None:
    """Stop in the ordinary way when the command that started the site (`make`) is gone."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_EVERY)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="stop-with-command", daemon=True).start()


def load_followed(module: str) -> Callable[..., Any]:
    """What each web process runs first: watch the main process, then load the application."""
    main_process = multiprocessing.parent_process()
    follow(main_process.pid if main_process and main_process.pid else os.getppid())
    application: Callable[..., Any] = importlib.import_module(module).app
    return application


class Background:
    """A child process beside the web server: started again when it dies, ended with the site."""

    def __init__(self, *words: str) -> None:
        self._words = words
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name=f"keep-{words[0]}", daemon=True)

    def start(self) -> None:
        """Start it and a thread that looks after it."""
        self._thread.start()

    def stop(self) -> None:
        """End the worker politely, by force after eight seconds. Does nothing when it never started."""
        self._stopping.set()
        if self._thread.ident is None:
            return
        deadline = time.monotonic() + STOP_WITHIN
        while self._thread.is_alive() and time.monotonic() < deadline:
            self._send(signal.SIGTERM)
            self._thread.join(LOOK_EVERY)
        self._send(signal.SIGKILL)
        self._thread.join(LAST_WORDS)

    def _send(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)

    def _keep(self) -> None:
        command = [*BECOME, *self._words, str(os.getpid())]
        pause = 1.0
        while not self._stopping.is_set():
            started = time.monotonic()
            # Its own session: Ctrl-C reaches the main process alone, which ends the others in order.
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
            self._process.wait()
            if self._stopping.is_set():
                return
            pause = 1.0 if time.monotonic() - started > 30 else min(pause * 2, 30.0)
            click.echo(f"→ The {self._words[0]} ended and starts again in {pause:.0f} s", err=True)
            self._stopping.wait(pause)


def announce(port: int) -> None:
    """Print the address as soon as the first web process answers there."""

    def wait() -> None:
        while not answers(port):
            time.sleep(0.05)
        click.echo(f"→ The site is at http://{HOST}:{port} · Ctrl-C stops it")

    threading.Thread(target=wait, name="announce", daemon=True).start()


def answers(port: int) -> bool:
    """Whether somebody accepts connections on this port of this computer."""
    try:
        with socket.create_connection((HOST, port), timeout=0.5):
            return True
    except OSError:
        return False


@dataclass(frozen=True)
class Place:
    """Where and how the site is served. `secure`: port, certificate and key of a second, encrypted door."""

    listen: str
    port: int
    workers: int
    secure: tuple[int, str, str] | None = None

    @property
    def words(self) -> list[str]:
        """As arguments of a process."""
        return [self.listen, str(self.port), str(self.workers), *map(str, self.secure or ())]

    @classmethod
    def of(cls, words: Sequence[str]) -> Place:
        """From arguments of a process."""
        listen, port, workers, *secure = words
        return cls(listen, int(port), int(workers), (int(secure[0]), secure[1], secure[2]) if secure else None)


def serve(place: Place) -> None:
    """Run web server and worker until Ctrl-C, SIGTERM or the end of the terminal; exit 1 after a crash."""
    background = [Background("worker")]
    if place.secure is not None:
        background.append(Background(DOOR, place.listen, *map(str, place.secure)))
    server = _web_server(place.listen, place.port, place.workers)

    @server.on_startup
    def _started() -> None:
        # Granian reloads on a closed terminal; a site without a terminal should end instead.
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)
        for child in background:
            child.start()
        announce(place.port)

    try:
        server.serve(target_loader=load_followed)
    finally:
        click.echo("→ Stopping the worker")
        for child in background:
            child.stop()
        click.echo("→ Stopped")


def serve_encrypted(listen: str, port: int, certificate: str, key: str, main_process: int) -> None:
    """Run the second door until the main process is gone."""
    follow(main_process)
    server = _web_server(listen, port, 1, ssl_cert=Path(certificate), ssl_key=Path(key))
    server.serve(target_loader=load_followed)


def _web_server(listen: str, port: int, workers: int, **encrypted: Any) -> Any:
    # Children start fresh: a forked copy of a process with threads is not safe.
    multiprocessing.set_start_method("spawn")
    return Granian(
        APPLICATION,
        address=listen,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        websockets=False,
        respawn_failed_workers=True,
        # A slow sender must not hold up the end.
        workers_kill_timeout=STOP_WITHIN,
        # Lines of a web server hold addresses of people; ours holds none (docs/operating.md).
        log_level=LogLevels.error,
        log_access=False,
        # Phones of ten years ago do not know the version after it.
        ssl_protocol_min=SSLProtocols.tls12,
        **encrypted,
    )


def main() -> None:
    """Arguments: `worker MAIN`, or `encrypted door LISTEN PORT CERTIFICATE KEY MAIN`, for what stands below a main
    process; for that process PARENT and the words of a Place."""
    sys.path.insert(0, str(ROOT))
    if sys.argv[1] == "worker":
        follow(int(sys.argv[2]))
        sys.argv = ["flask", "--app", "wsgi", "worker"]
        flask_main()
        return
    if sys.argv[1] == DOOR:
        listen, port, certificate, key, above = sys.argv[2:7]
        serve_encrypted(listen, int(port), certificate, key, int(above))
        return
    parent = int(sys.argv[1])
    if parent:
        stop_with(parent)
    serve(Place.of(sys.argv[2:]))


if __name__ == "__main__":
    main()
