"""Delayed work that is no mail: a waiting row whose kind has a handler. Mail never waits for it, nor it for mail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app.core import clock, database
from app.core.outbox import settings
from app.core.outbox.delivery import FAILURES_IN_A_ROW, Claimed, Commit, Delivered, claim, note
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
    commit()
    results: Counter[str] = Counter()
    in_a_row = 0
    handlers = settings.handlers()
    for _turn in range(limit):
        work = claim(commit, kinds=tuple(handlers)) if handlers else None
        if work is None:
            break
        result = _run(work, handlers[work.kind], commit)
        results[result] += 1
        in_a_row = 0 if result in {"sent", "skipped"} else in_a_row + 1
        if in_a_row == FAILURES_IN_A_ROW:
            break
    return Delivered(**results)


def _run(work: Claimed, handler: Handler, commit: Commit) -> str:
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
