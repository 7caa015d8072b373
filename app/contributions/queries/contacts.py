"""What the outbox may know about the addresses of authors, and links that only they may have."""

from __future__ import annotations

import hashlib
import uuid

import sqlalchemy as sa

from app.contributions.contact import Contact, open_address
from app.contributions.models import Contribution
from app.core import keys
from app.core.errors import Missing
from app.extensions import db

CONFIRM = "contact-confirm"
LEAVE = "contact-leave"
# The only mail that an unconfirmed address ever gets.
FIRST_MAIL = "confirm_contact"


def contact_of(contribution_id: uuid.UUID) -> Contact | None:
    """The contact row of a contribution, or None. The address in it stays encrypted."""
    return db.session.get(Contact, contribution_id)


def mail_address(contribution_id: uuid.UUID, kind: str) -> str | None:
    """The address to which a mail of this kind may leave now; None when there is none, or it was not confirmed."""
    contact = contact_of(contribution_id)
    if contact is None or (contact.confirmed_on is None) != (kind == FIRST_MAIL):
        return None
    return open_address(contact)


def mail_links(contribution_id: uuid.UUID) -> dict[str, str]:
    """Sealed words for the links of a mail: `confirm_token` and `leave_token`. They show no id and no address."""
    contact = contact_of(contribution_id)
    case = str(contribution_id)
    mark = _mark(contact) if contact else ""
    return {
        "confirm_token": keys.seal(CONFIRM, {"case": case, "mark": mark}),
        "leave_token": keys.seal(LEAVE, {"case": case}),
    }


def to_confirm(token: str) -> Contact:
    """The contact that a link of the first mail is about. Raises Missing when altered, or the address has changed."""
    content = _unsealed(CONFIRM, token)
    contact = contact_of(uuid.UUID(content["case"]))
    if contact is None or content["mark"] != _mark(contact):
        raise Missing("link_not_valid")
    return contact


def to_leave(token: str) -> Contact | None:
    """The contact that an unsubscribe link is about; None when it is gone already. Raises Missing when altered."""
    return contact_of(uuid.UUID(_unsealed(LEAVE, token)["case"]))


def confirmed_contacts(contribution_ids: list[uuid.UUID]) -> list[Contact]:
    """Confirmed contacts of these contributions, locked: two acts at one moment must not both write to somebody."""
    query = (
        sa.select(Contact)
        .where(Contact.contribution_id.in_(contribution_ids), Contact.confirmed_on.is_not(None))
        .order_by(Contact.contribution_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return list(db.session.execute(query).scalars())


def confirmed_contacts_of_round(round_id: int) -> list[Contact]:
    """Confirmed contacts of the contributions of one round."""
    query = (
        sa.select(Contact)
        .join(Contribution, Contribution.id == Contact.contribution_id)
        .where(Contribution.round_id == round_id, Contact.confirmed_on.is_not(None))
        .order_by(Contact.contribution_id)
    )
    return list(db.session.execute(query).scalars())


def _mark(contact: Contact) -> str:
    return hashlib.sha256(contact.address.encode()).hexdigest()[:16]


def _unsealed(purpose: str, token: str) -> dict[str, str]:
    try:
        return keys.unseal(purpose, token)
    except keys.SealBroken as error:
        raise Missing("link_not_valid") from error
