"""A new e-mail address: its owner confirms it with a link, and the old address is told."""

from __future__ import annotations

import secrets

import sqlalchemy as sa

from app.accounts import queries, rules
from app.accounts.actions.secrets import TOKEN_BYTES
from app.accounts.actions.signing_in import bucket
from app.accounts.models import Account, EmailChange, OneTimeLink
from app.accounts.rules import Verb
from app.core import attempts, clock, history, keys, outbox
from app.core.errors import Invalid, NotPossibleNow
from app.core.history import Actor, ActorKind
from app.extensions import db


def ask_new_email(account: Account, email: str, *, actor: Actor) -> EmailChange:
    """Mail a link to the new address and tell the old one. Nothing changes before the link is used.

    Raises TooMany, Invalid("email_taken", "email") or Invalid("email_same", "email").
    """
    attempts.charge(bucket("new-email", str(account.id)), per_second=rules.MAILS_PER_SECOND, burst=rules.MAILS_BURST)
    wanted = rules.clean_email(email)
    if wanted == account.email:
        raise Invalid("email_same", "email")
    if queries.by_email(wanted) is not None:
        raise Invalid("email_taken", "email")
    now = clock.now()
    _sweep(account)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    change = EmailChange(
        account_id=account.id,
        old_email=account.email,
        new_email=wanted,
        token_hash=queries.token_hash(token),
        asked_at=now,
        expires_at=now + rules.EMAIL_LINK_LASTS,
    )
    db.session.add(change)
    db.session.flush()
    sealed = keys.seal(queries.LINK_PURPOSE, {"token": token})
    outbox.put("email_confirm", f"new-address:{change.id}", language=account.language, facts={"link": sealed})
    outbox.put("email_asked", f"old-address:{change.id}", language=account.language)
    history.record(actor, Verb.ASK_EMAIL, account)
    return change


def confirm_email(token: str) -> Account:
    """Make the new address the one of the account; the old one is told, and links that were sent to it end.

    Raises NotPossibleNow("link_gone") when the link is used, old or unknown, NotPossibleNow("email_taken") when
    somebody else has the address by now.
    """
    change = queries.email_change(token)
    if change is None:
        raise NotPossibleNow("link_gone")
    if queries.by_email(change.new_email) is not None:
        raise NotPossibleNow("email_taken")
    account = queries.get(change.account_id)
    account.email = change.new_email
    change.done_at = clock.now()
    db.session.execute(sa.delete(OneTimeLink).where(OneTimeLink.account_id == account.id))
    outbox.put("email_changed", f"old-address:{change.id}", language=account.language)
    history.record(Actor(ActorKind.STAFF, account.id), Verb.CHANGE_EMAIL, account)
    return account


def _sweep(account: Account) -> None:
    """Earlier wishes of this account end; addresses of changes long ago go."""
    now = clock.now()
    db.session.execute(
        sa.update(EmailChange)
        .where(EmailChange.account_id == account.id, EmailChange.done_at.is_(None))
        .values(expires_at=now)
    )
    db.session.execute(sa.delete(EmailChange).where(EmailChange.asked_at < now - rules.EMAIL_CHANGE_KEPT))
