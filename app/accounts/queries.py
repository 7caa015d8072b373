"""Who works here, with which roles, and which sign-ins are open."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts import rules
from app.accounts.models import Absence, Account, EmailChange, OneTimeLink, RecoveryCode, RoleGrant, StaffSession
from app.accounts.rules import Verb
from app.core import clock, database, keys
from app.core.errors import Missing
from app.core.history import of
from app.extensions import db
from app.permissions import Role

LINK_PURPOSE = "one-time-link"
# Letters of a session's hash that name it in addresses.
SESSION_KEY = 20


def get(account_id: int) -> Account:
    """The account with this id. Raises Missing."""
    account = db.session.get(Account, account_id)
    if account is None:
        raise Missing
    return account


def by_email(email: str) -> Account | None:
    """The account with this address, in whatever case it is written."""
    query = sa.select(Account).where(Account.email == rules.clean_email(email))
    return db.session.execute(query).scalar_one_or_none()


def everybody() -> list[Account]:
    """All accounts, by name; those that are not in use last."""
    query = sa.select(Account).order_by(Account.disabled_at.is_not(None), Account.name, Account.id)
    return list(db.session.execute(query).scalars())


def names(account_ids: set[int]) -> dict[int, str]:
    """Names for ids, in one query: for lists and histories."""
    query = sa.select(Account.id, Account.name).where(Account.id.in_(account_ids))
    return {row.id: row.name for row in db.session.execute(query)}


def with_role(role: Role, day: date) -> list[Account]:
    """Accounts in use that hold `role` on `day`, by id."""
    in_term = sa.and_(
        RoleGrant.role == role,
        RoleGrant.waits.is_(False),
        RoleGrant.valid_from <= day,
        sa.or_(RoleGrant.valid_until.is_(None), RoleGrant.valid_until >= day),
    )
    query = sa.select(Account).where(Account.disabled_at.is_(None), Account.grants.any(in_term)).order_by(Account.id)
    return list(db.session.execute(query).scalars())


def away(day: date) -> sa.Select[Any]:
    """Ids of the accounts whose people are away on `day`, to be used inside other queries."""
    return sa.select(Absence.account_id).where(Absence.first_day <= day, Absence.last_day >= day)


def reachable(role: Role, day: date) -> list[Account]:
    """Who holds `role` on `day` and is not away. When everybody is away: all of them, so that nothing waits unseen."""
    holders = with_role(role, day)
    absent = set(db.session.execute(away(day)).scalars())
    return [account for account in holders if account.id not in absent] or holders


def absences_of(account_id: int, day: date) -> list[Absence]:
    """When somebody is away, on `day` or later."""
    query = sa.select(Absence).where(Absence.account_id == account_id, Absence.last_day >= day)
    return list(db.session.execute(query.order_by(Absence.first_day)).scalars())


def day_without(role: Role, first: date, last: date) -> date | None:
    """The first of these days on which nobody who holds `role` is there; None when somebody always is."""
    query = sa.select(Absence).where(Absence.first_day <= last, Absence.last_day >= first)
    absences = list(db.session.execute(query).scalars())
    holders = [account for account in everybody() if any(grant.role is role for grant in account.grants)]
    for count in range((last - first).days + 1):
        day = first + timedelta(days=count)
        absent = {absence.account_id for absence in absences if absence.covers(day)}
        if not any(role in account.roles_on(day) and account.id not in absent for account in holders):
            return day
    return None


def mail_address(account_id: int) -> str | None:
    """The address of an account that is in use, else None."""
    account = db.session.get(Account, account_id)
    return account.email if account is not None and account.disabled_at is None else None


def other_admins(account_id: int, day: date) -> list[Account]:
    """Administrators beside this one who can sign in on `day`: those who could confirm something."""
    found = with_role(Role.ADMIN, day)
    return [one for one in found if one.id != account_id and one.password_hash and one.totp_secret]


def waiting_grants(for_admin: int) -> list[tuple[Account, RoleGrant]]:
    """Roles that other administrators asked for themselves and that this one may confirm."""
    query = (
        sa.select(Account, RoleGrant)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(RoleGrant.waits.is_(True), Account.id != for_admin, Account.disabled_at.is_(None))
        .order_by(RoleGrant.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def recovery_codes_left(account_id: int) -> int:
    """How many recovery codes of an account are unused."""
    query = sa.select(sa.func.count()).where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
    return int(db.session.execute(query).scalar_one())


def email_change(token: str) -> EmailChange | None:
    """The change of address behind a link, if it is unused, not too old and its account is in use."""
    query = sa.select(EmailChange).where(EmailChange.token_hash == token_hash(token), EmailChange.done_at.is_(None))
    found = db.session.execute(query).scalar_one_or_none()
    if found is None or found.expires_at <= clock.now():
        return None
    return found if mail_address(found.account_id) else None


def waiting_email(account_id: int) -> EmailChange | None:
    """The new address of an account that nobody has confirmed yet."""
    query = sa.select(EmailChange).where(
        EmailChange.account_id == account_id, EmailChange.done_at.is_(None), EmailChange.expires_at > clock.now()
    )
    return db.session.execute(query.order_by(EmailChange.id.desc()).limit(1)).scalar_one_or_none()


def changing_address(change_id: int, *, old: bool) -> str | None:
    """Where a mail about a change of address goes: to the new one, or to the one until now."""
    found = db.session.get(EmailChange, change_id)
    if found is None:
        return None
    return found.old_email if old else found.new_email


def mail_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a mail of this room needs beside its facts: the token behind a sealed link, because the outbox never holds
    a usable one; role and day of a term that ends."""
    sealed, role, day = facts.get("link"), facts.get("ending_role"), facts.get("ending_day")
    found: dict[str, Any] = {"link_token": keys.unseal(LINK_PURPOSE, str(sealed))["token"]} if sealed else {}
    found |= {"role": Role(role)} if role else {}
    return found | ({"day": date.fromisoformat(day)} if day else {})


@dataclass(frozen=True)
class Credentials:
    """What signing in looks at first. For an unknown address nothing is set."""

    account_id: int | None = None
    password_hash: str | None = None
    in_office: bool = False


def credentials(email: str) -> Credentials:
    """Id and hash for an address, read apart from the running transaction: hashing must not hold its lock."""
    query = sa.select(Account).where(Account.email == rules.clean_email(email))
    with database.reading(), Session(db.engine) as session:
        account = session.execute(query).scalar_one_or_none()
        if account is None:
            return Credentials()
        return Credentials(account.id, account.password_hash, bool(account.roles_on(clock.today())))


def token_hash(token: str) -> str:
    """How the token of a session or of a link is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def session_behind(token: str) -> StaffSession | None:
    """The session of a cookie with its account, read apart from the running transaction; None when ended."""
    with database.reading(), Session(db.engine) as session:
        return session.get(StaffSession, token_hash(token))


def sessions_of(account_id: int, since: datetime | None = None) -> list[StaffSession]:
    """Sign-ins of an account with both factors, newest first; `since` leaves out those that are too old to go on."""
    query = (
        sa.select(StaffSession)
        .where(StaffSession.account_id == account_id, StaffSession.verified_at.is_not(None))
        .order_by(StaffSession.created_at.desc())
    )
    if since is not None:
        query = query.where(StaffSession.created_at > since)
    return list(db.session.execute(query).scalars())


def session_key(row: StaffSession) -> str:
    """By which a sign-in is named on a page: tells it apart and opens nothing."""
    return row.token_hash[:SESSION_KEY]


def usable_link(token: str) -> OneTimeLink | None:
    """The one-time link behind a token, if it is unused, not too old and its account is in use."""
    link = db.session.get(OneTimeLink, token_hash(token))
    if link is None or link.used_at is not None or link.expires_at <= clock.now():
        return None
    return link if mail_address(link.account_id) else None


@dataclass(frozen=True)
class Act:
    """One line of the history of an account."""

    at: datetime | None
    day: date
    verb: Verb
    role: Role | None
    by: int | None


def history_of(account: Account) -> list[Act]:
    """What was done to an account, newest first."""
    return [
        Act(
            at=entry.at,
            day=entry.day,
            verb=Verb(entry.verb),
            role=Role(entry.facts["role"]) if "role" in entry.facts else None,
            by=entry.account_id,
        )
        for entry in reversed(of(account))
    ]


def count_in_use(day: date) -> int:
    """How many accounts have a role on `day`."""
    return sum(1 for account in everybody() if account.roles_on(day))
