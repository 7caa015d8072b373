"""Engines: what they send, what they accept as an answer, and where they never connect to."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.core import clock
from app.core.languages import machines
from app.core.languages.machines import EngineResting, EngineTrouble, wire
from app.core.languages.machines.engines import FUSE, MAX_SENT, REST
from tests.support import tiny_model
from tests.support.libre import Libre, libre_server

OFF = {"MT_PAIRS": ""}
TEXT = "نحتاج إلى غرفة للأطفال."


@pytest.fixture(autouse=True)
def _off_afterwards() -> Iterator[None]:
    yield
    machines.configure(OFF)


@pytest.fixture
def libre() -> Iterator[Libre]:
    with libre_server() as server:
        machines.configure(
            {"MT_LIBRETRANSLATE_URL": server.url, "MT_PAIRS": "ar>de=libretranslate, *>uk=libretranslate"}
        )
        yield server


def test_nothing_is_asked_unless_a_pair_is_configured() -> None:
    machines.configure(OFF)
    assert not machines.is_on()
    with pytest.raises(EngineTrouble):
        machines.draft([TEXT], "ar", "de")


def test_the_protocol_of_libretranslate(libre: Libre) -> None:
    assert machines.draft([TEXT, "شكرا"], "ar", "de") == ([f"[de] {TEXT}", "[de] شكرا"], "LibreTranslate")
    assert libre.bodies == [{"q": [TEXT, "شكرا"], "source": "ar", "target": "de", "format": "text"}]


def test_the_first_pair_that_fits_decides(libre: Libre) -> None:
    assert machines.supports("ar", "de")
    assert machines.supports("de", "uk")
    assert not machines.supports("de", "fr")
    assert not machines.supports("und", "uk")
    assert not machines.supports("uk", "uk")


def test_a_machine_never_writes_leichte_sprache() -> None:
    machines.configure({"MT_LIBRETRANSLATE_URL": "http://127.0.0.1:9", "MT_PAIRS": "*>*=libretranslate"})
    assert not machines.supports("de", "de-simple")
    assert machines.supports("de", "tr")


def test_the_key_travels_in_the_body_alone(libre: Libre, tmp_path: Path) -> None:
    libre.key = "s3cret"
    file = tmp_path / "key"
    file.write_text("s3cret\n")
    settings = {"MT_LIBRETRANSLATE_URL": libre.url, "MT_KEY_FILE": str(file), "MT_PAIRS": "ar>de=libretranslate"}
    machines.configure(settings)
    assert machines.draft([TEXT], "ar", "de")[0] == [f"[de] {TEXT}"]
    assert "s3cret" not in str(libre.heads)


@pytest.mark.parametrize(
    "trouble", ["500", "429", "400", "html", "empty", "other", "list", "latin1", "huge", "redirect"]
)
def test_a_bad_answer_is_no_translation(libre: Libre, trouble: str) -> None:
    libre.trouble = trouble
    with pytest.raises(EngineTrouble) as found:
        machines.draft([TEXT], "ar", "de")
    assert TEXT not in str(found.value)


@pytest.mark.parametrize("trouble", ["hang", "drip"])
def test_an_engine_has_little_time(libre: Libre, trouble: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "TIME_OUT", 0.4)
    libre.trouble = trouble
    began = time.monotonic()
    with pytest.raises(EngineTrouble):
        machines.draft([TEXT], "ar", "de")
    assert time.monotonic() - began < 1.2


def test_a_long_text_is_not_sent(libre: Libre) -> None:
    with pytest.raises(EngineTrouble):
        machines.draft(["x" * (MAX_SENT + 1)], "ar", "de")
    assert libre.bodies == []


def test_long_texts_do_not_tire_an_engine(libre: Libre) -> None:
    for _try in range(FUSE):
        with pytest.raises(EngineTrouble):
            machines.draft(["x" * (MAX_SENT + 1)], "ar", "de")
    assert machines.draft([TEXT], "ar", "de")[0] == [f"[de] {TEXT}"]


def test_a_failing_engine_rests_and_is_asked_again_later(libre: Libre) -> None:
    libre.trouble = "500"
    for _try in range(FUSE):
        with pytest.raises(EngineTrouble):
            machines.draft([TEXT], "ar", "de")
    libre.trouble = ""
    with pytest.raises(EngineResting):
        machines.draft([TEXT], "ar", "de")
    assert len(libre.bodies) == FUSE
    with clock.at(clock.now() + REST + timedelta(seconds=1)):
        assert machines.draft([TEXT], "ar", "de")[0] == [f"[de] {TEXT}"]


def test_deepl_is_not_asked_for_what_it_does_not_know(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("abc:fx")
    machines.configure(
        {"MT_DEEPL_URL": "https://api-free.deepl.com", "MT_KEY_FILE": str(file), "MT_PAIRS": "*>*=deepl"}
    )
    assert machines.supports("uk", "de")
    assert not machines.supports("ti", "de")


def test_deepl_speaks_its_own_protocol(libre: Libre, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("abc:fx")
    machines.configure({"MT_DEEPL_URL": libre.url, "MT_KEY_FILE": str(file), "MT_PAIRS": "de>pt=deepl"})
    # This server does not know the form: what matters is what it was sent, and that its answer is refused.
    with pytest.raises(EngineTrouble):
        machines.draft(["Danke"], "de", "pt")
    assert libre.heads[0]["Authorization"] == "DeepL-Auth-Key abc:fx"


@pytest.mark.parametrize(
    "address",
    [
        "ftp://translate.example",
        "http://translate.example",
        "https://user:pass@translate.example",
        "https://translate.example/path",
        "https://translate.example?x=1",
        "//translate.example",
        "file:///etc/passwd",
        "",
    ],
)
def test_addresses_that_no_operator_should_write(address: str) -> None:
    with pytest.raises(ValueError, match="."):
        wire.origin(address)


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.0.0.5", "172.16.3.4", "192.168.1.1", "169.254.169.254", "0.0.0.0", "::1", "fe80::1", "fd00::1",
     "::ffff:127.0.0.1", "::ffff:10.0.0.1", "100.64.0.1", "224.0.0.1", "255.255.255.255"],
)  # fmt: skip
def test_a_public_name_must_not_lead_inside(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the name is public, the address is not; nothing is connected to."""
    tried: list[object] = []
    row = (socket.AF_INET6 if ":" in number else socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 443))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [row])
    monkeypatch.setattr(socket.socket, "connect", lambda _self, where: tried.append(where))
    with pytest.raises(EngineTrouble, match="not allowed"):
        wire.post_json(wire.origin("https://translate.example"), "/translate", {}, {})
    assert tried == []


@pytest.mark.parametrize("pairs", ["ar>de", "ar=libretranslate", ">de=libretranslate", "ar>de=nobody"])
def test_pairs_that_mean_nothing_stop_the_start(pairs: str) -> None:
    with pytest.raises(ValueError, match="MT_PAIRS"):
        machines.configure({"MT_LIBRETRANSLATE_URL": "http://127.0.0.1:9", "MT_PAIRS": pairs})


def test_a_folder_with_models(tmp_path: Path) -> None:
    tiny_model.write(tmp_path / "ar-de")
    machines.configure({"MT_MODEL_FOLDER": str(tmp_path), "MT_PAIRS": "*>*=folder"})
    [found], name = machines.draft([f"{TEXT}\n\nشكرا"], "ar", "de")
    assert name == "CTranslate2"
    assert found.count("\n") == 2
    # A pair without a model is never planned, so nothing fails again and again.
    assert not machines.supports("ar", "uk")
    with pytest.raises(EngineTrouble, match="no engine"):
        machines.draft([TEXT], "ar", "uk")


def test_a_broken_model_is_told_from_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no folder"):
        machines.configure({"MT_MODEL_FOLDER": str(tmp_path / "none"), "MT_PAIRS": "*>*=folder"})
    (tmp_path / "ar-de").mkdir()
    (tmp_path / "ar-de" / "model.bin").write_bytes(b"broken")
    machines.configure({"MT_MODEL_FOLDER": str(tmp_path), "MT_PAIRS": "*>*=folder"})
    with pytest.raises(EngineTrouble, match="cannot be loaded"):
        machines.draft([TEXT], "ar", "de")
