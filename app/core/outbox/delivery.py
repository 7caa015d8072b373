"""What the worker does with waiting mails: claim one, send it outside of any transaction, note the result.

A claim is a lease. A worker that dies leaves the lease behind; when it is over, the mail is sent by the next
one, at worst twice with the same Message-ID, never not at all.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any

import sqlalchemy as sa

from app.core import clock, database
from app.core.outbox import settings, transport
from app.core.outbox.models import MailState, OutboxMail
from app.extensions import db

# Longer than the longest talk with a mail server (several answers of at most ten seconds each).
LEASE = timedelta(minutes=5)
# Waiting time after the first, second … failure; after the last one the mail is given up, visibly.
BACKOFF = (
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
    timedelta(hours=24),
)
# A mail server that does not answer costs ten seconds a mail: the rest waits for the next round.
FAILURES_IN_A_ROW = 3

Commit = Callable[[], None]


@dataclass(frozen=True)
class Delivered:
    """How many mails left, failed for now, were given up, and had nobody to go to."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    skipped: int = 0


@dataclass(frozen=True)
class Claimed:
    """What is needed to send a mail or do a piece of work, apart from the session."""

    id: uuid.UUID
    kind: str
    recipient: str
    language: str
    facts: Mapping[str, Any]
    tries: int


class _Skipped(Exception):
    """There is nobody (any more) to whom the mail may go."""


def deliver_due(limit: int = 50, *, commit: Commit) -> Delivered:
    """Send the mails that are due, at most `limit`. `commit` ends the worker's transactions.

    Several workers may run at once: each mail is claimed by one of them. The round ends early after three
    failures in a row. Raises settings.NotReady before create_app() has finished.
    """
    return in_turns(limit, _deliver, commit=commit)


def in_turns(
    limit: int, do: Callable[[Claimed, Commit], str], *, commit: Commit, kinds: Collection[str] | None = None
) -> Delivered:
    """Claim what is due, of these kinds or mails, at most `limit` rows, and `do` each; `do` gives how it ended.

    The round ends early after three failures in a row.
    """
    if kinds is not None and not kinds:
        return Delivered()
    commit()
    results: Counter[str] = Counter()
    in_a_row = 0
    for _turn in range(limit):
        work = _claim(commit, kinds)
        if work is None:
            break
        # Only a worker that dies in every try comes so far.
        died = work.tries > len(BACKOFF) + 1
        result = note(work, commit, "no try came to an end") if died else do(work, commit)
        results[result] += 1
        in_a_row = 0 if result in {"sent", "skipped"} else in_a_row + 1
        if in_a_row == FAILURES_IN_A_ROW:
            break
    return Delivered(**results)


def stuck() -> list[OutboxMail]:
    """Mails that nobody tries to send any more, newest day first: for the page that staff see."""
    query = (
        sa.select(OutboxMail)
        .where(OutboxMail.state == MailState.GAVE_UP)
        .order_by(OutboxMail.gave_up_on.desc(), OutboxMail.id)
    )
    return list(db.session.execute(query).scalars())


def count_waiting() -> int:
    """How many mails are on their way."""
    waiting = (OutboxMail.state == MailState.WAITING, OutboxMail.kind.not_in(settings.handlers()))
    query = sa.select(sa.func.count(OutboxMail.id)).where(*waiting)
    return int(db.session.execute(query).scalar_one())


def count_due(kind: str) -> int:
    """How many rows of this kind wait for their first try."""
    first = (OutboxMail.state == MailState.WAITING, OutboxMail.kind == kind, OutboxMail.due_at.is_(None))
    return int(db.session.execute(sa.select(sa.func.count(OutboxMail.id)).where(*first)).scalar_one())


def try_again(mail: OutboxMail) -> None:
    """Let a mail that was given up start anew, after somebody repaired what stopped it."""
    mail.state, mail.tries = MailState.WAITING, 0
    mail.due_on, mail.due_at, mail.lease_until, mail.gave_up_on = clock.today(), None, None, None


def forget_finished(before: date) -> int:
    """Delete mails written before that day that wait no longer, however they ended. Gives their number."""
    finished = sa.delete(OutboxMail).where(OutboxMail.state != MailState.WAITING, OutboxMail.created_on < before)
    return len(db.session.execute(finished.returning(OutboxMail.id)).all())


def _claim(commit: Commit, kinds: Collection[str] | None) -> Claimed | None:
    """Lease one row that is due: of these kinds, or a mail. The query serves both: SQLite locks as a whole,
    PostgreSQL by row."""
    now = clock.now().replace(second=0, microsecond=0)
    due = (
        sa.select(OutboxMail)
        .where(
            OutboxMail.state == MailState.WAITING,
            OutboxMail.kind.not_in(settings.handlers()) if kinds is None else OutboxMail.kind.in_(kinds),
            OutboxMail.due_on <= clock.today(),
            sa.or_(OutboxMail.due_at.is_(None), OutboxMail.due_at <= clock.now()),
            sa.or_(OutboxMail.lease_until.is_(None), OutboxMail.lease_until <= clock.now()),
        )
        .order_by(OutboxMail.due_on, OutboxMail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    with database.writing():
        mail = db.session.execute(due).scalar_one_or_none()
        if mail is not None:
            mail.lease_until = now + LEASE
            mail.tries += 1
        commit()
    if mail is None:
        return None
    return Claimed(mail.id, mail.kind, mail.recipient, mail.language, dict(mail.facts), mail.tries)


def _deliver(mail: Claimed, commit: Commit) -> str:
    """Send a claimed mail and note what happened: sent, skipped, failed or given_up."""
    try:
        message = _message(mail)
        # What was read for the mail must not stay open while a slow server is spoken to.
        commit()
        transport.send(message, row_id=mail.id.hex, day=clock.today(), settings=settings.current())
    except _Skipped:
        return note(mail, commit, None, MailState.SKIPPED)
    except transport.NotSent as error:
        return note(mail, commit, str(error))
    except settings.NotReady:
        raise
    except Exception as error:  # One broken template must not hold up everybody else.
        return note(mail, commit, type(error).__name__)
    return note(mail, commit, None, MailState.SENT)


def _message(mail: Claimed) -> EmailMessage:
    resolver, renderer = settings.people()
    address = resolver(mail.recipient, mail.kind)
    if address is None:
        raise _Skipped
    words = renderer(mail.kind, mail.language, mail.facts, mail.recipient)
    return transport.compose(
        words,
        address,
        row_id=mail.id.hex,
        language=mail.language,
        day=clock.today(),
        settings=settings.current(),
    )


def note(mail: Claimed, commit: Commit, trouble: str | None, state: MailState = MailState.WAITING) -> str:
    """Write down how a try ended; gives sent, skipped, failed or given_up."""
    db.session.rollback()
    values: dict[str, Any] = {"lease_until": None, "due_at": None, "last_error": trouble and trouble[:200]}
    result = {MailState.SENT: "sent", MailState.SKIPPED: "skipped"}.get(state, "failed")
    if trouble is None:
        values["sent_on"] = clock.today() if state is MailState.SENT else None
        # Facts and sealed addresses are of no use any more.
        values["facts"] = {}
        values["recipient"] = mail.recipient if not mail.recipient.startswith("address:") else "address:"
    elif mail.tries > len(BACKOFF):
        state, result = MailState.GAVE_UP, "given_up"
        values["gave_up_on"] = clock.today()
    else:
        values["due_at"] = clock.now().replace(second=0, microsecond=0) + BACKOFF[mail.tries - 1]
    with database.writing():
        db.session.execute(sa.update(OutboxMail).where(OutboxMail.id == mail.id).values(state=state, **values))
        commit()
    return result
