"""Who did what: decisions are chained, so that a removed or altered one shows; residents leave the day alone."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core import clock, database, history
from app.core.history import RESIDENT, SYSTEM, Actor, ActorKind, HistoryEntry, HistoryHead
from app.core.paging import cut
from app.extensions import db
from tests.support.core_app import thing

MODERATOR = Actor(ActorKind.STAFF, 7, "moderator")
NOON = datetime(2026, 3, 2, 12, 30, 15, 999, tzinfo=UTC)


def decide(count: int = 5) -> list[HistoryEntry]:
    entries = [history.record(MODERATOR, "release", thing(), fields=[1, number]) for number in range(count)]
    db.session.commit()
    return entries


def change(entry: HistoryEntry, **values: Any) -> None:
    db.session.execute(sa.update(HistoryEntry).where(HistoryEntry.id == entry.id).values(**values))
    db.session.commit()
    db.session.expire_all()


def test_acts_of_residents_tell_the_day_alone(core: Flask) -> None:
    with clock.at(NOON):
        for actor in (RESIDENT, SYSTEM):
            entry = history.record(actor, "submit", thing())
            assert (entry.day, entry.at, entry.position, entry.digest) == (date(2026, 3, 2), None, None, None)
        entry = history.record(MODERATOR, "release", thing())
        assert entry.at == NOON.replace(microsecond=0)
    db.session.commit()
    assert history.broken_links() == []


def test_a_whole_chain_is_whole_also_when_read_anew(core: Flask) -> None:
    assert history.broken_links() == []
    decide()
    history.record(RESIDENT, "withdraw", thing())
    db.session.commit()
    db.session.expire_all()
    assert history.broken_links() == []


@pytest.mark.parametrize("place", [0, 2, 4])
def test_a_removed_decision_shows(core: Flask, place: int) -> None:
    entry = decide()[place]
    db.session.execute(sa.delete(HistoryEntry).where(HistoryEntry.id == entry.id))
    db.session.commit()
    db.session.expire_all()
    assert place + 1 in history.broken_links()


@pytest.mark.parametrize(
    "values",
    [
        {"verb": "refuse"},
        {"account_id": 8},
        {"role": "admin"},
        {"facts": {"fields": [8, 2]}},
        {"subject_id": "other"},
        {"day": date(2020, 1, 1)},
        {"at": datetime(2020, 1, 1, tzinfo=UTC)},
    ],
)
def test_an_altered_decision_shows(core: Flask, values: dict[str, Any]) -> None:
    change(decide()[2], **values)
    assert history.broken_links() == [3]


def test_removing_everything_shows(core: Flask) -> None:
    decide()
    db.session.execute(sa.delete(HistoryEntry))
    db.session.commit()
    assert history.broken_links() == [1]


def test_removing_the_end_of_the_chain_shows(core: Flask) -> None:
    decide()
    db.session.execute(sa.delete(HistoryHead))
    db.session.commit()
    db.session.expire_all()
    assert history.broken_links() == [6]


def test_an_act_that_is_taken_back_leaves_no_gap(core: Flask) -> None:
    decide(2)
    history.record(MODERATOR, "refuse", thing())
    db.session.rollback()
    decide(2)
    assert history.broken_links() == []


def test_decisions_at_the_same_moment_get_one_chain(core_app: Flask) -> None:
    def work(number: int) -> None:
        with core_app.app_context(), database.writing():
            for _ in range(3):
                history.record(Actor(ActorKind.STAFF, number, "moderator"), "release", thing())
                db.session.commit()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with core_app.app_context():
        assert history.broken_links() == []
        assert db.session.execute(sa.select(HistoryHead.position)).scalar() == 24


def test_entries_of_a_subject_come_in_order_and_alone(core: Flask) -> None:
    one = thing()
    decide(2)
    with clock.at(NOON):
        history.record(RESIDENT, "submit", one)
        for verb in ("claim", "redact", "release"):
            history.record(MODERATOR, verb, one)
    db.session.commit()
    assert [entry.verb for entry in history.of(one)] == ["submit", "claim", "redact", "release"]


@pytest.mark.parametrize(("read", "shown", "after"), [(0, 0, None), (3, 3, None), (20, 20, None), (21, 20, 19)])
def test_a_page_knows_whether_there_is_more(read: int, shown: int, after: int | None) -> None:
    page = cut([f"row {number}" for number in range(read)], list(range(read)))
    assert (len(page.rows), page.after) == (shown, after)
