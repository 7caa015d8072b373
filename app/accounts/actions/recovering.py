"""Recovery codes: a new set, and the way in with one of them."""

from __future__ import annotations

import sqlalchemy as sa

from app.accounts import queries, recovery
from app.accounts.actions.signing_in import charge, complete_sign_in
from app.accounts.models import Account, RecoveryCode
from app.accounts.rules import Verb
from app.core import clock, history, outbox
from app.core.errors import Invalid, NotPossibleNow
from app.core.history import Actor, ActorKind
from app.extensions import db


def new_recovery_codes(account: Account, *, actor: Actor) -> list[str]:
    """Ten new codes in the place of all earlier ones; nobody can read them again later."""
    db.session.execute(sa.delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    codes = recovery.new_codes()
    db.session.add_all(
        RecoveryCode(account_id=account.id, code_hash=recovery.stored(account.id, code)) for code in codes
    )
    db.session.flush()
    history.record(actor, Verb.NEW_RECOVERY_CODES, account, count=len(codes))
    return codes


def pass_with_recovery_code(token: str, typed: str) -> str:
    """Turn a sign-in that waits for its second factor into a full one with a code from paper; returns the new token.

    Raises TooMany, Invalid("recovery_code_wrong") for a wrong or used code, NotPossibleNow("sign_in_again") when the
    sign-in has ended in the meantime. The person is told by mail.
    """
    waiting = queries.session_behind(token)
    if waiting is None or waiting.account.totp_secret is None:
        raise NotPossibleNow("sign_in_again")
    # The same tries as for the digits of the app: nobody gets more by changing the page.
    charge("code", str(waiting.account_id))
    account = queries.get(waiting.account_id)
    if not _use(account.id, recovery.stored(account.id, typed)):
        raise Invalid("recovery_code_wrong", "code")
    left = queries.recovery_codes_left(account.id)
    history.record(Actor(ActorKind.STAFF, account.id), Verb.USE_RECOVERY_CODE, account, left=left)
    outbox.put("recovery_code_used", f"account:{account.id}", language=account.language, facts={"left": left})
    return complete_sign_in(token)


def _use(account_id: int, code_hash: str | None) -> bool:
    """Mark a code as used; only one of two requests at the same moment gets it."""
    if code_hash is None:
        return False
    taken = db.session.execute(
        sa.update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account_id, RecoveryCode.code_hash == code_hash, RecoveryCode.used_at.is_(None)
        )
        .values(used_at=clock.now())
    )
    return bool(taken.rowcount == 1)  # type: ignore[attr-defined]
