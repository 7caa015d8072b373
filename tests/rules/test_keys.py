"""Key files and what is made from them: nobody else reads it, nobody alters it, and it keeps no hour."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core import clock, keys

MONDAY = datetime(2026, 3, 2, 9, 30, 17, tzinfo=UTC)


@pytest.fixture
def config(tmp_path: Path) -> Iterator[dict[str, str]]:
    before = dict(keys._ring)
    settings = {"DATA_DIR": str(tmp_path)}
    keys.create_missing(settings)
    keys.load(settings)
    yield settings
    keys._ring.clear()
    keys._ring.update(before)


def test_key_files_are_made_once_and_for_the_owner_alone(config: dict[str, str]) -> None:
    assert keys.create_missing(config) == []
    for name in keys.NAMES:
        path = keys.path_of(name, config)
        assert path.stat().st_mode & 0o077 == 0
        assert len(base64.b64decode(path.read_text())) == keys.KEY_BYTES
    ring = keys.ring()
    assert len({ring.secret, ring.code, ring.contact}) == 3


def test_a_configured_place_is_used(config: dict[str, str], tmp_path: Path) -> None:
    elsewhere = {**config, "CODE_KEY_FILE": str(tmp_path / "safe" / "code.key")}
    assert keys.create_missing(elsewhere) == [tmp_path / "safe" / "code.key"]
    assert keys.load(elsewhere).code != keys.load(config).code


@pytest.mark.parametrize("content", ["", "c2hvcnQ=", "not base64 at all !!", "ÄÖÜ"])
def test_a_bad_key_file_is_named(config: dict[str, str], content: str) -> None:
    path = keys.path_of("contact", config)
    path.write_text(content)
    with pytest.raises(keys.KeyMissing, match=r"contact.*contact\.key"):
        keys.load(config)
    path.unlink()
    with pytest.raises(keys.KeyMissing, match="contact"):
        keys.load(config)


def test_what_is_sealed_comes_back_and_hides_its_content(config: dict[str, str]) -> None:
    token = keys.seal("link", {"text": "Grüße سلام"})
    assert keys.unseal("link", token) == {"text": "Grüße سلام"}
    assert b"text" not in base64.urlsafe_b64decode(token)


def test_altered_foreign_and_senseless_seals_are_broken(config: dict[str, str]) -> None:
    token = keys.seal("link", {"a": 1})
    middle = len(token) // 2
    altered = token[:middle] + ("A" if token[middle] != "A" else "B") + token[middle + 1 :]
    for wrong in (altered, "", "x", "ä", token[:-4], "\ud800", keys.contact_box().encrypt(b'{"a": 1}').decode()):
        with pytest.raises(keys.SealBroken):
            keys.unseal("link", wrong)
    with pytest.raises(keys.SealBroken):
        keys.unseal("form", token)
    keys.path_of("secret", config).unlink()
    keys.create_missing(config)
    keys.load(config)
    with pytest.raises(keys.SealBroken):
        keys.unseal("link", token)


def test_an_old_seal_says_so_and_still_gives_what_it_held(config: dict[str, str]) -> None:
    with clock.at(MONDAY):
        token = keys.seal("form", {"text": "kept"})
    hour = timedelta(hours=1)
    assert keys.unseal("form", token, hour, MONDAY.timestamp() + 3599) == {"text": "kept"}
    with pytest.raises(keys.SealOld) as old:
        keys.unseal("form", token, hour, MONDAY.timestamp() + 3602)
    assert old.value.content == {"text": "kept"}


def test_sealed_contact_details_tell_the_day_and_not_the_hour(config: dict[str, str]) -> None:
    box = keys.contact_box()
    with clock.at(MONDAY):
        sealed = box.encrypt(b"anna@rheine.example")
    assert box.decrypt(sealed) == b"anna@rheine.example"
    midnight = datetime(2026, 3, 2, tzinfo=clock.BERLIN)
    assert box.extract_timestamp(sealed) == midnight.timestamp()


def test_keys_for_different_purposes_differ(config: dict[str, str]) -> None:
    ring = keys.ring()
    assert len({ring.derived("a"), ring.derived("b"), ring.secret}) == 3
    assert len(keys.key_id(ring.code)) == 12
    assert keys.key_id(ring.code) != keys.key_id(ring.contact)
