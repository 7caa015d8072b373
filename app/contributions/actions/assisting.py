"""A helper enters for somebody else. The words go the residents' way; beside them stands how the help was given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from app.contributions.actions.sending import Submission, Submitted, form_hash
from app.contributions.actions.words import send
from app.contributions.models import AssistedDay, AssistedEntry, WipedForm
from app.contributions.rules import WIPED_DAYS, Interpreter, Sent, Source, Words
from app.core import clock
from app.core.history import RESIDENT
from app.extensions import db

# A helper's own counts, like everything about people at work, end after a year.
COUNT_DAYS = 366


@dataclass(frozen=True)
class Help:
    """How the help was given. The account only counts; it is never tied to a case."""

    account_id: int
    spoken_language: str
    interpreter: Interpreter = Interpreter.NONE
    words: Words = Words.OWN
    organisation_id: int | None = None


def send_for_somebody(submission: Submission, given: Help) -> tuple[Submitted, Sent]:
    """Send what a helper entered, as `send` does it for the author: the author acts, the helper only writes.

    The same form again changes nothing but what was said about the help. Raises what `send` raises.
    """
    done, sent = send(replace(submission, source=Source.ASSISTED), actor=RESIDENT)
    known = db.session.get(AssistedEntry, done.contribution.id)
    entry = known or AssistedEntry(contribution_id=done.contribution.id)
    entry.organisation_id = given.organisation_id
    entry.spoken_language = given.spoken_language
    entry.interpreter, entry.words = given.interpreter, given.words
    if known is None:
        db.session.add(entry)
        _count(given.account_id)
    db.session.flush()
    return done, sent


def _count(account_id: int) -> None:
    values = {"account_id": account_id, "day": clock.today(), "entries": 1}
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    db.session.execute(
        insert(AssistedDay)
        .values(values)
        .on_conflict_do_update(index_elements=["account_id", "day"], set_={"entries": AssistedDay.entries + 1})
    )


def wiped_hash(number: str) -> str:
    """Under which name the wiping of a form is remembered; it cannot be compared with that of a contribution."""
    return form_hash(number, "wiped")


def wipe(number: str) -> None:
    """The screen of this form was wiped, sent or not: nobody opens the form again."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    row = {"form_hash": wiped_hash(number), "wiped_on": clock.today()}
    db.session.execute(insert(WipedForm).values(row).on_conflict_do_nothing())


def forget_old_traces() -> None:
    """Delete marks of wiped forms that no browser keeps any more, and counts of past years."""
    today = clock.today()
    db.session.execute(sa.delete(WipedForm).where(WipedForm.wiped_on < today - timedelta(days=WIPED_DAYS)))
    db.session.execute(sa.delete(AssistedDay).where(AssistedDay.day < today - timedelta(days=COUNT_DAYS)))
