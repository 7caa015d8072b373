"""★ Contact details of residents: own table, encrypted under a key outside the database, read by two functions.

Nobody outside this room imports this module (checked). The mail resolver reads an address when a mail leaves;
`reveal()` shows one to a moderator with password, reason and a line in history.
"""

from __future__ import annotations

import uuid
from datetime import date

import sqlalchemy as sa
from cryptography.fernet import InvalidToken
from email_validator import EmailNotValidError, validate_email
from sqlalchemy.orm import Mapped, mapped_column

from app.core import keys
from app.core.models import WITHOUT_ARRIVAL_ORDER
from app.extensions import db

MAX_ADDRESS = 254


class Contact(db.Model):  # type: ignore[name-defined,misc]
    """An e-mail address that an author left. Mail goes out only after it was confirmed (double opt-in)."""

    __tablename__ = "contact"
    __table_args__ = (WITHOUT_ARRIVAL_ORDER,)
    subject_kind = "contact"

    contribution_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    address: Mapped[str] = mapped_column(sa.String(600))
    key_id: Mapped[str] = mapped_column(sa.String(12))
    language: Mapped[str] = mapped_column(sa.String(12))
    given_on: Mapped[date] = mapped_column(sa.Date)
    confirmed_on: Mapped[date | None] = mapped_column(sa.Date)
    # Day of the last or the next "there is something new": at most one a day and case.
    told_on: Mapped[date | None] = mapped_column(sa.Date)


def sealed_address(address: str) -> tuple[str, str]:
    """An address as it is stored: (encrypted, short name of the key)."""
    return keys.contact_box().encrypt(address.encode()).decode(), keys.key_id(keys.ring().contact)


def open_address(contact: Contact) -> str:
    """The address in plain words, for the mail resolver and `reveal_contact()`; `thank_authors()` compares them."""
    return keys.contact_box().decrypt(contact.address.encode()).decode()


def sealed_anew(address: str, key: bytes) -> tuple[str, str]:
    """An address that a hall sealed with its contact key, as it is stored here. Raises ValueError when it is none."""
    try:
        opened = usual_address(keys.contact_box(key).decrypt(address.encode()).decode())
    except InvalidToken as error:
        raise ValueError("an address that the key of the hall does not open") from error
    if opened is None:
        raise ValueError("not an address")
    return sealed_address(opened)


def usual_address(typed: str) -> str | None:
    """An address in its usual form, None if it cannot be one. No name server is asked."""
    trimmed = typed.strip()
    if len(trimmed) > MAX_ADDRESS:
        return None
    try:
        return str(validate_email(trimmed, check_deliverability=False).normalized)
    except EmailNotValidError:
        return None
