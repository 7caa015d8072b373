"""B-01, B-02, B-12, A-04: a locked database, a full disk, dead mail, a hall behind one address, nervous thumbs."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.test import TestResponse

from app.contributions import queries as contributions
from app.core import outbox
from app.extensions import db
from app.permissions import Role
from tests.support import journey
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.page import Form, Page

LONG = "\n".join(f'{number}. نحتاج إلى مكان هادئ للأطفال & <بيت> "واحد".' for number in range(70))
PATIENCE = 5.0  # what a request waits for somebody else's lock (app.core.database)


@contextmanager
def foreign_writer(app: Flask) -> Iterator[None]:
    """Another program holds the lock for as long as this block lasts."""
    with app.app_context():
        engine = sa.create_engine(db.engine.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        postgres = engine.dialect.name == "postgresql"
        connection.exec_driver_sql("BEGIN" if postgres else "BEGIN IMMEDIATE")
        if postgres:
            connection.exec_driver_sql("LOCK TABLE contribution, staff_session IN ACCESS EXCLUSIVE MODE")
        yield
        connection.exec_driver_sql("ROLLBACK")
    engine.dispose()


def lines(text: str) -> list[str]:
    """The same words, however line ends travelled."""
    return [line.strip() for line in text.strip().splitlines()]


def given_back(page: Page) -> list[str]:
    """The text in the box of an error page."""
    return lines("".join(child.data or "" for child in page.one("#typed-text").children))


def again(page: Page) -> Form:
    """The form that sends everything once more."""
    return page.form("journey")


def test_a_locked_database_gives_every_word_back(app: Flask, client: PageClient, world: World) -> None:
    desk = world.browser(world.person(Role.MODERATOR))
    case = world.submit("Another text", "en")
    refusal = desk.get(f"/staff/moderation/{case.reference}").form(action="/refuse")
    refusal.fill(reason="insult", statement="Mein langer Satz.")
    check = journey.to_check(client, "ar", LONG)
    with foreign_writer(app), ThreadPoolExecutor(1) as pool:
        started = time.monotonic()
        colleague = pool.submit(desk.raw, "POST", refusal.action, data=dict(refusal.values))
        page = journey.send(client, check, status=503)
        waited = time.monotonic() - started
        staff = colleague.result()
    assert PATIENCE - 1 < waited < PATIENCE + 5, "it waits a while for the lock, but not for ever"
    assert page.one("html").attrs["lang"] == "ar"
    assert given_back(page) == lines(LONG)
    assert staff.status_code == 503
    assert "Mein langer Satz." in staff.get_data(as_text=True)
    once = client.submit(again(page))
    twice = client.submit(again(page))
    assert journey.code_on(once) == journey.code_on(twice)
    assert [lines(one.text) for one in journey.stored(app) if one.row.language == "ar"] == [lines(LONG)]


def test_readers_do_not_wait_for_a_writer_on_sqlite(app: Flask, client: PageClient) -> None:
    with app.app_context():
        if db.engine.dialect.name == "postgresql":
            return  # there only a lock on whole tables could stop readers, and nobody takes one while people write
    with foreign_writer(app):
        started = time.monotonic()
        client.get("/de/contributions/")
        client.submit(client.get("/de/code/").form("code").fill(code="12"), status=422)
        assert time.monotonic() - started < PATIENCE - 1


def test_a_full_disk_gives_every_word_back(app: Flask, client: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    check = journey.to_check(client, "de-simple", LONG)
    with monkeypatch.context() as full:
        full.setitem(app.config, "MIN_FREE_BYTES", 1 << 60)
        assert client.raw("GET", "/health").status_code == 503
        page = journey.send(client, check, status=503)
        client.get("/de/contributions/")
    assert given_back(page) == lines(LONG)
    assert page.one("html").attrs["lang"] == "de-simple"
    assert client.raw("GET", "/health").status_code == 200
    journey.code_on(client.submit(again(page)))
    assert len(journey.stored(app)) == 1


@contextmanager
def no_more_pages(app: Flask) -> Iterator[None]:
    """SQLite may not grow any more, as on a disk without a free block. (PostgreSQL: nothing to do.)"""
    with app.app_context():
        engine = db.engine
    if engine.dialect.name != "sqlite":
        yield
        return

    def cap(connection: Any) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    def free(connection: Any) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count=1073741823")

    sa.event.listen(engine, "begin", cap)
    yield
    sa.event.remove(engine, "begin", cap)
    with engine.connect() as connection:
        free(connection)
    engine.dispose()


def test_a_database_that_cannot_grow_acknowledges_nothing_it_did_not_store(app: Flask, client: PageClient) -> None:
    with no_more_pages(app):
        answers = [_send(client, f"{LONG} {number}") for number in range(12)]
    refused = [answer for answer in answers if answer.status_code == 503]
    codes = [answer for answer in answers if answer.status_code == 200]
    assert len(refused) + len(codes) == len(answers)
    assert len(journey.stored(app)) == len(codes)
    with app.app_context():
        assert refused or db.engine.dialect.name == "postgresql"
    for answer in refused:
        page = Page(answer.get_data(as_text=True), "/de/contribute/check")
        journey.code_on(client.submit(again(page)))
    assert len(journey.stored(app)) == len(answers)


def _send(client: PageClient, text: str) -> TestResponse:
    """A whole journey, whatever its last page says."""
    target, values = journey.to_check(client, "de", text).form("quote_allowed").pressed("send")
    return client.raw("POST", target, data=dict(values))


def test_mail_that_is_down_changes_nothing_for_the_author(app: Flask, client: PageClient, world: World) -> None:
    outbox.configure({**app.config, "MAIL_TRANSPORT": "smtp", "SMTP_URL": "smtp://127.0.0.1:9"})
    try:
        started = time.monotonic()
        page = journey.send(client, journey.to_check(client, "de", contact="nour@example.org"))
        assert time.monotonic() - started < PATIENCE
        assert world.post_round() == []
        assert client.raw("GET", "/health").status_code == 200
    finally:
        outbox.configure(app.config)
    assert len(journey.code_on(page)) == 16
    world.do(lambda: db.session.execute(sa.text("UPDATE outbox_mail SET due_at = NULL")))
    assert [mail["To"] for mail in world.post_round()] == ["nour@example.org"]


def test_ten_taps_at_once_are_one_contribution(app: Flask, client: PageClient) -> None:
    target, values = journey.to_check(client, "de").form("quote_allowed").pressed("send")
    gate = Barrier(10)

    def tap(_number: int) -> str:
        thumb = PageClient(app)
        gate.wait()
        answer = thumb.raw("POST", target, data=dict(values))
        assert answer.status_code == 200
        return without_tokens(answer.get_data(as_text=True))

    with ThreadPoolExecutor(10) as pool:
        pages = set(pool.map(tap, range(10)))
    assert len(pages) == 1
    assert len(journey.stored(app)) == 1


def without_tokens(page: str) -> str:
    """A page without what is sealed anew each time."""
    return re.sub(r'name="(?:form_token|journey)" value="[^"]*"', "", html.unescape(page))


@pytest.mark.parametrize(
    "error", [StaleDataError("a person was quicker"), sa.exc.OperationalError("", None, OSError())]
)
def test_the_worker_outlives_a_turn_that_fails(app: Flask, world: World, error: Exception) -> None:
    case = world.submit(contact="frau@example.org")
    failed: list[Exception] = []

    def fail(_session: Any) -> None:
        if not failed:
            failed.append(error)
            raise error

    sa.event.listen(Session, "before_commit", fail)
    try:
        with app.app_context():
            done = app.test_cli_runner().invoke(args=["worker", "--once"])
    finally:
        sa.event.remove(Session, "before_commit", fail)
    assert failed == [error]
    assert (done.exit_code, done.exception) == (0, None)
    assert world.read(lambda: contributions.get(case.reference).reference) == case.reference
