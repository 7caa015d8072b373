"""B-04: the database goes up and down with data in it, on either database, and ends as the models say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade

from app.core.search.models import GIN_INDEX, is_own_table
from app.extensions import db
from app.permissions import Role
from tests.support import cases, database
from tests.support.build import World
from tests.support.staff import hire


@pytest.fixture
def filled(app: Flask, world: World) -> Iterator[Flask]:
    """A database with a released case, its texts, history, assignment and mails."""
    moderator = hire(world, Role.MODERATOR)
    hire(world, Role.NETWORK_MANAGER, network="hf-4")
    cases.release(world, cases.send(world, contact="jemand@example.org"), moderator)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def difference() -> list[object]:
    """What the models have that the database has not, and the other way round."""

    def ours(_thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
        return not (kind == "table" and is_own_table(name or "")) and not (kind == "index" and name == GIN_INDEX)

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
        return list(compare_metadata(context, db.metadata))


def test_the_models_are_what_the_newest_step_makes(app: Flask) -> None:
    with app.app_context():
        assert difference() == []


def test_down_and_up_with_data(filled: Flask) -> None:
    with filled.app_context():
        db.session.remove()
        downgrade(revision="base")
        left = set(sa.inspect(db.engine).get_table_names()) - {"alembic_version"}
        assert left == set()
        upgrade()
        assert difference() == []


def test_the_site_works_after_going_up_again(filled: Flask) -> None:
    with filled.app_context():
        downgrade(revision="base")
    database.prepare(filled)
    world = World(filled)
    reference = cases.send(world)
    assert cases.state(world, reference) == "submitted"
