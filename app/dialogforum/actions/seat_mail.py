"""Mails to who comes: confirmed, left, reminded, told by the organisers."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import sqlalchemy as sa

from app.contributions import actions as contribution_actions
from app.core import clock, history, outbox
from app.core.errors import NotPossibleNow
from app.core.history import Actor
from app.dialogforum.actions.seats import lock, tell_moved_up
from app.dialogforum.contact import opened
from app.dialogforum.models.seats import SeatContact, SeatPlan
from app.dialogforum.queries import seat_mail as queries
from app.dialogforum.queries import seats
from app.dialogforum.rules.seats import News, SeatState
from app.extensions import db
from app.rounds.models import ParticipationRound


def confirm_address(token: str) -> None:
    """The button behind the link of the first mail. Twice is the same as once. Raises Missing."""
    contact = queries.to_confirm(token)
    if contact.confirmed_on is not None:
        return
    contact.confirmed_on = clock.today()
    seat = seats.get(contact.seat_id)
    db.session.flush()
    if seat.moved_up_on is not None:
        tell_moved_up(seat)


def leave_mail(token: str) -> None:
    """No more mail: the address is deleted, the seat stays. No error when it is gone. Raises Missing when altered."""
    contact = queries.to_leave(token)
    if contact is not None:
        outbox.forget([f"seat:{contact.seat_id}"])
        db.session.delete(contact)
        db.session.flush()


def thank(current: ParticipationRound) -> frozenset[str]:
    """Let the thanks leave to everybody who registered and confirmed an address, once for each address.

    Gives the marks of these addresses (contributions.actions.address_mark).
    """
    told: set[str] = set()
    for seat in queries.confirmed(current):
        contact = db.session.get_one(SeatContact, seat.id)
        mark = contribution_actions.address_mark(opened(contact.address))
        if mark not in told:
            told.add(mark)
            recipient = queries.recipient(seat)
            outbox.put("seat_thanks", recipient, language=seat.reading_language, key=f"seat_thanks:{seat.id}")
    return frozenset(told)


def remind(today: date, *, days: int) -> int:
    """Some days before the forum everybody who has a seat and an address reads once where and when it is."""
    coming = (ParticipationRound.forum_on > today, ParticipationRound.forum_on <= today + timedelta(days=days))
    query = sa.select(ParticipationRound).join(SeatPlan, SeatPlan.round_id == ParticipationRound.id)
    rounds = db.session.execute(query.where(SeatPlan.called_off_on.is_(None), *coming)).unique().scalars()
    told = 0
    for current in rounds:
        for seat in queries.confirmed(current):
            key = f"seat_reminder:{seat.id}:{current.forum_on}"
            if seat.state is SeatState.PLACED and not outbox.known(key):
                outbox.put("seat_reminder", queries.recipient(seat), language=seat.reading_language, key=key)
                told += 1
    return told


def tell_everybody(current: ParticipationRound, news: News, *, actor: Actor) -> int:
    """Tell everybody with an address that day or place changed, or that the forum is called off; once for each fact.

    Calling off ends the registration. Returns how many mails were added. Raises NotPossibleNow("no_seat_plan").
    """
    plan = lock(current)
    if plan is None:
        raise NotPossibleNow("no_seat_plan")
    if news is News.CALLED_OFF and plan.called_off_on is None:
        plan.called_off_on = clock.today()
        outbox.drop_waiting("seat_reminder:")
    if news is News.CHANGED:
        # A new day for what was called off: it takes place again.
        plan.called_off_on = None
    state = hashlib.sha256(f"{current.forum_on} {current.place}".encode()).hexdigest()[:12]
    told = 0
    for seat in queries.confirmed(current):
        key = f"{news}:{seat.id}:{state}"
        if not outbox.known(key):
            outbox.put(news.value, queries.recipient(seat), language=seat.reading_language, key=key)
            told += 1
    db.session.flush()
    history.record(actor, news.value, plan, year=current.year, mails=told)
    return told
