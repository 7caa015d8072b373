"""The real site as its own processes on a free port, and a visitor who reaches it over HTTP."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from email.message import Message
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyotp

from config import ROOT
from tests.support.client import PageClient
from tests.support.page import Page

PATIENCE = 120.0


class Answer:
    """An HTTP answer with the few names that PageClient asks for."""

    def __init__(self, status: int, headers: Any, body: bytes) -> None:
        self.status_code = status
        self.headers = headers
        self._body = body

    def get_data(self, as_text: bool = False) -> Any:
        """The body, as bytes or text."""
        return self._body.decode() if as_text else self._body


class _AsAnswered(urllib.request.HTTPRedirectHandler):
    """Redirects are answers: who follows them is the page client's business."""

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


class LiveVisitor(PageClient):
    """The page-checking client over a real connection, without cookies: a resident."""

    handlers: tuple[urllib.request.BaseHandler, ...] = ()

    def __init__(self, base: str) -> None:
        self.base = base
        self._network = urllib.request.build_opener(_AsAnswered, *self.handlers)

    def _open(self, method: str, url: str, **more: Any) -> Any:
        data = more.get("data")
        query = more.get("query_string")
        address = self.base + url + (f"?{urlencode(query, doseq=True)}" if query else "")
        body = data if isinstance(data, bytes) else urlencode(data, doseq=True).encode() if data is not None else None
        request = urllib.request.Request(address, body, more.get("headers") or {}, method=method)
        try:
            with self._network.open(request, timeout=20) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())


class LiveStaff(LiveVisitor):
    """The same with cookies: somebody who works here."""

    def __init__(self, base: str) -> None:
        self.jar = CookieJar()
        self.handlers = (urllib.request.HTTPCookieProcessor(self.jar),)
        super().__init__(base)

    def enter(self, account: dict[str, Any]) -> Page:
        """Sign in with an entry of demo-accounts.json."""
        form = self.get("/staff/sign-in").form("password").fill(email=account["email"], password=account["password"])
        code = pyotp.TOTP(account["totp_secret"]).now()
        return self.submit(self.submit(form).form("code").fill(code=code))


class LiveSite:
    """`flask serve` with everything it starts. Stopped with `stop()`, or killed with no warning."""

    def __init__(self, data_dir: Path, **settings: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.environment = {**os.environ, "DEMO": "0", "DATABASE_URL": "", **settings, "DATA_DIR": str(data_dir)}
        self.log = data_dir / "serve.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start and wait until it is healthy. Returns the seconds that took."""
        began = time.monotonic()
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        try:
            self._wait_until_healthy(began)
        except AssertionError:
            self.stop()
            raise
        return time.monotonic() - began

    def _wait_until_healthy(self, began: float) -> None:
        assert self.process is not None
        while not self.healthy():
            assert self.process.poll() is None, f"the site ended: {self.log.read_text()[-800:]}"
            assert time.monotonic() - began < PATIENCE, f"the site did not start: {self.log.read_text()[-800:]}"
            time.sleep(0.05)

    def healthy(self) -> bool:
        """Whether /health says that texts can be saved."""
        try:
            with urllib.request.urlopen(f"{self.base}/health", timeout=2) as response:
                return response.status == 200
        except OSError:
            return False

    def kill(self) -> None:
        """End the main process with no chance to tidy up; its children must notice by themselves."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self._wait_for_port()

    def stop(self) -> None:
        """End everything politely."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=30)

    def _wait_for_port(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) != 0:
                    return
            time.sleep(0.05)
        raise AssertionError("a child process kept the port after its main process was killed")
