"""What can be done on pages about the site itself."""

from __future__ import annotations

import uuid
from datetime import date

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core import clock, history, outbox
from app.core.errors import Invalid, Missing, NotPossibleNow
from app.core.history import Actor
from app.core.models import random_id
from app.core.outbox import OutboxMail
from app.core.outbox.models import MailState
from app.extensions import db
from app.permissions import Role
from app.site import queries
from app.site.models import LanguageWish
from app.site.rules import FOR_COLLEAGUES, SUMMARY


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
    mail = _stuck(mail_id)
    outbox.try_again(mail)
    history.record(actor, "send_mail_again", mail, kind=mail.kind)
    return mail


def send_to_colleague(mail_id: uuid.UUID, account_id: int | None, *, actor: Actor) -> OutboxMail:
    """Let a mail that was given up go to somebody else who works here, in that person's language.

    Raises Missing, NotPossibleNow: "mail_not_stuck", "mail_is_personal"; Invalid("colleague_missing", "account").
    """
    mail = _stuck(mail_id)
    if mail.kind not in FOR_COLLEAGUES or "link" in mail.facts or not mail.recipient.startswith("account:"):
        raise NotPossibleNow("mail_is_personal")
    account = accounts.get(account_id) if account_id is not None else None
    if account is None or not account.roles_on(clock.today()) or mail.recipient == f"account:{account.id}":
        raise Invalid("colleague_missing", "account")
    mail.recipient, mail.language = f"account:{account.id}", account.language
    outbox.try_again(mail)
    history.record(actor, "send_mail_to_colleague", mail, kind=mail.kind, account=account.id)
    return mail


def write_stuck_summary(day: date) -> int:
    """One mail a day for each administrator when mails are stuck. The worker calls it; a second time changes nothing.

    Returns how many administrators are written to.
    """
    number = queries.count_stuck()
    people = accounts.with_role(Role.ADMIN, day) if number else []
    for account in people:
        outbox.put(
            SUMMARY,
            f"account:{account.id}",
            language=account.language,
            facts={"number": number},
            key=f"{SUMMARY}:{day.isoformat()}:{account.id}",
        )
    return len(people)


def _stuck(mail_id: uuid.UUID) -> OutboxMail:
    query = sa.select(OutboxMail).where(OutboxMail.id == mail_id).with_for_update()
    mail = db.session.execute(query).scalar_one_or_none()
    if mail is None:
        raise Missing
    if mail.state is not MailState.GAVE_UP:
        raise NotPossibleNow("mail_not_stuck")
    return mail
