"""Delayed work that is no mail: a waiting row whose kind has a handler. Mail never waits for it, nor it for mail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app.core import clock, database
from app.core.outbox import settings
from app.core.outbox.delivery import Claimed, Commit, Delivered, in_turns, note
from app.core.outbox.models import MailState, OutboxMail
from app.extensions import db

# What cannot be tried now comes again after this.
LATER = timedelta(minutes=5)


class NotDone(Exception):
    """The work failed and is tried again, a few times. The message names the kind of trouble, nothing else."""


class NotNow(Exception):
    """The work could not be tried: it comes again later, and that counts as no failure."""


class NotNeeded(Exception):
    """Somebody was faster, or what the work was about is gone."""


# handler(recipient, language, facts, commit): does the work; it ends its own transactions with `commit`.
Handler = Callable[[str, str, Mapping[str, Any], Commit], None]


def run_due(limit: int, *, commit: Commit) -> Delivered:
    """Do what is due, at most `limit` pieces; after three failures in a row the rest waits for the next round."""
    return in_turns(limit, _run, commit=commit, kinds=tuple(settings.handlers()))


def _run(work: Claimed, commit: Commit) -> str:
    handler: Handler = settings.handlers()[work.kind]
    try:
        handler(work.recipient, work.language, work.facts, commit)
    except NotNeeded:
        return note(work, commit, None, MailState.SKIPPED)
    except NotNow:
        return _put_off(work, commit)
    except NotDone as error:
        return note(work, commit, str(error))
    except settings.NotReady:
        raise
    except Exception as error:  # One broken piece must not hold up the others.
        return note(work, commit, type(error).__name__)
    return note(work, commit, None, MailState.SENT)


def _put_off(work: Claimed, commit: Commit) -> str:
    db.session.rollback()
    later = clock.now().replace(second=0, microsecond=0) + LATER
    values = {"lease_until": None, "due_at": later, "tries": work.tries - 1}
    with database.writing():
        db.session.execute(sa.update(OutboxMail).where(OutboxMail.id == work.id).values(**values))
        commit()
    return "failed"
