"""What the outbox may know about who comes: an address when a mail leaves, its links, whom a mail can reach."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

import sqlalchemy as sa

from app.core import keys
from app.core.errors import Missing
from app.dialogforum.contact import opened
from app.dialogforum.models.seats import Seat, SeatContact
from app.dialogforum.rules.seats import SeatState
from app.extensions import db
from app.rounds.models import ParticipationRound

CONFIRM, LEAVE = "seat-confirm", "seat-leave"
# The only mail that an unconfirmed address ever gets.
FIRST_MAIL = "seat_receipt"


def recipient(seat: Seat) -> str:
    """How the outbox calls somebody who comes."""
    return f"seat:{seat.id}"


def mail_address(seat_id: uuid.UUID, kind: str) -> str | None:
    """The address to which a mail of this kind may leave now; None when there is none, or it was not confirmed."""
    contact = db.session.get(SeatContact, seat_id)
    if contact is None or (contact.confirmed_on is None) != (kind == FIRST_MAIL):
        return None
    return opened(contact.address)


def mail_facts(seat_id: uuid.UUID) -> dict[str, Any]:
    """What a mail says about day, place and seat when it leaves, and links that only this recipient may have."""
    seat, contact = db.session.get(Seat, seat_id), db.session.get(SeatContact, seat_id)
    current = db.session.get(ParticipationRound, seat.round_id) if seat else None
    if seat is None or contact is None or current is None:
        return {}
    inside = {"seat": str(seat_id), "mark": _mark(contact)}
    return {
        "year": current.year,
        "forum_on": current.forum_on,
        "place": current.place,
        "waits": seat.state is SeatState.WAITING,
        "care_waits": seat.care_waits,
        "confirm_token": keys.seal(CONFIRM, inside),
        "leave_token": keys.seal(LEAVE, inside),
    }


def to_confirm(token: str) -> SeatContact:
    """The contact behind a link of the first mail. Raises Missing when altered, changed or gone."""
    contact = _behind(CONFIRM, token)
    if contact is None:
        raise Missing("link_not_valid")
    return contact


def to_leave(token: str) -> SeatContact | None:
    """The contact behind a link to leave; None when it is gone. Raises Missing when altered."""
    return _behind(LEAVE, token)


def with_address(current: ParticipationRound) -> list[tuple[str, str]]:
    """Recipient and language of everybody with a confirmed address, whether seated or waiting."""
    return [(recipient(seat), seat.reading_language) for seat in confirmed(current)]


def confirmed(current: ParticipationRound) -> list[Seat]:
    """Registrations with a confirmed address."""
    query = (
        sa.select(Seat)
        .join(SeatContact, SeatContact.seat_id == Seat.id)
        .where(Seat.round_id == current.id, SeatContact.confirmed_on.is_not(None))
        .order_by(Seat.id)
    )
    return list(db.session.execute(query).scalars())


def _mark(contact: SeatContact) -> str:
    return hashlib.sha256(contact.address.encode()).hexdigest()[:16]


def _behind(purpose: str, token: str) -> SeatContact | None:
    try:
        inside = keys.unseal(purpose, token)
        contact = db.session.get(SeatContact, uuid.UUID(inside["seat"]))
    except keys.SealBroken as error:
        raise Missing("link_not_valid") from error
    return contact if contact is not None and inside["mark"] == _mark(contact) else None
