"""`flask worker`: sends waiting mail, writes the daily digest, deletes what is due. One is enough; two do no harm."""

from __future__ import annotations

import signal
import threading
from datetime import date, time, timedelta

import click
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from app.accounts import actions as accounts
from app.answers import actions as answers
from app.core import clock, database, outbox, search
from app.core.history import SYSTEM
from app.dialogforum.actions import desk_seats, seat_mail
from app.dialogforum.actions.notes import forget_notes
from app.extensions import db
from app.moderation import actions as moderation
from app.notices import actions as notices
from app.routing import actions as routing
from app.site import actions as site
from app.translating import actions as translating

PAUSE_SECONDS = 3.0
DRAFTS_AT_ONCE = 3
DIGEST_AT = time(7, 0)
# Rows of mails that left are kept so long, for questions about what was sent.
KEEP_SENT = timedelta(days=30)
# What people answered to "Which language is missing?": for the figures of one year.
KEEP_WISHES = timedelta(days=366)


class Day:
    """What this process has done today: daily jobs run once a day; the jobs themselves are idempotent."""

    def __init__(self) -> None:
        self.digest: date | None = None
        self.retention: date | None = None


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due and end.")
def worker(once: bool) -> None:
    """Send mail, write digests and run retention until stopped."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stopping.set())
    day = Day()
    while True:
        try:
            busy = work(day)
        except SQLAlchemyError as error:
            # The database is away or full, or a person was quicker: wait and try again. Nothing is lost, the rows are
            # still there.
            current_app.logger.error("worker: %s", type(error).__name__)
            db.session.rollback()
            busy = False
        if once or stopping.wait(0 if busy else PAUSE_SECONDS):
            return


def work(day: Day) -> bool:
    """One turn. Returns whether there may be more to do at once. Commits after each piece of work."""
    with database.writing():
        _daily(day)
        # In a hall mails wait: those about contributions are written in the city, when the texts have come home.
        sent = 0 if current_app.config["HALL"] else outbox.deliver_due(commit=db.session.commit).sent
        db.session.commit()
        # After the mails, and few at a time: an engine that hangs must never delay anybody.
        translating.plan_drafts()
        moderation.plan_comparisons()
        db.session.commit()
        drafted = outbox.run_due(DRAFTS_AT_ONCE, commit=db.session.commit)
        db.session.commit()
    db.session.remove()
    return sent + drafted.sent > 0


def _daily(day: Day) -> None:
    today = clock.today()
    if day.digest != today and clock.now().astimezone(clock.BERLIN).time() >= DIGEST_AT:
        moderation.write_digest(today)
        accounts.remind_of_ends(today)
        # First what is very late goes to the steering group, then the tandems hear of the rest.
        routing.escalate_due(today)
        routing.remind(today)
        site.write_stuck_summary(today)
        notices.write_digest(today)
        notices.warn_of_one_commissioner(today)
        seat_mail.remind(today, days=current_app.config["SEAT_REMINDER_DAYS"])
        db.session.commit()
        day.digest = today
    if day.retention != today:
        moderation.erase_due(today, actor=SYSTEM, periods=periods())
        moderation.forget_steps()
        moderation.forget_hand_overs()
        accounts.close_ended(today)
        notices.erase_due(today, actor=SYSTEM, periods=periods())
        desk_seats.erase_due(today, actor=SYSTEM, days=periods()["seats"])
        forget_notes(today, actor=SYSTEM, periods=periods())
        answers.remind_reviews(today)
        outbox.forget_finished(today - KEEP_SENT)
        site.forget_wishes(today - KEEP_WISHES)
        search.settle()
        db.session.commit()
        day.retention = today


def periods() -> dict[str, int]:
    """Retention periods in days by kind, from the settings."""
    names = ("contact", "refused", "referred", "returned", "code", "notice_contact", "notice_words", "original")
    return {name: current_app.config[f"RETENTION_{name.upper()}_DAYS"] for name in (*names, "seats")}
