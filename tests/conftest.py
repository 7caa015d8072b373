"""Fixtures of the whole suite: one application, a fresh database for each test, a page-checking client."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from app import create_app
from app.core import database, keys, outbox
from app.core.outbox import transport
from app.extensions import db
from app.mails import address_of, render_mail
from config import TestConfig
from tests.support import database as test_database
from tests.support.build import World
from tests.support.client import PageClient


@pytest.fixture(scope="session")
def _application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, test_database.Store]]:
    directory = tmp_path_factory.mktemp("dialogforum")
    store = test_database.choose(directory)
    app = create_app(TestConfig, DATA_DIR=str(directory), DATABASE_URL=store.url)
    test_database.prepare(app)
    store.keep(app)
    yield app, store
    with app.app_context():
        db.engine.dispose()
    store.drop()


@pytest.fixture
def app(_application: tuple[Flask, test_database.Store]) -> Flask:
    """The application on a database that holds the concept of 2017 and nothing else. No context is pushed."""
    application, store = _application
    store.reset(application)
    # Keys and post office belong to the process: a test with an application of its own may have set others.
    keys.load(application.config)
    outbox.configure(application.config)
    outbox.register(address_of, render_mail)
    transport.memory.clear()
    return application


@pytest.fixture
def inside(app: Flask) -> Iterator[Flask]:
    """The application with its context pushed and writing announced: for tests of actions and queries."""
    with app.app_context(), database.writing():
        yield app
        db.session.rollback()


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A visitor without cookies."""
    return PageClient(app)


@pytest.fixture
def world(app: Flask) -> World:
    """Builders that go through the real actions: people, contributions, decisions, answers."""
    return World(app)
