"""Taking, changing and giving back a seat. Whoever waits moves up in the same transaction."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass

import sqlalchemy as sa

from app.contributions import actions as contribution_actions
from app.contributions import codes
from app.contributions import rules as contribution_rules
from app.core import attempts, clock, outbox
from app.core.errors import Invalid, Missing, NotPossibleNow
from app.core.forms import clean_line
from app.core.models import random_id
from app.dialogforum.contact import key_id, sealed
from app.dialogforum.models.seats import Seat, SeatContact, SeatNeeds, SeatPlan
from app.dialogforum.queries import seat_mail
from app.dialogforum.queries import seats as queries
from app.dialogforum.rules.seats import Ask, Opening, SeatState, faults, opening
from app.extensions import db
from app.rounds.models import ParticipationRound

# A lot decides among those of one day; it tells nothing about the hour.
LOTS = 2**31 - 1


@dataclass(frozen=True)
class Registration:
    """A registration as it arrives. `number` is the random number of the form, `code` the one it will get."""

    ask: Ask
    number: str
    code: str
    language: str
    consent: bool = False
    contact: str = ""


def charge_guesses(count: int, *, per_second: float, burst: int) -> None:
    """Take `count` tries from the bucket that all guesses of numbers share. Stands before every look-up.

    Raises TooMany.
    """
    attempts.charge(codes.BUCKET, per_second=per_second, burst=burst, cost=count)


def form_hash(number: str) -> str:
    """The keyed hash under which the number of a form is stored."""
    return contribution_actions.form_hash(number, "seat")


def register(current: ParticipationRound, sent: Registration) -> Seat:
    """Take seats, or wait for them. The same form again gives the registration that is there.

    Raises NotPossibleNow("seats_closed"), Invalid for what was typed.
    """
    known = queries.by_form(form_hash(sent.number))
    if known is not None:
        return known
    plan = open_plan(current)
    known = queries.by_form(form_hash(sent.number))
    if known is not None:
        return known
    ask = _checked(sent.ask, sent.consent)
    address = contribution_actions.check_address(sent.contact) if sent.contact.strip() else ""
    seat = _new(current, sent)
    _write(seat, ask)
    seat.care_waits = seat.cared > 0
    db.session.add(seat)
    db.session.flush()
    _keep_needs(seat, ask)
    if address:
        _keep_address(seat, address)
    settle(current, plan, quiet=seat)
    return seat


def _new(current: ParticipationRound, sent: Registration) -> Seat:
    code_hash, code_key = codes.digest(sent.code)
    return Seat(
        id=random_id(),
        round_id=current.id,
        state=SeatState.WAITING,
        care_waits=False,
        reading_language=sent.language,
        day=clock.today(),
        lot=secrets.randbelow(LOTS),
        code_hash=code_hash,
        code_key_id=code_key,
        form_hash=form_hash(sent.number),
    )


def change(seat: Seat, ask: Ask, *, consent: bool, contact: str = "", no_mail: bool = False) -> Seat:
    """Change what was said. Whoever has seats keeps them; more are given only if they are free.

    An empty `contact` keeps the address that is there; `no_mail` deletes it. Raises NotPossibleNow("seats_closed"),
    Missing("no_seat"), Invalid for what was typed, also "seat_no_room".
    """
    current = db.session.get_one(ParticipationRound, seat.round_id)
    plan = open_plan(current)
    seat = _fresh(seat)
    ask = _checked(ask, consent)
    address = contribution_actions.check_address(contact) if contact.strip() and not no_mail else ""
    left, had_care = queries.free(plan, queries.in_line(current)), seat.cared > 0 and not seat.care_waits
    if seat.state is SeatState.PLACED:
        kept_care = seat.cared if had_care else 0
        if ask.seats > seat.size and ask.seats - seat.size > left.seats:
            raise Invalid("seat_no_room", "people")
        if had_care and ask.cared > seat.cared and ask.cared - kept_care > left.care_places:
            raise Invalid("seat_no_room", "children")
    _write(seat, ask)
    seat.care_waits = ask.cared > 0 and not had_care
    _keep_needs(seat, ask)
    if no_mail:
        _drop_address(seat)
    elif address:
        _keep_address(seat, address)
    settle(current, plan, quiet=seat)
    return seat


def cancel(seat: Seat) -> None:
    """Give the seats back: everything about them is deleted at once, and the next one moves up.

    Raises Missing("no_seat") when they were given back already.
    """
    current = db.session.get_one(ParticipationRound, seat.round_id)
    plan = lock(current)
    forget([_fresh(seat)])
    if plan is not None:
        settle(current, plan)


def settle(current: ParticipationRound, plan: SeatPlan, *, quiet: Seat | None = None) -> int:
    """Give free seats to those who wait, in their order: the first whose party fits. Then places for children.

    `quiet` is told by the page itself; everybody else who has an address gets a mail. Returns how many moved up.
    Nothing is given once the forum is over or called off.
    """
    db.session.flush()
    if opening(current.forum_on, plan.seats, plan.called_off_on is not None, clock.today()) is not Opening.OPEN:
        return 0
    rows = queries.in_line(current)
    left = queries.free(plan, rows)
    seats, care, moved = left.seats, left.care_places, []
    for seat in rows:
        had = (seat.state, seat.care_waits)
        if seat.state is SeatState.WAITING and seat.size <= seats:
            seat.state, seats = SeatState.PLACED, seats - seat.size
        if seat.state is SeatState.PLACED and seat.care_waits and seat.cared <= care:
            seat.care_waits, care = False, care - seat.cared
        if had != (seat.state, seat.care_waits) and seat is not quiet:
            seat.moved_up_on = clock.today()
            moved.append(seat)
    db.session.flush()
    for seat in moved:
        tell_moved_up(seat)
    return len(moved)


def tell_moved_up(seat: Seat) -> None:
    """Let the mail leave that says: there is a seat now. Who has not confirmed the address yet hears it afterwards."""
    contact = db.session.get(SeatContact, seat.id)
    if contact is None or contact.confirmed_on is None:
        return
    key = f"seat_moved_up:{seat.id}:{seat.version}"
    outbox.put("seat_moved_up", seat_mail.recipient(seat), language=seat.reading_language, key=key)


def forget(rows: list[Seat]) -> None:
    """Delete registrations with needs, names, addresses and every mail about them."""
    outbox.forget([seat_mail.recipient(seat) for seat in rows])
    ids = [seat.id for seat in rows]
    for part in (SeatNeeds, SeatContact):
        db.session.execute(sa.delete(part).where(part.seat_id.in_(ids)))
    for seat in rows:
        db.session.delete(seat)
    db.session.flush()


def lock(current: ParticipationRound) -> SeatPlan | None:
    """The plan of a round, locked: whoever counts seats counts alone."""
    query = sa.select(SeatPlan).filter_by(round_id=current.id).with_for_update()
    return db.session.execute(query.execution_options(populate_existing=True)).scalar_one_or_none()


def open_plan(current: ParticipationRound) -> SeatPlan:
    """The locked plan of a round that takes registrations today. Raises NotPossibleNow("seats_closed")."""
    plan = lock(current)
    if plan is None or queries.opening_of(current, clock.today()) is not Opening.OPEN:
        raise NotPossibleNow("seats_closed")
    return plan


def _fresh(seat: Seat) -> Seat:
    """The registration as it is now that nobody else can change it."""
    query = sa.select(Seat).where(Seat.id == seat.id).execution_options(populate_existing=True)
    found = db.session.execute(query).scalar_one_or_none()
    if found is None:
        raise Missing("no_seat")
    return found


def _checked(ask: Ask, consent: bool) -> Ask:
    clean = Ask(
        people=ask.people,
        children=ask.children,
        table=ask.table,
        interpreting=ask.interpreting,
        other_language=clean_line(ask.other_language),
        needs=ask.needs,
        care={age: count for age, count in ask.care.items() if count},
        note=contribution_rules.clean_text(ask.note),
        name=clean_line(ask.name),
    )
    for name, code in faults(clean, consent=consent).items():
        raise Invalid(code, name)
    return clean


def _write(seat: Seat, ask: Ask) -> None:
    seat.people, seat.children, seat.cared, seat.theme_table = ask.people, ask.children, ask.cared, ask.table


def _keep_needs(seat: Seat, ask: Ask) -> None:
    said = {
        "interpreting": ask.interpreting,
        "other_language": ask.other_language,
        "needs": [need.value for need in ask.needs],
        "care": {age.value: count for age, count in ask.care.items()},
        "note": ask.note,
        "name": ask.name,
    }
    row = db.session.get(SeatNeeds, seat.id)
    if not any(said.values()):
        if row is not None:
            db.session.delete(row)
        return
    if row is None:
        row = SeatNeeds(seat_id=seat.id)
        db.session.add(row)
    row.sealed, row.key_id = sealed(json.dumps(said, ensure_ascii=False)), key_id()


def _keep_address(seat: Seat, address: str) -> None:
    """Keep an address and let the mail leave that asks to confirm it (double opt-in)."""
    _drop_address(seat)
    db.session.add(SeatContact(seat_id=seat.id, address=sealed(address), key_id=key_id(), given_on=clock.today()))
    outbox.put(seat_mail.FIRST_MAIL, seat_mail.recipient(seat), language=seat.reading_language)
    db.session.flush()


def _drop_address(seat: Seat) -> None:
    outbox.forget([seat_mail.recipient(seat)])
    contact = db.session.get(SeatContact, seat.id)
    if contact is not None:
        db.session.delete(contact)
        db.session.flush()
