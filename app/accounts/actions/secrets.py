"""Passwords, second factors and one-time links. A link never stands in the database in a form that opens anything."""

from __future__ import annotations

import secrets
from datetime import timedelta

import sqlalchemy as sa

from app.accounts import passwords, queries, rules, second_factor
from app.accounts.actions.signing_in import bucket, charge, end_sessions
from app.accounts.models import Account, OneTimeLink, RecoveryCode
from app.accounts.rules import Verb
from app.core import attempts, clock, history, keys, outbox
from app.core.errors import Invalid, NotPossibleNow, TooMany
from app.core.history import Actor, ActorKind
from app.extensions import db

TOKEN_BYTES = 32


def set_password(account: Account, password: str, *, actor: Actor) -> None:
    """Give the account a new password and end all its sessions.

    Raises Invalid: password_short, password_long, password_common or password_personal.
    """
    fault = rules.password_fault(password, account.name, account.email)
    if fault is not None:
        raise Invalid(fault, "password", minimum=rules.PASSWORD_MIN)
    account.password_hash = passwords.make_hash(password)
    # Older links were meant for a password that is no longer wanted.
    db.session.execute(sa.delete(OneTimeLink).where(OneTimeLink.account_id == account.id))
    history.record(actor, Verb.SET_PASSWORD, account)
    end_sessions(account, actor=actor)


def change_password(account_id: int, email: str, old: str, new: str, *, actor: Actor) -> Account:
    """Change one's own password. Raises TooMany, Invalid("password_wrong", "old"), or as set_password."""
    charge("confirm", rules.clean_email(email))
    if not passwords.fits(queries.credentials(email).password_hash, old):
        raise Invalid("password_wrong", "old")
    account = queries.get(account_id)
    set_password(account, new, actor=actor)
    return account


def use_link(token: str, password: str) -> Account:
    """Set a password with a one-time link, which then is used up.

    Raises NotPossibleNow("link_gone") when it is used, old or unknown, Invalid as set_password.
    """
    link = queries.usable_link(token)
    if link is None:
        raise NotPossibleNow("link_gone")
    account = queries.get(link.account_id)
    set_password(account, password, actor=Actor(ActorKind.STAFF, account.id))
    return account


def set_second_factor(account: Account, secret: str, typed: str, *, actor: Actor) -> None:
    """Set up the second factor after a first code from the app was right. Raises Invalid("code_wrong", "code")."""
    step = second_factor.matching_step(secret, typed)
    if step is None:
        raise Invalid("code_wrong", "code")
    store_second_factor(account, secret, actor=actor, used_step=step)


def store_second_factor(account: Account, secret: str, *, actor: Actor, used_step: int | None = None) -> None:
    """Store the secret of an authenticator app, encrypted. `used_step` is the step of a code that is used up."""
    account.totp_secret = second_factor.encrypted(secret)
    account.totp_last_step = used_step
    history.record(actor, Verb.SET_SECOND_FACTOR, account)


def forget_second_factor(account: Account, *, actor: Actor) -> None:
    """Let somebody who lost the device set up a new one at the next sign-in.

    Raises NotPossibleNow("own_access") for one's own account: the account page has a safer way.
    """
    if actor.account_id == account.id:
        raise NotPossibleNow("own_access")
    account.totp_secret = None
    account.totp_last_step = None
    # Who found the phone may have found the paper too.
    db.session.execute(sa.delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    history.record(actor, Verb.RESET_SECOND_FACTOR, account)
    end_sessions(account, actor=actor)


def send_sign_in_link(email: str) -> None:
    """Mail a link to somebody who forgot the password, if there is such an account in use. Never tells whether.

    Raises TooMany only for everybody together; too many mails to one address are left out in silence.
    """
    who = rules.clean_email(email)
    attempts.charge("forgotten", per_second=rules.ALL_TRIES_PER_SECOND, burst=rules.ALL_TRIES_BURST)
    try:
        attempts.charge(bucket("forgotten", who), per_second=rules.MAILS_PER_SECOND, burst=rules.MAILS_BURST)
    except TooMany:
        return
    account = queries.by_email(who)
    if account is not None and account.roles_on(clock.today()):
        _mail_link(account, "sign_in_link", rules.LINK_LASTS)
        history.record(history.SYSTEM, Verb.SEND_LINK, account)


def send_invitation(account: Account, *, actor: Actor, by_mail: bool = True) -> str:
    """A link for a first or a new password, good for a week; returns its token. `by_mail` also mails it."""
    history.record(actor, Verb.SEND_LINK, account)
    if by_mail:
        return _mail_link(account, "invitation", rules.INVITATION_LASTS)
    return _new_link(account, rules.INVITATION_LASTS)


def _new_link(account: Account, lasts: timedelta) -> str:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    db.session.add(
        OneTimeLink(token_hash=queries.token_hash(token), account_id=account.id, expires_at=clock.now() + lasts)
    )
    return token


def _mail_link(account: Account, kind: str, lasts: timedelta) -> str:
    token = _new_link(account, lasts)
    sealed = keys.seal(queries.LINK_PURPOSE, {"token": token})
    outbox.put(kind, f"account:{account.id}", language=account.language, facts={"link": sealed})
    return token
