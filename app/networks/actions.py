"""Who sits in a network. Seats are never deleted once their day has come: who answered when must stay known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from app.accounts.models import Account
from app.core import clock, history
from app.core.errors import Invalid, Missing, NotPossibleNow
from app.core.history import Actor
from app.core.languages import content
from app.extensions import db
from app.networks import queries
from app.networks.models import AdviceService, Network, NetworkSeat
from app.networks.rules import TANDEM, Seat
from app.permissions import Role


def add_seat(
    network: Network,
    account: Account,
    seat: Seat,
    *,
    actor: Actor,
    valid_from: date | None = None,
    valid_until: date | None = None,
    organisation_id: int | None = None,
) -> NetworkSeat:
    """Give somebody a seat, from today if no first day is said.

    Raises Invalid: seat_term_wrong, seat_needs_role, seat_held, or seat_taken for a tandem seat that is not free.
    """
    first = valid_from or clock.today()
    if valid_until is not None and valid_until < first:
        raise Invalid("seat_term_wrong", "valid_until")
    allowed = {Role.NETWORK_MANAGER} if seat in TANDEM else {Role.NETWORK_MANAGER, Role.NETWORK_MEMBER}
    if allowed.isdisjoint(account.roles_on(first)):
        raise Invalid("seat_needs_role", "account_id")
    _check_free(queries.seats_between(network.id, first, valid_until), account, seat)
    new = NetworkSeat(
        network_id=network.id,
        account_id=account.id,
        organisation_id=organisation_id,
        seat=seat,
        valid_from=first,
        valid_until=valid_until,
    )
    db.session.add(new)
    history.record(actor, "add_seat", network, account=account.id, seat=seat.value, valid_from=first.isoformat())
    return new


def _check_free(held: list[NetworkSeat], account: Account, wanted: Seat) -> None:
    if any(seat.account_id == account.id for seat in held):
        raise Invalid("seat_held", "account_id")
    if wanted in TANDEM and any(seat.seat is wanted for seat in held):
        raise Invalid("seat_taken", "seat")


def end_seat(network: Network, seat_id: int, *, actor: Actor) -> None:
    """Take a seat away at once. Raises Missing, or NotPossibleNow("seat_over")."""
    seat = db.session.get(NetworkSeat, seat_id)
    if seat is None or seat.network_id != network.id:
        raise Missing
    yesterday = clock.today() - timedelta(days=1)
    if seat.valid_until is not None and seat.valid_until <= yesterday:
        raise NotPossibleNow("seat_over")
    if seat.valid_from > yesterday:
        db.session.delete(seat)
    else:
        seat.valid_until = yesterday
    history.record(actor, "end_seat", network, account=seat.account_id, seat=seat.seat.value)


def end_all_seats(account: Account, *, actor: Actor) -> None:
    """Take every seat away that somebody holds or was to hold."""
    for seat in queries.held_or_coming(account.id, clock.today()):
        end_seat(queries.get(seat.network_id), seat.id, actor=actor)


def choose_four_eyes(network: Network, four_eyes: bool | None, *, actor: Actor) -> Network:
    """Whether a second person looks at each answer of this network; None: as the installation says."""
    if network.four_eyes is not four_eyes:
        network.four_eyes = four_eyes
        history.record(actor, "choose_four_eyes", network, four_eyes=four_eyes)
    return network


def load_advice(data: Mapping[str, Any], *, actor: Actor, is_example: bool = False) -> list[AdviceService]:
    """Enter advice services (layout of demo/data/advice.toml) that are not there yet. Returns the new ones."""
    known = {row.key for row in queries.helpers(ended=True)}
    new = []
    for position, row in enumerate(data["services"]):
        if row["key"] in known:
            continue
        service = AdviceService(
            key=row["key"],
            name=row["name"],
            phone=row.get("phone", ""),
            website=row.get("website", ""),
            languages=row.get("languages", ""),
            position=position,
            is_example=is_example,
        )
        db.session.add(service)
        db.session.flush()
        content.put_table(service, "about", row["about"], actor=actor)
        history.record(actor, "enter_advice_service", service, key=service.key)
        new.append(service)
    return new
