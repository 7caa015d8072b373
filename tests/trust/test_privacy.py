"""Privacy by schema (trust.md A-08, A-09, A-11): what is not stored cannot leak."""

from __future__ import annotations

import base64
import os
import random
from pathlib import Path
from urllib.parse import quote

import pytest
import sqlalchemy as sa
from flask import Flask

from app.contributions import queries
from app.contributions.models import Contribution, Message
from app.core import keys
from app.core.history import ActorKind, HistoryEntry
from app.core.models import UtcDateTime
from app.extensions import db
from tests.support import journey
from tests.support.build import World
from tests.support.client import PageClient

# Tables that residents' acts fill. No column of theirs may tell the time of day or the order of arrival.
# The moment of a commissioner's decision stands beside the resident's day.
ACTS_OF_STAFF = {"objection": {"decided_at"}}
RESIDENTS_TABLES = (
    *("contribution", "contribution_field", "message", "contact", "objection", "text_version"),
    *("seat", "seat_needs", "seat_contact"),
)
CANARY_ADDRESS = "kanarienvogel.mueller@example.org"
CANARY_HEADERS = {
    "User-Agent": "Kanarienbrowser/7.7",
    "X-Forwarded-For": "203.0.113.77",
    "Referer": "http://localhost/",
}
SEVERAL = 60


def test_residents_tables_know_no_time_of_day(app: Flask) -> None:
    for name in RESIDENTS_TABLES:
        columns = db.metadata.tables[name].columns
        moments = {column.name for column in columns if isinstance(column.type, (UtcDateTime, sa.DateTime, sa.Time))}
        assert moments <= ACTS_OF_STAFF.get(name, set()), f"{name}: {moments}"


def test_residents_tables_keep_no_row_number_on_sqlite(inside: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        # PostgreSQL has no such column; there the next test alone speaks about order.
        return
    for name in (*RESIDENTS_TABLES, "history_entry", "outbox_mail"):
        definition = db.session.execute(
            sa.text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": name}
        ).scalar_one()
        assert "WITHOUT ROWID" in definition, name


def test_history_of_residents_has_the_day_alone(client: PageClient, app: Flask, world: World) -> None:
    journey.send(client, journey.to_check(client))
    entries = world.read(lambda: list(db.session.execute(sa.select(HistoryEntry)).scalars()))
    mine = [entry for entry in entries if entry.actor_kind is ActorKind.RESIDENT]
    assert mine
    assert all(entry.at is None and entry.position is None for entry in mine)


def test_keys_and_references_do_not_tell_the_order_of_arrival(client: PageClient, world: World) -> None:
    order = []
    for number in range(SEVERAL):
        page = journey.send(client, journey.to_check(client, text=f"Text Nummer {number}"))
        order.append(journey.reference_on(page))
    rows = world.read(
        lambda: {row.reference: row.id.int for row in db.session.execute(sa.select(Contribution)).scalars()}
    )
    by_id = sorted(order, key=rows.__getitem__)
    by_reference = sorted(order)
    stored = world.read(lambda: [str(name) for name in db.session.execute(sa.select(Contribution.reference)).scalars()])
    orders = {"id": by_id, "reference": by_reference}
    if world.read(lambda: db.engine.dialect.name) == "sqlite":
        orders["table"] = stored
    for name, other in orders.items():
        assert abs(correlation(order, other)) <= 0.35, name


def correlation(first: list[str], second: list[str]) -> float:
    """Spearman's rank correlation of two orders of the same things."""
    ranks = {thing: rank for rank, thing in enumerate(second)}
    n = len(first)
    return 1 - 6 * sum((rank - ranks[thing]) ** 2 for rank, thing in enumerate(first)) / (n * (n * n - 1))


def test_the_measure_of_order_can_fail() -> None:
    things = [str(number) for number in range(SEVERAL)]
    assert correlation(things, things) == 1
    mixed = things[:]
    random.Random(7).shuffle(mixed)
    assert abs(correlation(things, mixed)) < 0.35


@pytest.fixture
def traces(client: PageClient, app: Flask) -> tuple[str, Path]:
    """A contribution sent with telling headers and an address; its code and the directory with everything stored."""
    page = journey.to_check(client, contact=CANARY_ADDRESS)
    form = page.form("quote_allowed")
    target, data = form.pressed("send")
    sent = client.post(target, data, **CANARY_HEADERS)
    return journey.code_on(sent), Path(app.config["DATA_DIR"])


def test_no_trace_of_person_or_code_is_stored(traces: tuple[str, Path], app: Flask, world: World) -> None:
    code, directory = traces
    canaries = [code, code[:15], "203.0.113.77", "Kanarienbrowser", CANARY_ADDRESS, "kanarienvogel"]
    stored = b"".join(path.read_bytes() for path in directory.rglob("*") if path.is_file() and "keys" not in path.parts)
    stored += repr(world.read(dump)).encode()
    for canary in canaries:
        for spelling in spellings(canary):
            assert spelling not in stored, canary


def dump() -> list[str]:
    """Every value of every table, whatever the database."""
    return [repr(row) for table in db.metadata.sorted_tables for row in db.session.execute(table.select()).all()]


def spellings(text: str) -> list[bytes]:
    raw = text.encode()
    return [raw, text.encode("utf-16-le"), base64.b64encode(raw)[:-4], quote(text, safe="").encode()]


def test_the_address_cannot_be_read_without_its_key(traces: tuple[str, Path], app: Flask, world: World) -> None:
    code, _directory = traces
    contribution = world.read(lambda: queries.by_code(code))
    assert contribution is not None
    address = world.read(lambda: queries.mail_address(contribution.id, "confirm_contact"))
    assert address == CANARY_ADDRESS
    path = keys.path_of("contact", app.config)
    before = path.read_text()
    try:
        path.write_text(base64.b64encode(os.urandom(32)).decode())
        keys.load(app.config)
        with pytest.raises(Exception, match=r".*"):
            assert world.read(lambda: queries.mail_address(contribution.id, "confirm_contact")) == CANARY_ADDRESS
    finally:
        path.write_text(before)
        keys.load(app.config)


def test_key_files_are_private(app: Flask) -> None:
    for name in keys.NAMES:
        assert keys.path_of(name, app.config).stat().st_mode & 0o077 == 0, name


def test_messages_have_no_time_either() -> None:
    assert isinstance(Message.__table__.columns["day"].type, sa.Date)
