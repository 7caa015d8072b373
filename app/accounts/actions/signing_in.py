"""The way in: password, second factor, sessions. Every guess is charged before it is looked at."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

import sqlalchemy as sa

from app.accounts import passwords, queries, rules, second_factor
from app.accounts.models import Account, StaffSession
from app.accounts.rules import Verb
from app.core import attempts, clock, history, keys
from app.core.errors import Invalid, Missing, NotPossibleNow
from app.core.history import Actor, ActorKind
from app.extensions import db

TOKEN_BYTES = 32
# Rows of sessions that ended long ago by themselves are swept out at the next sign-in.
SWEEP_AFTER = timedelta(days=7)


def check_password(email: str, typed: str) -> int:
    """The id of the account with this address and password.

    Raises TooMany, Invalid("sign_in_wrong") for both an unknown address and a wrong password, after the same time, and
    Invalid("no_office") when the password is right but no role is valid today.
    """
    charge("sign-in", rules.clean_email(email))
    found = queries.credentials(email)
    if not passwords.fits(found.password_hash, typed) or found.account_id is None:
        raise Invalid("sign_in_wrong", "password")
    attempts.forget(bucket("sign-in", rules.clean_email(email)))
    if not found.in_office:
        raise Invalid("no_office")
    return found.account_id


def begin_session(account_id: int, *, device: str = "", verified: bool = False) -> str:
    """Begin a sign-in on one device; returns the token for its cookie, which is stored nowhere.

    Without `verified` it opens nothing but the page for the second factor.
    """
    now = clock.now()
    db.session.execute(sa.delete(StaffSession).where(StaffSession.created_at < now - SWEEP_AFTER))
    return _store(StaffSession(account_id=account_id, created_at=now, password_at=now, device=device), verified)


def pass_second_factor(token: str, typed: str) -> str:
    """Turn a sign-in that waits for its second factor into a full one; returns the new token, the old one ends.

    Raises TooMany, Invalid("code_wrong") for a wrong, old or used code, NotPossibleNow("sign_in_again") when the
    sign-in has ended in the meantime.
    """
    waiting = queries.session_behind(token)
    if waiting is None or waiting.account.totp_secret is None:
        raise NotPossibleNow("sign_in_again")
    charge("code", str(waiting.account_id))
    account = waiting.account
    secret = second_factor.decrypted(str(account.totp_secret))
    step = second_factor.matching_step(secret, typed, account.totp_last_step) if secret else None
    if step is None or not _use_step(account.id, step):
        raise Invalid("code_wrong", "code")
    history.record(Actor(ActorKind.STAFF, account.id), Verb.SIGN_IN, account)
    return complete_sign_in(token)


def complete_sign_in(token: str) -> str:
    """Mark a sign-in as complete under a new token. Raises NotPossibleNow("sign_in_again") when it has ended."""
    old = db.session.get(StaffSession, queries.token_hash(token))
    if old is None:
        raise NotPossibleNow("sign_in_again")
    new = StaffSession(
        account_id=old.account_id, created_at=old.created_at, password_at=old.password_at, device=old.device
    )
    db.session.delete(old)
    return _store(new, True)


def confirm_password(session_hash: str, email: str, typed: str) -> None:
    """Note that the signed-in person entered the password once more. Raises TooMany, Invalid("password_wrong")."""
    charge("confirm", rules.clean_email(email))
    if not passwords.fits(queries.credentials(email).password_hash, typed):
        raise Invalid("password_wrong", "password")
    db.session.execute(
        sa.update(StaffSession).where(StaffSession.token_hash == session_hash).values(password_at=clock.now())
    )


def sign_out(token: str) -> None:
    """End the sign-in of this token at once."""
    db.session.execute(sa.delete(StaffSession).where(StaffSession.token_hash == queries.token_hash(token)))


def end_sessions(account: Account, *, actor: Actor) -> int:
    """End every sign-in of an account, on all devices, at once; returns how many there were."""
    ended: int = db.session.execute(sa.delete(StaffSession).where(StaffSession.account_id == account.id)).rowcount  # type: ignore[attr-defined]
    history.record(actor, Verb.END_SESSIONS, account, count=ended)
    return ended


def end_one_session(account: Account, key: str, *, actor: Actor) -> None:
    """End one sign-in of an account, named by queries.session_key(). Raises Missing."""
    row = next((one for one in queries.sessions_of(account.id) if queries.session_key(one) == key), None)
    if row is None:
        raise Missing
    db.session.delete(row)
    history.record(actor, Verb.END_SESSION, account)


def note_use(session_hash: str) -> None:
    """Note that something was done in a sign-in today. Read pages alone are not noted: they write nothing."""
    today = clock.today()
    db.session.execute(
        sa.update(StaffSession)
        .where(
            StaffSession.token_hash == session_hash,
            sa.or_(StaffSession.used_on.is_(None), StaffSession.used_on < today),
        )
        .values(used_on=today)
    )


def charge(kind: str, who: str) -> None:
    """Charge one try to the account and one to everybody together. Raises TooMany. Call before any other reading."""
    attempts.charge(kind, per_second=rules.ALL_TRIES_PER_SECOND, burst=rules.ALL_TRIES_BURST)
    attempts.charge(bucket(kind, who), per_second=rules.TRIES_PER_SECOND, burst=rules.TRIES_BURST)


def bucket(kind: str, who: str) -> str:
    """The name of a bucket: it does not tell whose it is, and not whether there is such an account."""
    key = keys.ring().derived("attempt-names")
    return f"{kind}:{hmac.new(key, who.encode(), hashlib.sha256).hexdigest()[:40]}"


def _store(row: StaffSession, verified: bool) -> str:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row.token_hash = queries.token_hash(token)
    row.used_on = clock.today()
    row.verified_at = clock.now() if verified else None
    db.session.add(row)
    return token


def _use_step(account_id: int, step: int) -> bool:
    """Take the code of this step; only one of two requests at the same moment gets it."""
    unused = sa.or_(Account.totp_last_step.is_(None), Account.totp_last_step < step)
    taken = db.session.execute(sa.update(Account).where(Account.id == account_id, unused).values(totp_last_step=step))
    return bool(taken.rowcount == 1)  # type: ignore[attr-defined]
