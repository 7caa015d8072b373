"""★ Keys of halls: what a laptop in a hall works with, made by the city beforehand (docs/operating.md "The hall").

A hall key holds three keys: for tracking codes, for contact details, and for the files that travel. The city keeps one
file for each hall beside its own keys. The laptop gets the same three under a lock of words, and works with them as
its own. So codes given out in the hall open their cases in the city, whose own keys never leave it.
"""

from __future__ import annotations

import base64
import json
import os
import re
import secrets
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from app.core.keys import KEY_BYTES, KeyMissing, SealBroken, key_id, path_of

# Each key is one more hash for every code that somebody types; codes of older halls end by and by.
MOST = 4
NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,30}\Z")
PARTS = ("code", "contact", "travel")
# A file is unpacked only after its seal held; the limit is against our own mistakes.
MAX_UNPACKED = 200 * 1024 * 1024
# About half a second and 64 MB for each try at the words.
SCRYPT = {"n": 2**16, "r": 8, "p": 1}
# Where a laptop remembers the address of the city's site.
CITY = "city-address.txt"
WORDS, LETTERS = 6, "abcdefghjkmnpqrstuvwxyz23456789"

_place: dict[str, Path] = {}
_seen: dict[Path, tuple[int, tuple[HallKey, ...]]] = {}


@dataclass(frozen=True)
class HallKey:
    """The three keys of one hall."""

    name: str
    code: bytes
    contact: bytes
    travel: bytes

    @property
    def id(self) -> str:
        """The short name under which hashes made with it are stored."""
        return key_id(self.code)

    def pack(self, kind: str, content: Mapping[str, Any]) -> bytes:
        """A file that travels: one line that says which key opens it, then the sealed content."""
        head = {"format": f"dialogforum-{kind}", "version": 1, "hall": self.name, "key": self.id}
        raw = zlib.compress(json.dumps({"head": head, **content}, ensure_ascii=False).encode(), 9)
        return json.dumps(head).encode() + b"\n" + Fernet(base64.urlsafe_b64encode(self.travel)).encrypt(raw) + b"\n"

    def unpack(self, kind: str, file: bytes) -> dict[str, Any]:
        """The content of a file made by pack(). Raises SealBroken when it was altered or is of another kind."""
        try:
            raw = Fernet(base64.urlsafe_b64encode(self.travel)).decrypt(file.partition(b"\n")[2].strip())
            content: dict[str, Any] = json.loads(zlib.decompressobj().decompress(raw, MAX_UNPACKED))
        except (InvalidToken, ValueError, zlib.error) as error:
            raise SealBroken from error
        if content.pop("head", None) != head_of(file) or head_of(file).get("format") != f"dialogforum-{kind}":
            raise SealBroken
        return content

    def locked(self, words: str) -> bytes:
        """The keys for the way to the laptop, closed with words that travel in another way."""
        salt = secrets.token_bytes(16)
        content = {part: base64.b64encode(getattr(self, part)).decode() for part in PARTS}
        sealed = _lock(words, salt).encrypt(json.dumps({"name": self.name, **content}).encode())
        head = {"format": "dialogforum-hall-key", "version": 1, "salt": base64.b64encode(salt).decode()}
        return json.dumps({**head, "sealed": sealed.decode()}).encode() + b"\n"


def unlocked(file: bytes, words: str) -> HallKey:
    """The keys from a file made by locked(). Raises SealBroken for wrong words and wrong files."""
    try:
        outer = json.loads(file)
        inner = _lock(words, base64.b64decode(outer["salt"])).decrypt(outer["sealed"].encode())
        return _read(json.loads(inner))
    except (ValueError, KeyError, TypeError, InvalidToken) as error:
        raise SealBroken from error


def new_words() -> str:
    """Words for a lock, easy to read out: six groups of four, 119 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(WORDS))


def head_of(file: bytes) -> dict[str, Any]:
    """What the first line of a travelling file says about itself; nothing of it is proven yet."""
    try:
        head = json.loads(file.partition(b"\n")[0])
    except ValueError:
        return {}
    return head if isinstance(head, dict) else {}


def folder(config: Mapping[str, Any]) -> Path:
    """Where the keys of halls lie: HALL_KEYS_DIR, else beside the code key."""
    configured = config.get("HALL_KEYS_DIR", "")
    return Path(configured) if configured else path_of("code", config).parent / "halls"


def create(name: str, config: Mapping[str, Any]) -> HallKey:
    """Make the key of a hall and keep it. Raises ValueError with a sentence when that is not possible."""
    if not NAME.match(name):
        raise ValueError("The name of a hall has small letters, digits and hyphens, such as hall-2027.")
    if len(known(config)) >= MOST:
        raise ValueError(f"There are {MOST} keys already. Remove the file of one whose codes nobody needs any more.")
    key = HallKey(name, *(secrets.token_bytes(KEY_BYTES) for _part in PARTS))
    keep(key, config)
    return key


def keep(key: HallKey, config: Mapping[str, Any]) -> Path:
    """Write the file of a hall key, for the program's own user. Raises ValueError when there is one of this name."""
    path = folder(config) / f"{key.name}.key"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = {part: base64.b64encode(getattr(key, part)).decode() for part in PARTS}
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise ValueError(f"There is a key with the name {key.name} already: {path}") from error
    with os.fdopen(handle, "w") as file:
        json.dump({"name": key.name, **content}, file)
    return path


def known(config: Mapping[str, Any]) -> tuple[HallKey, ...]:
    """All keys of halls that lie here, by name. Raises KeyMissing for a file that cannot be read."""
    return tuple(map(_from_file, sorted(folder(config).glob("*.key"))))


def remember_city(address: str, config: Mapping[str, Any]) -> None:
    """On a laptop: where the city's site is, for cards that people take home."""
    (Path(config["DATA_DIR"]) / CITY).write_text(address + "\n")


def city_address(config: Mapping[str, Any]) -> str:
    """Where the city's site is; empty when that is not known, and in the city itself."""
    file = Path(config["DATA_DIR"]) / CITY
    if not config["HALL"] or config["HALL_CITY_URL"]:
        return str(config["HALL_CITY_URL"] if config["HALL"] else "")
    return file.read_text().strip() if file.exists() else ""


def configure(config: Mapping[str, Any]) -> None:
    """Take over where the keys of halls lie. Called by create_app()."""
    _place["folder"] = folder(config)


def present() -> tuple[HallKey, ...]:
    """The keys of this process; a key that is made while the site runs counts at once. One look at a folder's date."""
    place = _place.get("folder")
    if place is None or not place.is_dir():
        return ()
    changed = place.stat().st_mtime_ns
    if _seen.get(place, (0, ()))[0] != changed:
        _seen[place] = (changed, tuple(map(_from_file, sorted(place.glob("*.key")))))
    return _seen[place][1]


def _from_file(path: Path) -> HallKey:
    try:
        return _read(json.loads(path.read_text()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeyMissing(f"The key of a hall cannot be read: {path}") from error


def _read(content: Mapping[str, str]) -> HallKey:
    found = [base64.b64decode(content[part], validate=True) for part in PARTS]
    if any(len(part) != KEY_BYTES for part in found):
        raise ValueError("a key of the wrong length")
    return HallKey(content["name"], *found)


def _lock(words: str, salt: bytes) -> Fernet:
    plain = "".join(char for char in words.casefold() if char.isalnum())
    key = Scrypt(salt=salt, length=32, **SCRYPT).derive(plain.encode())
    return Fernet(base64.urlsafe_b64encode(key))
