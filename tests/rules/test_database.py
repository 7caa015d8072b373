"""How connections behave: durable, fair, and honest about foreign keys, on every one of them."""

from __future__ import annotations

import threading

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from app.core import database, history
from app.core.history import SYSTEM
from app.core.languages.content import TextVersion
from app.core.models import WITHOUT_ARRIVAL_ORDER
from app.extensions import db
from tests.support.core_app import TABLES, on_sqlite, thing

SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "trusted_schema": 0,
    "secure_delete": 1,
}


def test_every_connection_is_durable_and_strict(core: Flask) -> None:
    if not on_sqlite():
        assert db.session.execute(sa.text("SHOW synchronous_commit")).scalar() == "on"
        return
    connections = [db.engine.connect() for _ in range(4)]
    for connection in connections:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in SETTINGS}
        assert found == SETTINGS
        connection.close()


def test_foreign_keys_hold(core: Flask) -> None:
    orphan = sa.update(TextVersion).values(based_on_id=TextVersion.id)
    db.session.execute(orphan)
    with pytest.raises(sa.exc.IntegrityError):
        db.session.execute(
            sa.text(
                "INSERT INTO text_version (id, subject_kind, subject_id, part, kind, slot, number, language, origin,"
                " text, digest, based_on_id, made_on) VALUES ('00000000000000000000000000000001', 'x', '1', 'text',"
                " 'translation', 'translation:de', 1, 'de', 'human', 'x', 'x', '00000000000000000000000000000002',"
                " '2026-01-01')"
            )
        )


def test_writers_that_read_first_wait_for_one_another(core_app: Flask) -> None:
    def act(number: int) -> None:
        with core_app.app_context(), database.writing():
            history.record(history.Actor(history.ActorKind.STAFF, number, "moderator"), "release", thing())
            db.session.commit()

    threads = [threading.Thread(target=act, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with core_app.app_context():
        assert history.broken_links() == []
        count = sa.select(sa.func.count()).select_from(history.HistoryEntry)
        assert db.session.execute(count).scalar() == 16


def test_writing_can_be_announced_and_taken_back(core_app: Flask) -> None:
    with core_app.app_context():
        begun: list[str] = []
        sa.event.listen(db.engine, "before_cursor_execute", lambda _c, _u, text, *_more: begun.append(text))
        for flag, wanted in ((True, "BEGIN IMMEDIATE"), (False, "BEGIN")):
            database.announce_writing(flag)
            db.session.execute(sa.text("SELECT 1"))
            db.session.rollback()
            assert wanted in begun or not on_sqlite()
            begun.clear()
        with database.writing(), database.writing():
            pass
        db.session.execute(sa.text("SELECT 1"))
        assert "BEGIN IMMEDIATE" not in begun


def test_preparing_twice_is_no_harm(core: Flask) -> None:
    database.prepare(db.engine)
    db.session.rollback()
    assert db.session.execute(sa.text("SELECT 1")).scalar() == 1


def test_a_reader_can_let_go_of_the_lock(core: Flask) -> None:
    db.session.execute(sa.select(TextVersion)).all()
    database.end_reading(db.session())
    with Session(db.engine) as other, other.begin():
        other.execute(sa.delete(TextVersion))


def test_what_was_written_is_never_let_go(core: Flask) -> None:
    if not on_sqlite():
        return
    history.record(SYSTEM, "begin", thing())
    with pytest.raises(RuntimeError):
        database.end_reading(db.session())
    db.session.flush()
    with pytest.raises(RuntimeError):
        database.end_reading(db.session())
    db.session.commit()
    database.end_reading(db.session())


def test_tables_of_residents_have_no_number_of_arrival(core: Flask) -> None:
    if not on_sqlite():
        return
    for table in TABLES:
        if table.dialect_kwargs.get("sqlite_with_rowid") is WITHOUT_ARRIVAL_ORDER["sqlite_with_rowid"]:
            with pytest.raises(sa.exc.OperationalError, match="rowid"):
                db.session.execute(sa.text(f"SELECT rowid FROM {table.name}"))
            db.session.rollback()
