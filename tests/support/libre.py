"""A server on this computer that speaks the LibreTranslate protocol, and misbehaves on request."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Libre:
    """What the server was sent, and how it answers. `trouble` names what goes wrong."""

    url: str = ""
    trouble: str = ""
    key: str = ""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)
    say: Callable[[str, str], str] = lambda text, target: f"[{target}] {text}"


def _answer(libre: Libre, body: dict[str, Any]) -> tuple[int, bytes]:
    """Status and body: by the protocol, or with the wanted mistake."""
    if libre.key and body.get("api_key") != libre.key:
        return 403, b'{"error": "Visit the site to get an API key"}'
    texts = body["q"] if isinstance(body["q"], list) else [body["q"]]
    good = [libre.say(text, body["target"]) for text in texts]
    mistakes: dict[str, tuple[int, bytes]] = {
        "500": (500, b'{"error": "Cannot translate text"}'),
        "429": (429, b'{"error": "Slowdown"}'),
        "400": (400, b'{"error": "xx is not supported"}'),
        "html": (200, b"<html>Gateway</html>"),
        "empty": (200, json.dumps({"translatedText": [""]}).encode()),
        "other": (200, json.dumps({"translatedText": ["a", "b", "c"]}).encode()),
        "list": (200, b"[1, 2]"),
        "latin1": (200, '{"translatedText": ["für"]}'.encode("latin-1")),
        "huge": (200, json.dumps({"translatedText": ["x" * 5_000_000]}).encode()),
    }
    return mistakes.get(libre.trouble) or (200, json.dumps({"translatedText": good}).encode())


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    libre: Libre

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.libre.bodies.append(body)
        self.libre.heads.append(dict(self.headers.items()))
        if self.libre.trouble == "hang":
            time.sleep(1.5)
        status, answer = (307, b"") if self.libre.trouble == "redirect" else _answer(self.libre, body)
        self.send_response(status)
        if status == 307:
            self.send_header("Location", "http://169.254.169.254/latest/meta-data")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        try:
            self._write(answer)
        except OSError:
            self.close_connection = True

    def _write(self, answer: bytes) -> None:
        drip = self.libre.trouble == "drip"
        for piece in [bytes([byte]) for byte in answer[:40]] if drip else [answer]:
            self.wfile.write(piece)
            time.sleep(0.1 if drip else 0)

    def log_message(self, *_arguments: Any) -> None:
        """Silence."""


@contextmanager
def libre_server() -> Iterator[Libre]:
    """The server, as long as the block runs."""
    libre = Libre()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"libre": libre}))
    server.daemon_threads = True
    server.handle_error = lambda *_arguments: None  # type: ignore[method-assign]
    libre.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield libre
    finally:
        server.shutdown()
        server.server_close()
