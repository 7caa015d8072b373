"""Which version the database has, which one the code wants, and the step from one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy.engine import Connection


class Fit(StrEnum):
    """How the database fits the code."""

    EMPTY = "empty"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Schema:
    """What was found: the verdict, the database's version and the code's."""

    fit: Fit
    found: str
    wanted: str


def examine(connection: Connection) -> Schema:
    """Compare the database behind `connection` with the migrations of the code. Reads only."""
    script = ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())
    wanted = ", ".join(script.get_heads())
    found = MigrationContext.configure(connection).get_current_heads()
    known = {step.revision for step in script.walk_revisions()}
    return Schema(_fit(connection, set(found), known, set(script.get_heads())), ", ".join(found), wanted)


def _fit(connection: Connection, found: set[str], known: set[str], heads: set[str]) -> Fit:
    if not found:
        tables = set(sa.inspect(connection).get_table_names()) - {"alembic_version"}
        return Fit.FOREIGN if tables else Fit.EMPTY
    if not found <= known:
        return Fit.NEWER
    return Fit.CURRENT if found == heads else Fit.OLDER
