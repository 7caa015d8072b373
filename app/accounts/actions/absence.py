"""Being away, and terms of office that end."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa

from app.accounts import queries
from app.accounts.actions.signing_in import end_sessions
from app.accounts.models import Absence, Account, RoleGrant, StaffSession
from app.accounts.rules import ABSENCE_MAX, TERM_REMINDERS, Verb
from app.core import clock, history, outbox
from app.core.errors import Invalid, Missing
from app.core.history import SYSTEM, Actor
from app.extensions import db
from app.permissions import Role


def go_away(account: Account, first: date, last: date, *, actor: Actor) -> Absence:
    """Say from when to when somebody is away. When no commissioner is left on a day, the administration gets a mail.

    Raises Invalid: "absence_order", "absence_past", "absence_too_long", "absence_there".
    """
    _check(account, first, last)
    absence = Absence(account_id=account.id, first_day=first, last_day=last)
    db.session.add(absence)
    db.session.flush()
    history.record(actor, Verb.GO_AWAY, account, first=first.isoformat(), last=last.isoformat())
    _warn(account, first, last)
    return absence


def come_back(account: Account, absence_id: int, *, actor: Actor) -> None:
    """End an absence: today is a day of work again. One that has not begun is forgotten. Raises Missing."""
    absence = db.session.get(Absence, absence_id)
    if absence is None or absence.account_id != account.id or absence.last_day < clock.today():
        raise Missing
    yesterday = clock.today() - timedelta(days=1)
    if absence.first_day > yesterday:
        db.session.delete(absence)
    else:
        absence.last_day = yesterday
    history.record(actor, Verb.COME_BACK, account)


def close_ended(day: date) -> int:
    """End the sign-ins of everybody who holds no role on `day`: the term of office is over. Returns how many people.

    Their powers ended at midnight already, because every page asks for the roles of the day.
    """
    query = sa.select(Account).where(Account.id.in_(sa.select(StaffSession.account_id)))
    ended = [account for account in db.session.execute(query).scalars() if not account.roles_on(day)]
    for account in ended:
        end_sessions(account, actor=SYSTEM)
    return len(ended)


def remind_of_ends(day: date) -> int:
    """Mails about roles that end soon, thirty and seven days before: to the person and to the administration.

    A role that goes on under a new term needs none. Twice is the same as once. Returns how many roles end.
    """
    last = day + timedelta(days=max(TERM_REMINDERS))
    ending = sa.select(RoleGrant).where(RoleGrant.valid_until >= day, RoleGrant.valid_until <= last)
    count = 0
    for grant in db.session.execute(ending.order_by(RoleGrant.id)).scalars():
        account = queries.get(grant.account_id)
        if account.disabled_at is None and _matters(account, grant, day):
            count += 1
            _remind(account, grant, day)
    return count


def _check(account: Account, first: date, last: date) -> None:
    if last < first:
        raise Invalid("absence_order", "last_day")
    if last < clock.today():
        raise Invalid("absence_past", "last_day")
    if last - first > ABSENCE_MAX:
        raise Invalid("absence_too_long", "last_day")
    if any(one.first_day <= last and first <= one.last_day for one in queries.absences_of(account.id, first)):
        raise Invalid("absence_there", "first_day")


def _warn(account: Account, first: date, last: date) -> None:
    if Role.MODERATOR not in account.roles_on(max(first, clock.today())):
        return
    day = queries.day_without(Role.MODERATOR, max(first, clock.today()), last)
    if day is not None:
        for admin in queries.with_role(Role.ADMIN, clock.today()):
            _mail("nobody_reads", admin, day.isoformat(), {"ending_day": day.isoformat()})


def _matters(account: Account, grant: RoleGrant, day: date) -> bool:
    """Whether the end of this term takes the role away, and its term was longer than the warning."""
    until = grant.valid_until
    if until is None or grant.role in account.roles_on(until + timedelta(days=1)):
        return False
    return (until - grant.valid_from).days > _limit(until, day)


def _limit(until: date, day: date) -> int:
    return min(limit for limit in TERM_REMINDERS if (until - day).days <= limit)


def _remind(account: Account, grant: RoleGrant, day: date) -> None:
    until = grant.valid_until or day
    facts = {"name": account.name, "ending_role": grant.role.value, "ending_day": until.isoformat()}
    mark = f"{grant.id}:{until.isoformat()}:{_limit(until, day)}"
    _mail("term_ends", account, mark, {**facts, "own": True})
    for admin in queries.with_role(Role.ADMIN, day):
        if admin.id != account.id:
            _mail("term_ends", admin, mark, {**facts, "own": False})


def _mail(kind: str, account: Account, mark: str, facts: dict[str, object]) -> None:
    key = f"{kind}:{mark}:{account.id}"
    outbox.put(kind, f"account:{account.id}", language=account.language, facts=facts, key=key)
