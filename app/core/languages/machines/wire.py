"""One careful HTTP request to an engine: only to origins of the configuration, to addresses that were looked at.

The name is resolved once, every address must be a public one (or loopback, when loopback is what was configured), and
the connection goes to that very address. No redirects, no proxies, no retries, limits of time and size (trust.md T-23).
"""

from __future__ import annotations

import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from app.core.languages.machines.engines import MAX_ANSWER, EngineTrouble

# Seconds for the whole request, looking up the name not counted.
TIME_OUT = 5.0
CHUNK = 16 * 1024


@dataclass(frozen=True)
class Origin:
    """Scheme, host and port of an engine, as an operator wrote it."""

    scheme: str
    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether the engine runs on this computer: then, and only then, loopback addresses are allowed."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def origin(address: str) -> Origin:
    """Read an address such as "https://translate.example". Raises ValueError with what is wrong with it."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"an engine needs an address with http or https, not {address!r}")
    if parts.username or parts.password or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("an engine's address is scheme, host and port alone; keys have a setting of their own")
    found = Origin(parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80))
    if found.scheme == "http" and not found.is_loopback:
        raise ValueError("plain http is allowed to this computer alone: texts of people travel encrypted")
    return found


def post_json(to: Origin, path: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> Any:
    """Send JSON, return the JSON of the answer. Raises EngineTrouble for everything that is not a good answer."""
    until = time.monotonic() + TIME_OUT
    address = _address(to)
    payload = json.dumps(body, ensure_ascii=False).encode("utf-8")
    sent = {"Content-Type": "application/json", "Accept": "application/json", **headers, "Host": _host(to)}
    try:
        with _pool(to, address) as pool:
            answer = pool.urlopen(
                "POST", path, body=payload, headers=sent, redirect=False, retries=False, preload_content=False,
                assert_same_host=False,
            )  # fmt: skip
            try:
                return _good(answer, until)
            finally:
                # Closed, not given back: the rest of a huge answer is never read.
                answer.close()
    except (HTTPError, OSError, ssl.SSLError) as error:
        raise EngineTrouble(type(error).__name__) from error


def _good(answer: urllib3.BaseHTTPResponse, until: float) -> Any:
    if answer.status != 200:
        raise EngineTrouble(f"status {answer.status}")
    read = bytearray()
    # Piece by piece, as they arrive: an answer that drips must not take longer than one that hangs.
    while chunk := answer.read1(CHUNK, decode_content=False):
        read += chunk
        if len(read) > MAX_ANSWER:
            raise EngineTrouble("the answer is too large")
        if time.monotonic() > until:
            raise EngineTrouble("the answer took too long")
    try:
        return json.loads(read.decode("utf-8"))
    except (UnicodeDecodeError, ValueError) as error:
        raise EngineTrouble("the answer is not JSON") from error


def _address(to: Origin) -> str:
    """The numeric address to talk to; the first one, if all of them are allowed."""
    try:
        rows = socket.getaddrinfo(to.host, to.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise EngineTrouble("the engine's name is not known") from error
    found = [str(row[4][0]) for row in rows]
    if not found or not all(_allowed(one, to.is_loopback) for one in found):
        raise EngineTrouble("the engine's name leads to an address that is not allowed")
    return found[0]


def _allowed(address: str, loopback: bool) -> bool:
    number = ipaddress.ip_address(address.split("%")[0])
    mapped = getattr(number, "ipv4_mapped", None)
    number = mapped or number
    return number.is_loopback if loopback else number.is_global and not number.is_multicast


def _host(to: Origin) -> str:
    name = f"[{to.host}]" if ":" in to.host else to.host
    return name if to.port in {80, 443} else f"{name}:{to.port}"


def _pool(to: Origin, address: str) -> urllib3.HTTPConnectionPool:
    limits = urllib3.Timeout(total=TIME_OUT)
    if to.scheme == "http":
        return urllib3.HTTPConnectionPool(address, to.port, timeout=limits, maxsize=1, retries=False)
    return urllib3.HTTPSConnectionPool(
        address,
        to.port,
        timeout=limits,
        maxsize=1,
        retries=False,
        # The certificate must be the one of the name, although the connection goes to a number.
        server_hostname=to.host,
        assert_hostname=to.host,
        ssl_context=ssl.create_default_context(),
    )
