"""Who works here: accounts are opened, renamed, closed, and opened again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.accounts import queries, rules
from app.accounts.actions.secrets import send_invitation
from app.accounts.actions.signing_in import end_sessions
from app.accounts.actions.terms import end_all_roles, enter_role, keep_an_admin
from app.accounts.models import Account
from app.accounts.rules import Verb
from app.core import clock, history
from app.core.errors import Invalid, NotPossibleNow
from app.core.history import Actor
from app.core.languages import locales
from app.extensions import db
from app.permissions import Role


@dataclass(frozen=True)
class Invited:
    """A new account and the token of the link with which the person chooses a password."""

    account: Account
    token: str


def invite(
    email: str,
    name: str,
    roles: Iterable[Role],
    *,
    actor: Actor,
    language: str = "de",
    valid_from: date | None = None,
    valid_until: date | None = None,
    by_mail: bool = True,
    is_example: bool = False,
) -> Invited:
    """Open an account with roles for a term (from today, if not said) and send or return the link to it.

    Raises Invalid("email_taken", "email") or Invalid("term_wrong", "valid_until").
    """
    if queries.by_email(email) is not None:
        raise Invalid("email_taken", "email")
    account = Account(
        email=rules.clean_email(email),
        name=name.strip() or rules.clean_email(email),
        language=_staff_language(language),
        created_at=clock.now(),
        is_example=is_example,
    )
    db.session.add(account)
    db.session.flush()
    granted = [enter_role(account, role, valid_from, valid_until) for role in roles]
    history.record(actor, Verb.INVITE, account, roles=[grant.role.value for grant in granted])
    return Invited(account, send_invitation(account, actor=actor, by_mail=by_mail))


def rename(account: Account, *, name: str, language: str, actor: Actor) -> None:
    """Change the shown name and the language of an account. Raises Invalid("name_missing", "name")."""
    if not name.strip():
        raise Invalid("name_missing", "name")
    if (account.name, account.language) == (name.strip(), language):
        return
    account.name, account.language = name.strip(), _staff_language(language)
    history.record(actor, Verb.CHANGE_PROFILE, account)


def disable(account: Account, *, actor: Actor) -> None:
    """Close an account; it keeps its place in the history. Raises NotPossibleNow: "own_access", "last_admin"."""
    _close(account, Verb.DISABLE, actor)


def leave(account: Account, *, actor: Actor) -> None:
    """Somebody leaves: all roles end, wishes for roles too, and the account is closed.

    Raises NotPossibleNow: "own_access", "last_admin".
    """
    was_admin = Role.ADMIN in account.roles_on(clock.today())
    end_all_roles(account)
    _close(account, Verb.LEAVE, actor, was_admin=was_admin)


def _close(account: Account, verb: Verb, actor: Actor, *, was_admin: bool = False) -> None:
    if actor.account_id == account.id:
        raise NotPossibleNow("own_access")
    if account.disabled_at is None:
        was_admin = was_admin or Role.ADMIN in account.roles_on(clock.today())
        account.disabled_at = clock.now()
        history.record(actor, verb, account)
        end_sessions(account, actor=actor)
        if was_admin:
            keep_an_admin()


def enable(account: Account, *, actor: Actor) -> None:
    """Open a closed account again."""
    if account.disabled_at is not None:
        account.disabled_at = None
        history.record(actor, Verb.ENABLE, account)


def _staff_language(tag: str) -> str:
    return tag if tag in {language.tag for language in locales.STAFF} else locales.GERMAN.tag
