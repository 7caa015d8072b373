"""The laptop of a hall: staff sign in on the laptop itself or over an encrypted door, residents over a plain one."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator
from datetime import timedelta
from http.client import HTTPResponse
from pathlib import Path

import pytest
from flask import Flask

from app.cli.doctor import certificate, hall_address, hall_itself, hall_keys
from app.core import certificates, clock, halls
from config import Config
from tests.support import hall
from tests.support.client import PageClient
from tests.support.database import SqliteStore, Store
from tests.support.live import LiveSite
from tests.trust.test_start import free_port

HALL_ADDRESS = "192.168.8.2"


@pytest.fixture(scope="module")
def folder(_application: tuple[Flask, Store], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of a laptop that has a key of the city and a certificate of its own."""
    city, store = _application
    place = tmp_path_factory.mktemp("laptop")
    template = store.template if isinstance(store, SqliteStore) else hall.empty_database(place / "empty")
    laptop = hall.laptop_at(place, template)
    words = hall.call(city, "event", "key", "create", "hall-door", "--to", place / "a.key").split("\n")[3].strip()
    hall.call(laptop, "event", "key", "provision", place / "a.key", "--words", words)
    told = hall.call(laptop, "event", "certificate", HALL_ADDRESS)
    assert f"https://{HALL_ADDRESS}:8443/staff/" in told
    yield place
    (halls.folder(city.config) / "hall-door.key").unlink()


def ask(connection: http.client.HTTPConnection, path: str) -> tuple[HTTPResponse, str]:
    connection.request("GET", path, headers={"Accept-Language": "en"})
    answer = connection.getresponse()
    return answer, answer.read().decode()


def test_the_same_site_answers_at_a_plain_and_at_an_encrypted_door(folder: Path) -> None:
    port = free_port()
    site = LiveSite(folder, HALL="1", TLS_PORT=str(port), ENVIRONMENT="embedded")
    trust = ssl.create_default_context(cafile=str(folder / "tls" / "hall.crt"))
    try:
        site.start()
        plain = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
        answer, _page = ask(plain, "/staff/sign-in")
        assert answer.status == 200
        assert "Secure" not in str(answer.headers["Set-Cookie"])
        encrypted = http.client.HTTPSConnection("127.0.0.1", port, timeout=20, context=trust)
        answer, page = ask(encrypted, "/staff/sign-in")
        assert answer.status == 200
        assert "Secure" in str(answer.headers["Set-Cookie"])
        assert 'name="password"' in page
        assert ask(encrypted, "/de/contribute/")[0].status == 200
    finally:
        site.stop()
    with pytest.raises(OSError, match="refused"):
        http.client.HTTPConnection("127.0.0.1", port, timeout=2).connect()


def test_without_a_key_of_the_city_it_does_not_start(tmp_path: Path) -> None:
    site = LiveSite(tmp_path, HALL="1", ENVIRONMENT="embedded")
    with pytest.raises(AssertionError, match="no key of the city"):
        site.start()


def test_over_the_air_in_the_open_nobody_types_a_password(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "HALL", True)
    browser = PageClient(app)
    phone = {"REMOTE_ADDR": "192.168.8.77"}
    for path in ("/staff/", "/staff/sign-in"):
        refused = browser.raw("GET", path, environ_overrides=phone)
        assert refused.status_code == 403
        assert "Others in the room could read your password." in refused.get_data(as_text=True)
    typed = {"email": "a@staff.example", "password": "geheim"}
    refused = browser.raw("POST", "/staff/sign-in", data=typed, environ_overrides=phone)
    assert refused.status_code == 403
    assert "geheim" not in refused.get_data(as_text=True)
    assert browser.raw("GET", "/de/contribute/", environ_overrides=phone).status_code == 200
    assert browser.raw("GET", "/staff/sign-in").status_code == 200
    over_tls = {**phone, "wsgi.url_scheme": "https"}
    assert browser.raw("GET", "/staff/sign-in", environ_overrides=over_tls).status_code == 200


def test_a_city_is_not_a_hall(app: Flask) -> None:
    """Behind nginx every request looks plain and comes from this computer, or from another."""
    phone = {"REMOTE_ADDR": "192.168.8.77"}
    assert PageClient(app).raw("GET", "/staff/sign-in", environ_overrides=phone).status_code == 200


def test_the_doctor_knows_halls(folder: Path) -> None:
    good = {
        **{name: getattr(Config, name) for name in dir(Config) if name.isupper()},
        "DATA_DIR": str(folder),
        "HALL": True,
        "DEMO": False,
        "PUBLIC_URL": f"http://{HALL_ADDRESS}:8000",
        "TRUSTED_HOSTS": [HALL_ADDRESS, "127.0.0.1"],
    }

    def findings(**wrong: object) -> list[str]:
        checks = (hall_keys, hall_itself, hall_address, certificate)
        return [found for check in checks if (found := check({**good, **wrong}))]

    with hall.at(hall.laptop_at_rest(folder)):
        assert findings() == []
        assert "DEMO must be 0" in findings(DEMO=True)[0]
        assert "PUBLIC_URL must be" in findings(PUBLIC_URL="")[0]
        assert "must name" in findings(TRUSTED_HOSTS=[HALL_ADDRESS])[0]
        assert "must not have it" in findings(ENVIRONMENT="production")[0]
        assert "is not for" in findings(PUBLIC_URL="http://10.0.0.9:8000", TRUSTED_HOSTS=["10.0.0.9", "127.0.0.1"])[0]
        key = next(halls.folder(good).glob("*.key"))
        key.chmod(0o644)
        assert "chmod 600" in findings()[0]
        key.chmod(0o600)
    later = clock.now() + timedelta(days=40)
    assert "not valid today" in str(certificates.problem(folder / "tls" / "hall.crt", None, later))
    assert "cannot be read" in str(certificates.problem(folder / "none.crt", None, later))
