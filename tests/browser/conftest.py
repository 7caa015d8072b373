"""The real application on a free port, one Chromium for the session, data made by the real actions."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from app import create_app
from app.core import keys
from app.extensions import db
from config import TestConfig
from tests.browser.town import Town, found
from tests.support import database
from tests.support.build import World

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 320, "height": 568}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser these tests are left out, with one reason for all of them."""
    if CHROMIUM is None:
        missing = pytest.mark.skip(reason="no chromium here (Debian: apt-get install chromium)")
        for item in items:
            if "/tests/browser/" in str(item.path):
                item.add_marker(missing)


class Site:
    """An application behind a port of this computer."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._server = make_server("127.0.0.1", 0, app, threaded=True)
        self.base = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Close the port."""
        self._server.shutdown()
        self._thread.join()
        with self.app.app_context():
            db.engine.dispose()


def make_app(directory: Path, original: Flask, url: str, **settings: str) -> Flask:
    """Another application with the keys of the suite's own: a process knows one set of keys."""
    folder = Path(original.config["DATA_DIR"]) / "keys"
    own = {f"{name.upper()}_KEY_FILE": str(folder / f"{name}.key") for name in keys.NAMES}
    return create_app(TestConfig, DATA_DIR=str(directory), DATABASE_URL=url, **own, **settings)


@pytest.fixture(scope="session")
def site(_application: tuple[Flask, database.Store], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site with its data: migrated, concept of 2017, and what tests/browser/town.py lets happen."""
    directory = tmp_path_factory.mktemp("browser")
    store = database.choose(directory)
    app = make_app(directory, _application[0], store.url)
    database.prepare(app)
    served = Site(app)
    yield served
    served.stop()
    store.drop()


@pytest.fixture(scope="session")
def town(site: Site) -> Town:
    """People and cases in many states."""
    return found(World(site.app))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(autouse=True)
def _own_keys(site: Site) -> None:
    """Other tests of the process may have loaded other keys."""
    keys.load(site.app.config)


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A small phone without scripts, as a new visitor."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, base_url=site.base)
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    """Its only tab."""
    return phone.new_page()


@pytest.fixture
def checker(browser: Browser, site: Site) -> Iterator[Page]:
    """A tab in which a checking program may run."""
    context = browser.new_context(viewport=PHONE, bypass_csp=True, base_url=site.base)
    yield context.new_page()
    context.close()
