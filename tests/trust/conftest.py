"""A city and the laptop of a hall."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.core import halls
from app.extensions import db
from tests.support import hall
from tests.support.database import SqliteStore, Store


@pytest.fixture(scope="module")
def template(_application: tuple[Flask, Store], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with the concept, as a file: laptops have SQLite whatever the city has."""
    store = _application[1]
    return store.template if isinstance(store, SqliteStore) else hall.empty_database(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def city(app: Flask) -> Iterator[Flask]:
    yield app
    shutil.rmtree(halls.folder(app.config), ignore_errors=True)


@pytest.fixture
def laptop(city: Flask, template: Path, tmp_path: Path) -> Iterator[Flask]:
    """A laptop that works with a key of the city."""
    made = hall.laptop_at(tmp_path / "laptop", template)
    hall.provision(city, made, tmp_path)
    yield made
    with made.app_context():
        db.engine.dispose()
