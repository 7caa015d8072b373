"""Who works here and in which role. A change of roles ends the person's sessions: the next sign-in has the new ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.accounts import queries, rules
from app.accounts.actions.secrets import send_invitation
from app.accounts.actions.signing_in import end_sessions
from app.accounts.models import Account, RoleGrant
from app.accounts.rules import Verb
from app.core import clock, history
from app.core.errors import Invalid, Missing, NotPossibleNow
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
    granted = [_grant(account, role, valid_from, valid_until) for role in roles]
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


def grant_role(
    account: Account, role: Role, *, actor: Actor, valid_from: date | None = None, valid_until: date | None = None
) -> RoleGrant:
    """Give a role for a term. Raises Invalid: "role_held" when terms overlap, "term_wrong" when it ends too early."""
    first, last = valid_from or clock.today(), valid_until or date.max
    held = [grant for grant in account.grants if grant.role is role]
    if any(grant.valid_from <= last and first <= (grant.valid_until or date.max) for grant in held):
        raise Invalid("role_held", "role")
    grant = _grant(account, role, valid_from, valid_until)
    term = {"valid_from": first.isoformat(), "until": _iso(valid_until)}
    history.record(actor, Verb.GRANT_ROLE, account, role=role.value, **term)
    end_sessions(account, actor=actor)
    return grant


def change_term(account: Account, grant_id: int, valid_until: date | None, *, actor: Actor) -> None:
    """Set the last day of a role, or none. Raises Missing, Invalid("term_wrong"), NotPossibleNow("own_access")."""
    grant = _grant_of(account, grant_id, actor)
    _check_term(grant.valid_from, valid_until)
    grant.valid_until = valid_until
    history.record(actor, Verb.GRANT_ROLE, account, role=grant.role.value, until=_iso(valid_until))
    end_sessions(account, actor=actor)


def end_role(account: Account, grant_id: int, *, actor: Actor) -> None:
    """Take a role away at once. Raises Missing, NotPossibleNow("own_access")."""
    grant = _grant_of(account, grant_id, actor)
    yesterday = clock.today() - timedelta(days=1)
    if grant.valid_from > yesterday:
        account.grants.remove(grant)
    elif grant.valid_until is None or grant.valid_until > yesterday:
        grant.valid_until = yesterday
    history.record(actor, Verb.END_ROLE, account, role=grant.role.value)
    end_sessions(account, actor=actor)


def disable(account: Account, *, actor: Actor) -> None:
    """Close an account; it keeps its place in the history. Raises NotPossibleNow("own_access")."""
    if actor.account_id == account.id:
        raise NotPossibleNow("own_access")
    if account.disabled_at is None:
        account.disabled_at = clock.now()
        history.record(actor, Verb.DISABLE, account)
        end_sessions(account, actor=actor)


def enable(account: Account, *, actor: Actor) -> None:
    """Open a closed account again."""
    if account.disabled_at is not None:
        account.disabled_at = None
        history.record(actor, Verb.ENABLE, account)


def _grant(account: Account, role: Role, valid_from: date | None, valid_until: date | None) -> RoleGrant:
    first = valid_from or clock.today()
    _check_term(first, valid_until)
    grant = RoleGrant(role=role, valid_from=first, valid_until=valid_until)
    account.grants.append(grant)
    db.session.flush()
    return grant


def _grant_of(account: Account, grant_id: int, actor: Actor) -> RoleGrant:
    grant = next((grant for grant in account.grants if grant.id == grant_id), None)
    if grant is None:
        raise Missing
    # Nobody can lock themselves out by accident; a second admin can do it.
    if grant.role is Role.ADMIN and actor.account_id == account.id:
        raise NotPossibleNow("own_access")
    return grant


def _check_term(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise Invalid("term_wrong", "valid_until")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _staff_language(tag: str) -> str:
    return tag if tag in {language.tag for language in locales.STAFF} else locales.GERMAN.tag
