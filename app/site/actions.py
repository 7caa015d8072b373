"""What can be done on pages about the site itself."""

from __future__ import annotations

import uuid
from datetime import date

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core import clock, history, outbox
from app.core.errors import Missing, NotPossibleNow
from app.core.history import Actor
from app.core.models import random_id
from app.core.outbox import OutboxMail
from app.core.outbox.models import MailState
from app.extensions import db
from app.permissions import Role
from app.site.models import LanguageWish


def report_barrier(text: str, reply_to: str | None, *, language: str) -> int:
    """Send a report about a barrier to everybody who looks after the site. Returns how many that are.

    Without an administrator today the commissioners get it. The words are kept in the waiting mail alone, which is
    emptied after it left.
    """
    today = clock.today()
    readers = accounts.with_role(Role.ADMIN, today) or accounts.with_role(Role.MODERATOR, today)
    for account in readers:
        outbox.put(
            "barrier_report",
            f"account:{account.id}",
            language=account.language,
            facts={"text": text, "reply_to": reply_to or "", "language": language},
        )
    return len(readers)


def wish_for_language(words: str, *, page_language: str) -> LanguageWish:
    """Note a language that somebody misses. `words` are at most MAX_WISH characters, whatever they say."""
    wish = LanguageWish(id=random_id(), words=words, page_language=page_language, wished_on=clock.today())
    db.session.add(wish)
    return wish


def forget_wishes(before: date) -> int:
    """Delete wishes from before that day; gives their number."""
    gone = sa.delete(LanguageWish).where(LanguageWish.wished_on < before)
    return len(db.session.execute(gone.returning(LanguageWish.id)).all())


def send_again(mail_id: uuid.UUID, *, actor: Actor) -> OutboxMail:
    """Let a mail that was given up start anew. Raises Missing, NotPossibleNow("mail_not_stuck")."""
    mail = db.session.get(OutboxMail, mail_id)
    if mail is None:
        raise Missing
    if mail.state is not MailState.GAVE_UP:
        raise NotPossibleNow("mail_not_stuck")
    outbox.try_again(mail)
    history.record(actor, "send_mail_again", mail, kind=mail.kind)
    return mail
