"""What can be read of networks, their people and advice services."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.errors import Missing
from app.extensions import db
from app.networks.models import AdviceService, Network, NetworkSeat, Organisation
from app.networks.rules import TANDEM, HelpKind


def all_networks(*, ended: bool = False) -> list[Network]:
    """Every network that works today, by key; with `ended` those of the past too."""
    query = sa.select(Network).order_by(Network.key)
    if not ended:
        query = query.where(_goes_on(Network.ended_on))
    return list(db.session.execute(query).scalars())


def _goes_on(last: Any) -> sa.ColumnElement[bool]:
    return sa.or_(last.is_(None), last >= clock.today())


def organisations(*, ended: bool = False) -> list[Organisation]:
    """Partners, by name; with `ended` those of the past too."""
    query = sa.select(Organisation).order_by(Organisation.name)
    if not ended:
        query = query.where(_goes_on(Organisation.ended_on))
    return list(db.session.execute(query).scalars())


def get(network_id: int) -> Network:
    """The network with this id. Raises Missing."""
    found = db.session.get(Network, network_id)
    if found is None:
        raise Missing("no_network")
    return found


def by_key(key: str) -> Network:
    """The network with this key, such as "hf-4". Raises Missing."""
    found = db.session.execute(sa.select(Network).filter_by(key=key)).scalar_one_or_none()
    if found is None:
        raise Missing("no_network")
    return found


def _held(day: date) -> sa.ColumnElement[bool]:
    return sa.and_(
        NetworkSeat.valid_from <= day,
        sa.or_(NetworkSeat.valid_until.is_(None), NetworkSeat.valid_until >= day),
    )


def members(network_id: int, day: date) -> list[NetworkSeat]:
    """Everybody who sits in a network on `day`."""
    query = sa.select(NetworkSeat).where(NetworkSeat.network_id == network_id, _held(day)).order_by(NetworkSeat.id)
    return list(db.session.execute(query).scalars())


def seats_on(day: date) -> list[NetworkSeat]:
    """Everybody who sits in any network on `day`."""
    query = sa.select(NetworkSeat).where(_held(day)).order_by(NetworkSeat.network_id, NetworkSeat.id)
    return list(db.session.execute(query).scalars())


def all_seats(network_id: int) -> list[NetworkSeat]:
    """The seats of a network, past and coming ones too, newest first."""
    query = (
        sa.select(NetworkSeat)
        .where(NetworkSeat.network_id == network_id)
        .order_by(NetworkSeat.valid_from.desc(), NetworkSeat.id.desc())
    )
    return list(db.session.execute(query).scalars())


def managers(network_id: int, day: date) -> list[int]:
    """Account ids of the tandem on `day`."""
    return [seat.account_id for seat in members(network_id, day) if seat.seat in TANDEM]


def seats_of(account_id: int, day: date) -> list[NetworkSeat]:
    """The seats that somebody holds on `day`."""
    query = sa.select(NetworkSeat).where(NetworkSeat.account_id == account_id, _held(day)).order_by(NetworkSeat.id)
    return list(db.session.execute(query).scalars())


def advice_services() -> list[AdviceService]:
    """Independent advice for single cases, in their order."""
    return [one for one in helpers() if one.kind is HelpKind.ADVICE]


def helpers(*, ended: bool = False) -> list[AdviceService]:
    """Everybody to turn to, of all kinds, in their order; with `ended` those of the past too."""
    query = sa.select(AdviceService).order_by(AdviceService.position, AdviceService.id)
    if not ended:
        query = query.where(_goes_on(AdviceService.ended_on))
    return list(db.session.execute(query).scalars())


def held_or_coming(account_id: int, day: date) -> list[NetworkSeat]:
    """The seats of somebody that are not over on `day`."""
    query = sa.select(NetworkSeat).where(
        NetworkSeat.account_id == account_id,
        sa.or_(NetworkSeat.valid_until.is_(None), NetworkSeat.valid_until >= day),
    )
    return list(db.session.execute(query.order_by(NetworkSeat.id)).scalars())


def places_of(account_id: int, day: date) -> tuple[frozenset[int], frozenset[int]]:
    """Ids of the networks in which somebody sits on `day`, and of those in whose tandem: for the signed-in person."""
    seats = seats_of(account_id, day)
    every = frozenset(seat.network_id for seat in seats)
    return every, frozenset(seat.network_id for seat in seats if seat.seat in TANDEM)


def seats_between(network_id: int, first: date, last: date | None) -> list[NetworkSeat]:
    """Seats of a network that are held on any day from `first` to `last` (None: without end)."""
    query = (
        sa.select(NetworkSeat)
        .where(
            NetworkSeat.network_id == network_id,
            sa.or_(NetworkSeat.valid_until.is_(None), NetworkSeat.valid_until >= first),
            NetworkSeat.valid_from <= (last or date.max),
        )
        .order_by(NetworkSeat.valid_from, NetworkSeat.id)
    )
    return list(db.session.execute(query).scalars())
