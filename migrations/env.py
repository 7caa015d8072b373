"""How migrations run: on the application's own engine, in one transaction each, in batch mode for SQLite."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from flask import current_app

from app.core.models import UtcDateTime
from app.core.search.models import GIN_INDEX, is_own_table

target = current_app.extensions["migrate"].db


def include_object(_thing: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """The search index makes tables (SQLite) and an index (PostgreSQL) of its own, which no model knows."""
    if kind == "table":
        return not is_own_table(name or "")
    return not (kind == "index" and name == GIN_INDEX)


def render_item(kind: str, thing: Any, _autogen: Any) -> str | Literal[False]:
    """Write our column types as what the database holds: a step must not depend on code that changes later."""
    return "sa.DateTime()" if kind == "type" and isinstance(thing, UtcDateTime) else False


def run() -> None:
    """Run against the configured database."""
    settings = current_app.extensions["migrate"].configure_args
    with target.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=target.metadata,
            include_object=include_object,
            render_item=render_item,
            transaction_per_migration=True,
            **settings,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
