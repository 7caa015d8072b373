"""★ Addresses, names and needs of who comes to the Dialogforum, sealed. Only this room imports it (checked)."""

from __future__ import annotations

from app.core import keys


def sealed(words: str) -> str:
    """Words as they are stored, under the contact key, which the database never sees."""
    return keys.contact_box().encrypt(words.encode()).decode()


def opened(stored: str) -> str:
    """The words again: for the mail that leaves, for the list of the organisers, for whoever has the number."""
    return keys.contact_box().decrypt(stored.encode()).decode()


def key_id() -> str:
    """Short name of the key, stored beside what it sealed."""
    return keys.key_id(keys.ring().contact)
