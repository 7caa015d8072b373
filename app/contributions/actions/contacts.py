"""Addresses of authors: given, confirmed, told, deleted, and shown to a commissioner with a reason."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from app.contributions import queries
from app.contributions.contact import Contact, open_address, sealed_address, usual_address
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.core import clock, history, keys, outbox
from app.core.errors import Invalid, Missing
from app.core.history import RESIDENT, Actor
from app.extensions import db


def check_address(address: str) -> str:
    """The address in its usual form. No name server is asked. Raises Invalid("not_an_address") for field "contact"."""
    usual = usual_address(address)
    if usual is None:
        raise Invalid("not_an_address", field="contact")
    return usual


def give_contact(contribution: Contribution, address: str, *, language: str, actor: Actor) -> Contact:
    """Keep an address, encrypted, and let the mail leave that asks to confirm it (double opt-in).

    The same address again on the same day changes nothing. Raises Invalid("not_an_address").
    """
    usual = check_address(address)
    contact = queries.contact_of(contribution.id)
    if contact is not None and open_address(contact) == usual and _asked_already(contact):
        return contact
    if contact is None:
        contact = Contact(contribution_id=contribution.id)
        db.session.add(contact)
    contact.address, contact.key_id = sealed_address(usual)
    contact.language = language
    contact.given_on = clock.today()
    contact.confirmed_on = None
    contact.told_on = None
    history.record(actor, "give_contact", contribution)
    outbox.put("confirm_contact", f"contact:{contribution.id}", language=language)
    db.session.flush()
    return contact


def _asked_already(contact: Contact) -> bool:
    return contact.confirmed_on is not None or contact.given_on == clock.today()


def confirm_contact(token: str) -> Contribution:
    """The author pressed the button behind the link of the first mail. Twice is the same as once. Raises Missing.

    What happened to the case while nobody could write to her is told now.
    """
    contact = queries.to_confirm(token)
    contribution = queries.by_id(contact.contribution_id)
    if contact.confirmed_on is None:
        contact.confirmed_on = clock.today()
        history.record(RESIDENT, "confirm_contact", contribution)
        if contribution.state is not State.SUBMITTED:
            tell_author(contribution, alone=True)
    return contribution


def leave_mail(token: str) -> None:
    """The author wants no more mail: the address is deleted. No error when it is gone. Raises Missing when altered."""
    contact = queries.to_leave(token)
    if contact is not None:
        delete_contact(queries.by_id(contact.contribution_id), actor=RESIDENT)


def delete_contact(contribution: Contribution, *, actor: Actor) -> None:
    """Delete the address at once. No error when there is none."""
    contact = queries.contact_of(contribution.id)
    if contact is None:
        return
    db.session.delete(contact)
    history.record(actor, "delete_contact", contribution)
    db.session.flush()


def reveal_contact(contribution: Contribution, *, actor: Actor, reason: str) -> str:
    """The address in plain words, for a commissioner who entered the password again; each look is a line in history.

    Raises Invalid("reason_missing"), Missing("no_address").
    """
    if not reason.strip():
        raise Invalid("reason_missing", field="reason")
    contact = queries.contact_of(contribution.id)
    if contact is None:
        raise Missing("no_address")
    history.record(actor, "reveal_contact", contribution, reason=reason.strip()[:500])
    return open_address(contact)


def tell_author(contribution: Contribution, *, alone: bool = False) -> int:
    """Let "there is something new" leave to the author and, unless it is for her `alone`, to the authors of what was
    merged into it.

    Only to confirmed addresses, at most one mail a day and case, and with nothing in it. What is new after the mail of
    a day has left is told on the next one. Returns how many mails were added.
    """
    cases = [contribution] if alone else [contribution, *queries.merged_items(contribution)]
    told = 0
    for contact in queries.confirmed_contacts([case.id for case in cases]):
        day = _next_mail(contact, clock.today())
        if day is None:
            continue
        contact.told_on = day
        recipient = f"contact:{contact.contribution_id}"
        outbox.put("something_new", recipient, language=contact.language, key=_mail_key(contact, day), not_before=day)
        told += 1
    return told


def address_mark(address: str) -> str:
    """What tells two addresses apart without telling either: a keyed hash, kept nowhere."""
    return hmac.new(keys.ring().derived("address-mark"), address.casefold().encode(), hashlib.sha256).hexdigest()


def thank_authors(round_id: int, kind: str, facts: Mapping[str, Any], *, told: Collection[str] = ()) -> int:
    """Let one mail of this kind leave to every confirmed address of a round's contributions.

    Who left the same address beside several contributions gets one mail; whose mark is in `told` has one already.
    Returns how many mails were added.
    """
    written = set(told)
    for contact in queries.confirmed_contacts_of_round(round_id):
        mark = address_mark(open_address(contact))
        if mark not in written:
            written.add(mark)
            recipient = f"contact:{contact.contribution_id}"
            outbox.put(kind, recipient, language=contact.language, facts=facts, key=f"{kind}:{contact.contribution_id}")
    return len(written) - len(set(told))


def _next_mail(contact: Contact, today: date) -> date | None:
    """The day of the next mail; None when one that has not left yet will tell everything."""
    if contact.told_on is None or contact.told_on < today:
        return today
    if contact.told_on > today or outbox.waits(_mail_key(contact, today)):
        return None
    return today + timedelta(days=1)


def _mail_key(contact: Contact, day: date) -> str:
    return f"something_new:{contact.contribution_id}:{day.isoformat()}"
