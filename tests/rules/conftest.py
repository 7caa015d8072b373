"""Fixtures for tests of rules and machinery: a bare application with the tables of app.core alone."""

from tests.support.core_app import core, core_app, own_postgres

__all__ = ["core", "core_app", "own_postgres"]
