"""Roles for a time. A change of roles ends the person's sessions: the next sign-in has the new ones."""

from __future__ import annotations

from datetime import date, timedelta

from app.accounts import queries
from app.accounts.actions.signing_in import end_sessions
from app.accounts.models import Account, RoleGrant
from app.accounts.rules import Verb
from app.core import clock, history
from app.core.errors import Invalid, Missing, NotPossibleNow
from app.core.history import Actor
from app.extensions import db
from app.permissions import Role


def grant_role(
    account: Account, role: Role, *, actor: Actor, valid_from: date | None = None, valid_until: date | None = None
) -> RoleGrant:
    """Give a role for a term. Raises Invalid: "role_held" when terms overlap, "term_wrong" when it ends too early.

    An administrator who gives it to herself only asks: it waits until another administrator confirms it. Where there
    is no other one it is given at once, and the history says so.
    """
    first, last = valid_from or clock.today(), valid_until or date.max
    held = [grant for grant in account.grants if grant.role is role]
    if any(grant.valid_from <= last and first <= (grant.valid_until or date.max) for grant in held):
        raise Invalid("role_held", "role")
    grant = enter_role(account, role, valid_from, valid_until)
    term: dict[str, object] = {"valid_from": first.isoformat(), "until": _iso(valid_until)}
    if actor.account_id == account.id:
        grant.waits = bool(queries.other_admins(account.id, clock.today()))
        term["oneself"] = True
    history.record(actor, Verb.ASK_ROLE if grant.waits else Verb.GRANT_ROLE, account, role=role.value, **term)
    if not grant.waits:
        end_sessions(account, actor=actor)
    return grant


def confirm_role(account: Account, grant_id: int, *, actor: Actor) -> None:
    """Confirm a role that an administrator asked for herself. Raises Missing, NotPossibleNow("own_role")."""
    grant = _waiting(account, grant_id)
    if actor.account_id == account.id:
        raise NotPossibleNow("own_role")
    grant.waits = False
    grant.valid_from = max(grant.valid_from, clock.today())
    _check_term(grant.valid_from, grant.valid_until)
    history.record(actor, Verb.CONFIRM_ROLE, account, role=grant.role.value)
    end_sessions(account, actor=actor)


def refuse_role(account: Account, grant_id: int, *, actor: Actor) -> None:
    """Do not confirm such a role, or take the own wish back. Raises Missing."""
    grant = _waiting(account, grant_id)
    account.grants.remove(grant)
    history.record(actor, Verb.REFUSE_ROLE, account, role=grant.role.value)


def change_term(account: Account, grant_id: int, valid_until: date | None, *, actor: Actor) -> None:
    """Set the last day of a role, or none. Raises Missing, Invalid("term_wrong"), NotPossibleNow: "own_access" for
    the own role of an administrator, "own_term" for a longer one while somebody else could give it, "last_admin".
    """
    grant = _grant_of(account, grant_id, actor)
    _check_term(grant.valid_from, valid_until)
    longer = (valid_until or date.max) > (grant.valid_until or date.max)
    if longer and actor.account_id == account.id and queries.other_admins(account.id, clock.today()):
        raise NotPossibleNow("own_term")
    was_admin = grant.role is Role.ADMIN and grant.covers(clock.today())
    grant.valid_until = valid_until
    history.record(actor, Verb.GRANT_ROLE, account, role=grant.role.value, until=_iso(valid_until))
    end_sessions(account, actor=actor)
    if was_admin:
        keep_an_admin()


def end_role(account: Account, grant_id: int, *, actor: Actor) -> None:
    """Take a role away at once. Raises Missing, NotPossibleNow: "own_access", "last_admin"."""
    grant = _grant_of(account, grant_id, actor)
    was_admin = grant.role is Role.ADMIN and grant.covers(clock.today())
    _end(account, grant)
    history.record(actor, Verb.END_ROLE, account, role=grant.role.value)
    end_sessions(account, actor=actor)
    if was_admin:
        keep_an_admin()


def end_all_roles(account: Account) -> None:
    """Take every role away, also those that have not begun. Part of leaving, which writes it down."""
    for grant in list(account.grants):
        _end(account, grant)


def keep_an_admin() -> None:
    """Raises NotPossibleNow("last_admin") when nobody could manage people any more.

    Called after the change was written down: the record lets one writer through at a time, so two administrators who
    end each other at the same moment do not both succeed.
    """
    db.session.flush()
    if not queries.with_role(Role.ADMIN, clock.today()):
        raise NotPossibleNow("last_admin")


def _end(account: Account, grant: RoleGrant) -> None:
    yesterday = clock.today() - timedelta(days=1)
    if grant.waits or grant.valid_from > yesterday:
        account.grants.remove(grant)
    elif grant.valid_until is None or grant.valid_until > yesterday:
        grant.valid_until = yesterday


def enter_role(account: Account, role: Role, valid_from: date | None, valid_until: date | None) -> RoleGrant:
    """Put a role for a term into the account. Raises Invalid("term_wrong"). The caller writes it down."""
    first = valid_from or clock.today()
    _check_term(first, valid_until)
    grant = RoleGrant(role=role, valid_from=first, valid_until=valid_until)
    account.grants.append(grant)
    db.session.flush()
    return grant


def _grant_of(account: Account, grant_id: int, actor: Actor) -> RoleGrant:
    grant = next((grant for grant in account.grants if grant.id == grant_id), None)
    if grant is None or grant.waits:
        raise Missing
    # Nobody can lock themselves out by accident; a second admin can do it.
    if grant.role is Role.ADMIN and actor.account_id == account.id:
        raise NotPossibleNow("own_access")
    return grant


def _waiting(account: Account, grant_id: int) -> RoleGrant:
    grant = next((grant for grant in account.grants if grant.id == grant_id and grant.waits), None)
    if grant is None:
        raise Missing
    return grant


def _check_term(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise Invalid("term_wrong", "valid_until")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
