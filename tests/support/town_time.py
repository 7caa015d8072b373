"""A town that lives day by day with an injected clock: the worker's turns, a post office that fails, what was sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeVar

import sqlalchemy as sa
from flask import Flask

from app.cli.worker import Day, work
from app.core import clock, database, outbox
from app.core.outbox import MailState, OutboxMail, settings
from app.demo.people import Cast, gather
from app.extensions import db
from app.moderation import queries as moderation

Result = TypeVar("Result")
# A port at which nobody listens: every mail is refused at once.
NO_POST = {"MAIL_TRANSPORT": "smtp", "SMTP_URL": "smtp://127.0.0.1:9"}


@dataclass
class Ledger:
    """What the post office did: keys and recipients of mails that left, in their order, and digests that were due."""

    sent: dict[Any, tuple[str, str, str | None, date]] = field(default_factory=dict)
    digests_due: list[date] = field(default_factory=list)

    def keys(self, kind: str) -> set[str]:
        """Keys of the mails of one kind that left."""
        return {key for sent, _to, key, _day in self.sent.values() if sent == kind and key}

    def days(self, kind: str, recipient: str) -> list[date]:
        """The days on which mails of one kind left to one recipient."""
        return [day for sent, to, _key, day in self.sent.values() if (sent, to) == (kind, recipient)]


class Town:
    """Time, people and the worker. `do` is one committed act at the moment that `at` stands at."""

    def __init__(self, app: Flask, first_day: date) -> None:
        self.app, self.today = app, first_day
        self.ledger = Ledger()
        self.post_is_down = False
        self._day = Day()
        with self.at(8):
            self.cast: Cast = self.do(gather, first_day)

    @contextmanager
    def at(self, hour: int, minute: int = 0) -> Iterator[None]:
        """Let the clock of this town stand at a moment of its present day."""
        with clock.at(datetime.combine(self.today, time(hour, minute), clock.BERLIN)):
            yield

    def do(self, act: Callable[..., Result], *args: Any, **kwargs: Any) -> Result:
        """Run `act` as one committed transaction."""
        with self.app.app_context(), database.writing():
            result = act(*args, **kwargs)
            db.session.commit()
            return result

    def read(self, act: Callable[..., Result], *args: Any) -> Result:
        """Run a read in a context of its own."""
        with self.app.app_context():
            return act(*args)

    def turn(self, hour: int, minute: int = 30) -> None:
        """What the worker does at this hour, until nothing is left that it can do now."""
        outbox.configure({**self.app.config, **(NO_POST if self.post_is_down else {})})
        with self.at(hour, minute):
            if self._day.digest != self.today and hour >= 7 and self.read(self._something_waits):
                self.ledger.digests_due.append(self.today)
            with self.app.app_context():
                while work(self._day):
                    pass
            self.read(self._note_sent)

    def _something_waits(self) -> bool:
        found = moderation.digest_counts(self.today)
        return any((found.waiting, found.objections, found.handed_back, found.additions, found.talks))

    def _note_sent(self) -> None:
        # Work that waits in the same place is no mail.
        mails = OutboxMail.kind.not_in(settings.handlers())
        query = sa.select(OutboxMail).where(mails, OutboxMail.state == MailState.SENT, OutboxMail.sent_on == self.today)
        for mail in db.session.execute(query).scalars():
            self.ledger.sent.setdefault(mail.id, (mail.kind, mail.recipient, mail.key, self.today))

    def repair_post(self) -> int:
        """An administrator sends what was given up once more. Gives the number of mails."""

        def again() -> int:
            stuck = outbox.stuck()
            for mail in stuck:
                outbox.try_again(mail)
            return len(stuck)

        return self.do(again)
