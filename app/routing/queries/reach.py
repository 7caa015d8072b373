"""Who of a network can be reached: a seat in the tandem, the role for it, an open account, and mail that arrives."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.accounts import queries as account_queries
from app.accounts.models import Account, RoleGrant
from app.core.outbox import MailState, OutboxMail
from app.extensions import db
from app.networks.models import Network, NetworkSeat
from app.networks.rules import TANDEM
from app.permissions import Role


def reachable_managers(network_id: int, day: date) -> list[int]:
    """Account ids of the tandem who can be written to on `day`. Who is away or gets no mail is not among them."""
    query = _seated(day).where(NetworkSeat.network_id == network_id, *_reached(day)).order_by(NetworkSeat.id)
    return list(db.session.execute(query.with_only_columns(Account.id)).scalars())


def managers_to_write_to(network_id: int, day: date) -> list[int]:
    """Whom a mail to the tandem goes to: those who are there. If nobody is, to all: it waits until they are back."""
    there = reachable_managers(network_id, day)
    if there:
        return there
    query = _seated(day).where(NetworkSeat.network_id == network_id).order_by(NetworkSeat.id)
    return list(db.session.execute(query.with_only_columns(Account.id)).scalars())


def networks_without_manager(day: date) -> list[Network]:
    """Networks in which nobody would read a mail: their cases would wait unseen (features.md 36). One statement."""
    reached = _seated(day).where(*_reached(day)).with_only_columns(NetworkSeat.network_id)
    query = sa.select(Network).where(Network.id.not_in(reached)).order_by(Network.key)
    return list(db.session.execute(query).scalars())


def _seated(day: date) -> sa.Select:
    """Seats of tandems on `day` with an open account and the role of a manager."""
    in_term = sa.and_(
        RoleGrant.role == Role.NETWORK_MANAGER,
        RoleGrant.waits.is_(False),
        RoleGrant.valid_from <= day,
        sa.or_(RoleGrant.valid_until.is_(None), RoleGrant.valid_until >= day),
    )
    return (
        sa.select(NetworkSeat, Account)
        .join(Account, NetworkSeat.account_id == Account.id)
        .where(
            NetworkSeat.seat.in_(TANDEM),
            NetworkSeat.valid_from <= day,
            sa.or_(NetworkSeat.valid_until.is_(None), NetworkSeat.valid_until >= day),
            Account.disabled_at.is_(None),
            Account.grants.any(in_term),
        )
    )


def _reached(day: date) -> list[sa.ColumnElement[bool]]:
    return [Account.id.not_in(account_queries.away(day)), sa.not_(_gets_no_mail())]


def _gets_no_mail() -> sa.ColumnElement[bool]:
    """The last mail that came to an end was given up: since then none has arrived."""
    later = aliased(OutboxMail)
    recipient = sa.literal("account:") + sa.cast(Account.id, sa.String)
    arrived_since = sa.exists().where(
        later.recipient == recipient, later.state == MailState.SENT, later.sent_on >= OutboxMail.gave_up_on
    )
    return sa.exists().where(
        OutboxMail.recipient == recipient, OutboxMail.state == MailState.GAVE_UP, sa.not_(arrived_since)
    )
