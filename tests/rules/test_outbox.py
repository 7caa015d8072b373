"""Waiting mails: one row in the transaction, sent once, tried again after trouble, never lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core import clock, database, outbox
from app.core.models import UtcDateTime
from app.core.outbox import MailState, OutboxMail, RenderedMail, delivery, settings, transport
from app.extensions import db

MONDAY = datetime(2026, 3, 2, 9, 30, 17, tzinfo=UTC)


class People:
    """Stands for the rooms that know addresses and words; what goes wrong can be set."""

    def __init__(self) -> None:
        self.addresses: dict[str, str | None] = {}
        self.trouble: Exception | None = None
        self.asked: list[str] = []

    def address_of(self, recipient: str, kind: str) -> str | None:
        self.asked.append(recipient)
        return self.addresses.get(recipient, f"{recipient.replace(':', '-')}@rheine.example")

    def words(self, kind: str, language: str, facts: Mapping[str, Any], recipient: str) -> RenderedMail:
        if self.trouble is not None:
            raise self.trouble
        return RenderedMail(f"Es gibt etwas Neues ({kind})", f"Fall {facts.get('reference', '–')}\n")


@pytest.fixture
def people(core: Flask) -> Iterator[People]:
    someone = People()
    outbox.register(someone.address_of, someone.words)
    transport.memory.clear()
    yield someone
    outbox.configure(core.config)


def put(recipient: str = "account:5", **more: Any) -> OutboxMail:
    mail = outbox.put("assignment", recipient, language="de", **more)
    db.session.commit()
    return mail


def deliver(limit: int = 50) -> outbox.Delivered:
    return outbox.deliver_due(limit, commit=db.session.commit)


def row(mail: OutboxMail) -> OutboxMail:
    return db.session.get_one(OutboxMail, mail.id, populate_existing=True)


def test_a_mail_leaves_once_and_the_row_says_the_day(people: People) -> None:
    with clock.at(MONDAY):
        mail = put(facts={"reference": "H7K2MQ"})
        assert deliver() == outbox.Delivered(sent=1)
        assert deliver() == outbox.Delivered()
    (sent,) = transport.memory
    assert sent["To"] == "account-5@rheine.example"
    assert sent.get_content() == "Fall H7K2MQ\n"
    left = row(mail)
    assert (left.state, left.sent_on, left.facts) == (MailState.SENT, date(2026, 3, 2), {})
    assert (left.due_at, left.lease_until) == (None, None)


def test_a_rolled_back_transaction_sends_nothing(people: People) -> None:
    outbox.put("assignment", "account:5", language="de")
    db.session.rollback()
    assert deliver() == outbox.Delivered()


def test_the_same_key_twice_is_one_mail(people: People) -> None:
    first = put(key="case:1:2026-03-02")
    assert put(key="case:1:2026-03-02").id == first.id
    assert deliver().sent == 1
    assert put(key="case:1:2026-03-02").id == first.id
    assert deliver().sent == 0


def test_a_mail_for_tomorrow_waits_for_tomorrow(people: People) -> None:
    with clock.at(MONDAY):
        put(not_before=date(2026, 3, 3))
        assert deliver().sent == 0
    with clock.at(datetime(2026, 3, 2, 22, 59, tzinfo=UTC)):
        assert deliver().sent == 0
    with clock.at(datetime(2026, 3, 2, 23, 1, tzinfo=UTC)):
        assert deliver().sent == 1


@pytest.mark.parametrize("recipient", ["anna@rheine.example", "account:anna@rheine.example", "anna"])
def test_an_address_is_no_reference(people: People, recipient: str) -> None:
    with pytest.raises(ValueError, match="reference"):
        outbox.put("assignment", recipient, language="de")


def test_addresses_are_looked_up_only_when_the_mail_leaves(people: People) -> None:
    put("contact:1")
    assert people.asked == []
    people.addresses["contact:1"] = "neu@rheine.example"
    deliver()
    assert transport.memory[0]["To"] == "neu@rheine.example"


def test_a_recipient_who_is_gone_is_skipped_without_a_trace(people: People) -> None:
    people.addresses["address:sealed"] = None
    mail = put("address:sealed", facts={"reference": "H7K2MQ"})
    assert deliver() == outbox.Delivered(skipped=1)
    left = row(mail)
    assert (left.state, left.recipient, left.facts, left.sent_on) == (MailState.SKIPPED, "address:", {}, None)


def test_waiting_times_grow_and_then_the_mail_is_given_up_visibly(people: People) -> None:
    people.trouble = RuntimeError("anna@rheine.example cannot be written to")
    moment = MONDAY
    with clock.at(moment):
        mail = put()
    for pause in (5, 30, 120, 720, 1440):
        with clock.at(moment):
            assert deliver() == outbox.Delivered(failed=1)
            assert deliver() == outbox.Delivered()
        with clock.at(moment + timedelta(minutes=pause - 2)):
            assert deliver() == outbox.Delivered()
        moment += timedelta(minutes=pause)
    assert outbox.stuck() == []
    with clock.at(moment):
        assert deliver() == outbox.Delivered(given_up=1)
    (stuck,) = outbox.stuck()
    assert stuck.id == mail.id
    assert (stuck.state, stuck.tries, stuck.gave_up_on) == (MailState.GAVE_UP, 6, date(2026, 3, 4))
    assert stuck.last_error == "RuntimeError"
    people.trouble = None
    outbox.try_again(stuck)
    db.session.commit()
    assert deliver().sent == 1
    assert outbox.stuck() == []


def test_one_broken_mail_does_not_hold_up_the_others(people: People) -> None:
    people.addresses["account:1"] = "keine adresse"
    for number in range(1, 6):
        put(f"account:{number}")
    assert deliver() == outbox.Delivered(sent=4, failed=1)
    assert len(transport.memory) == 4


def test_a_worker_killed_in_the_middle_leaves_the_mail_to_the_next_one(people: People) -> None:
    class Killed(BaseException):
        pass

    people.trouble = Killed()  # type: ignore[assignment]
    with clock.at(MONDAY):
        mail = put()
        with pytest.raises(Killed):
            deliver()
        db.session.rollback()
        people.trouble = None
        assert deliver() == outbox.Delivered()
    with clock.at(MONDAY + delivery.LEASE):
        assert deliver() == outbox.Delivered(sent=1)
    assert row(mail).tries == 2


def test_killed_after_sending_repeats_the_same_message_id(people: People) -> None:
    commits = 0

    def dying_commit() -> None:
        nonlocal commits
        commits += 1
        if commits == 4:  # opening, claim, what was read, and now the result
            raise KeyboardInterrupt
        db.session.commit()

    with clock.at(MONDAY):
        put()
        with pytest.raises(KeyboardInterrupt):
            outbox.deliver_due(commit=dying_commit)
        db.session.rollback()
    with clock.at(MONDAY + timedelta(minutes=6)):
        assert deliver().sent == 1
        assert deliver().sent == 0
    first, second = transport.memory
    assert first["Message-ID"] == second["Message-ID"]


def test_a_mail_that_kills_every_worker_is_given_up(people: People) -> None:
    mail = put()
    mail.tries = len(delivery.BACKOFF) + 1
    db.session.commit()
    assert deliver() == outbox.Delivered(given_up=1)
    assert people.asked == []


def test_work_that_kills_every_worker_is_given_up(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setitem(settings.handlers(), "draft", lambda recipient, *_more: done.append(recipient))
    mail = outbox.put("draft", "text:5", language="de")
    mail.tries = len(delivery.BACKOFF) + 1
    db.session.commit()
    assert outbox.run_due(5, commit=db.session.commit) == outbox.Delivered(given_up=1)
    assert done == []


def test_no_transaction_is_open_while_a_server_is_spoken_to(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    open_ones: list[bool] = []
    monkeypatch.setattr(transport, "send", lambda *_a, **_k: open_ones.append(db.session().in_transaction()))
    put()
    deliver()
    assert open_ones == [False]


def test_two_workers_at_once_send_every_mail_once(core_app: Flask) -> None:
    someone = People()
    outbox.register(someone.address_of, someone.words)
    transport.memory.clear()
    with core_app.app_context(), database.writing():
        for number in range(60):
            outbox.put("assignment", f"account:{number}", language="de")
        db.session.commit()

    def work() -> None:
        with core_app.app_context(), database.writing():
            deliver(100)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({mail["Message-ID"] for mail in transport.memory}) == len(transport.memory) == 60


def test_nothing_tells_the_hour_of_what_a_resident_did(people: People) -> None:
    with clock.at(MONDAY):
        mail = put("contact:1")
        left = row(mail)
        moments = [c.name for c in OutboxMail.__table__.columns if isinstance(c.type, sa.DateTime | UtcDateTime)]
        assert moments == ["due_at", "lease_until"]
        assert [getattr(left, name) for name in moments] == [None, None]
        deliver()
    assert "00:00:00" in transport.memory[0]["Date"]
    assert [getattr(row(mail), name) for name in moments] == [None, None]


def test_mail_files_tell_the_day_alone(people: People, core: Flask, tmp_path: Path) -> None:
    outbox.configure({**core.config, "MAIL_TRANSPORT": "file"})
    with clock.at(MONDAY):
        mail = put()
        assert deliver().sent == 1
    (file,) = (tmp_path / "mail").iterdir()
    midnight = datetime(2026, 3, 2, tzinfo=clock.BERLIN).timestamp()
    assert file.name == f"{mail.id.hex}.eml"
    assert (file.stat().st_mtime, file.parent.stat().st_mtime) == (midnight, midnight)
    assert file.stat().st_mode & 0o077 == 0
    assert b"Auto-Submitted: auto-generated" in file.read_bytes()


def test_finished_mails_are_forgotten_and_waiting_ones_kept(people: People) -> None:
    with clock.at(MONDAY):
        put()
        deliver()
        waits = put(not_before=date(2026, 9, 1))
    assert outbox.forget_finished(date(2026, 3, 2)) == 0
    assert outbox.forget_finished(date(2026, 6, 1)) == 1
    assert row(waits).state is MailState.WAITING
