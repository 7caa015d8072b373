"""The three key files, which lie outside the database and its backup, and what is made from them.

- secret key: signs forms, links and the staff cookie
- code key:   turns a tracking code into the hash that is stored
- contact key: encrypts contact details
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.core import clock

KEY_BYTES = 32
NAMES = ("secret", "code", "contact")


class KeyMissing(Exception):
    """A key file is not there or too short; the message says which one and where it was looked for."""


class SealBroken(Exception):
    """A sealed value was altered, is from another installation, or is not one at all."""


class SealOld(Exception):
    """A sealed value is genuine but older than allowed; `content` still holds what it carried."""

    def __init__(self, content: dict[str, Any]) -> None:
        super().__init__("old seal")
        self.content = content


@dataclass(frozen=True)
class Keyring:
    """The loaded keys."""

    secret: bytes
    code: bytes
    contact: bytes

    def derived(self, purpose: str) -> bytes:
        """A 32-byte key for one purpose, made from the secret key."""
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(self.secret)


_ring: dict[str, Keyring] = {}


def path_of(name: str, config: Mapping[str, Any]) -> Path:
    """Where the key file `name` ("secret", "code" or "contact") lies according to the settings."""
    configured = config.get(f"{name.upper()}_KEY_FILE", "")
    return Path(configured) if configured else Path(config["DATA_DIR"]) / "keys" / f"{name}.key"


def create_missing(config: Mapping[str, Any]) -> list[Path]:
    """Create key files that do not exist, readable by the owner alone. Returns the paths that were created."""
    created = []
    for name in NAMES:
        path = path_of(name, config)
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode() + "\n")
        created.append(path)
    return created


def replace(name: str, key: bytes, config: Mapping[str, Any]) -> None:
    """Put another key into the key file `name`, at once and for the owner alone; what was made with the old one stays
    closed from now on."""
    path = path_of(name, config)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(base64.b64encode(key).decode() + "\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def load(config: Mapping[str, Any]) -> Keyring:
    """Read the key files and keep them for this process. Raises KeyMissing with a clear sentence."""
    found: dict[str, bytes] = {}
    for name in NAMES:
        path = path_of(name, config)
        try:
            key = base64.b64decode(path.read_text().strip(), validate=True)
        except (OSError, ValueError) as error:
            raise KeyMissing(f"The {name} key file cannot be read: {path}") from error
        if len(key) < KEY_BYTES:
            raise KeyMissing(f"The {name} key is shorter than {KEY_BYTES} bytes: {path}")
        found[name] = key
    _ring["now"] = Keyring(**found)
    return _ring["now"]


def ring() -> Keyring:
    """The keys of this process. Raises KeyMissing before load()."""
    try:
        return _ring["now"]
    except KeyError as error:
        raise KeyMissing("The keys are not loaded yet.") from error


def key_id(key: bytes) -> str:
    """A short public name of a key, stored beside what was made with it."""
    return hashlib.sha256(b"key-id" + key).hexdigest()[:12]


def box(purpose: str) -> Fernet:
    """Encryption for one purpose under a key made from the secret key."""
    return Fernet(base64.urlsafe_b64encode(ring().derived(purpose)))


class DayFernet(Fernet):
    """Fernet writes the second into every sealed value, readable without a key. This one writes midnight (T-06)."""

    def encrypt(self, data: bytes) -> bytes:
        """Encrypt and sign; the value tells the day at most."""
        midnight = datetime.combine(clock.today(), time.min, clock.BERLIN)
        return self.encrypt_at_time(data, int(midnight.timestamp()))


def contact_box(key: bytes | None = None) -> DayFernet:
    """Encryption for contact details under the contact key, which the database never sees; `key`: that of a hall."""
    return DayFernet(base64.urlsafe_b64encode((key or ring().contact)[:32]))


def seal(purpose: str, content: Mapping[str, Any]) -> str:
    """Encrypt and sign a small JSON object for a hidden form field or a link. Nobody else can read or change it."""
    raw = json.dumps(content, ensure_ascii=False).encode()
    return box(purpose).encrypt_at_time(raw, int(clock.now().timestamp())).decode()


def unseal(purpose: str, token: str, max_age: timedelta | None = None, now: float | None = None) -> dict[str, Any]:
    """Open a sealed value. Raises SealBroken when altered, SealOld (with content) when older than `max_age`.

    `now` is the present moment in seconds since the epoch (app.core.clock); needed only with `max_age`.
    """
    fernet = box(purpose)
    try:
        raw = token.encode()
        content: dict[str, Any] = json.loads(fernet.decrypt(raw))
        sealed_at = fernet.extract_timestamp(raw)
    except (InvalidToken, ValueError) as error:
        raise SealBroken from error
    if max_age is not None and now is not None and now - sealed_at > max_age.total_seconds():
        raise SealOld(content)
    return content


def sealed_at(purpose: str, token: str) -> datetime:
    """The moment at which a genuine sealed value was made. Raises SealBroken for anything else."""
    try:
        return datetime.fromtimestamp(box(purpose).extract_timestamp(token.encode()), UTC)
    except (InvalidToken, ValueError) as error:
        raise SealBroken from error
