"""★ Search: put, drop, find, rebuild. Two engines behind them, SQLite FTS5 and PostgreSQL pg_trgm."""

from app.core.search.index import Entry, drop, find, find_uuids, put, rebuild, settle
from app.core.search.models import SearchEntry, create_ddl, drop_ddl, is_own_table
from app.core.search.normal import normal, words

__all__ = [
    "Entry",
    "SearchEntry",
    "create_ddl",
    "drop",
    "drop_ddl",
    "find",
    "find_uuids",
    "is_own_table",
    "normal",
    "put",
    "rebuild",
    "settle",
    "words",
]
