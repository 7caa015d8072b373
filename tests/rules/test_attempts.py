"""Shared limits for guesses: charged before the look, exact under load, patient with clocks."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core import attempts, clock, database
from app.core.attempts import AttemptBucket, charge
from app.core.errors import TooMany
from app.core.history import SYSTEM, record
from app.extensions import db
from tests.support.core_app import on_sqlite, thing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def tries(count: int, *, per_second: float = 1.0, burst: int = 5) -> int:
    """How many of `count` tries were allowed."""
    allowed = 0
    for _ in range(count):
        try:
            charge("codes", per_second=per_second, burst=burst)
        except TooMany:
            continue
        allowed += 1
    return allowed


def test_a_bucket_empties_and_fills_again(core: Flask) -> None:
    with clock.at(NOON):
        assert tries(9) == 5
    with clock.at(NOON + timedelta(seconds=3)):
        assert tries(9) == 3
    with clock.at(NOON + timedelta(days=3)):
        assert tries(9) == 5


def test_refused_tries_take_nothing(core: Flask) -> None:
    with clock.at(NOON):
        tries(50)
    with clock.at(NOON + timedelta(seconds=1)):
        assert tries(2) == 1


def test_buckets_are_apart(core: Flask) -> None:
    with clock.at(NOON):
        tries(5)
        charge("account:1", per_second=1, burst=1)
        with pytest.raises(TooMany):
            charge("account:1", per_second=1, burst=1)


def test_a_clock_set_back_neither_refills_nor_locks(core: Flask) -> None:
    with clock.at(NOON):
        tries(5)
    with clock.at(NOON - timedelta(hours=1)):
        assert tries(3) == 0
    with clock.at(NOON + timedelta(seconds=2)):
        assert tries(3) == 2


def test_a_charge_outlives_the_request_that_failed(core: Flask) -> None:
    with clock.at(NOON):
        tries(5)
        db.session.rollback()
        assert tries(1) == 0


def test_a_costly_try_takes_more(core: Flask) -> None:
    with clock.at(NOON):
        charge("codes", per_second=1, burst=5, cost=4)
        with pytest.raises(TooMany):
            charge("codes", per_second=1, burst=5, cost=2)
        charge("codes", per_second=1, burst=5)


def test_the_right_password_fills_the_bucket_with_the_request(core: Flask) -> None:
    with clock.at(NOON):
        tries(5)
        attempts.forget("codes")
        db.session.rollback()
        assert tries(1) == 0
        attempts.forget("codes")
        db.session.commit()
        assert tries(9) == 5


def test_twenty_at_once_get_exactly_what_is_there(core_app: Flask) -> None:
    results: list[str] = []
    ready = threading.Barrier(20)

    def guess() -> None:
        ready.wait()
        with core_app.app_context(), database.writing(), clock.at(NOON):
            for _ in range(3):
                try:
                    charge("codes", per_second=1, burst=25)
                    results.append("allowed")
                except TooMany:
                    results.append("refused")

    threads = [threading.Thread(target=guess) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (results.count("allowed"), results.count("refused")) == (25, 35)


def test_a_request_that_has_only_read_does_not_wait_for_itself(core: Flask) -> None:
    db.session.execute(sa.select(AttemptBucket)).all()
    begun = time.monotonic()
    charge("codes", per_second=1, burst=5)
    assert time.monotonic() - begun < 2


def test_charging_after_writing_is_a_mistake_that_is_seen(core: Flask) -> None:
    if not on_sqlite():
        return
    record(SYSTEM, "begin", thing())
    with pytest.raises(RuntimeError, match="before anything is written"):
        charge("codes", per_second=1, burst=5)
