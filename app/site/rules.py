"""What stopped a mail, in few kinds that people can do something about."""

from __future__ import annotations

from enum import StrEnum

# Mails about work that any colleague can do. All others belong to one person: they hold a link or an own matter.
FOR_COLLEAGUES = frozenset(
    {
        "assignment",
        "handed_back",
        "reminder",
        "escalated",
        "nobody_there",
        "instead_to_approve",
        "arrivals_digest",
        "barrier_report",
    }
)
# The mail about stuck mail is not counted as one: else it would go on telling of itself.
SUMMARY = "mail_stuck"


class Trouble(StrEnum):
    """Why a mail did not leave."""

    MAILBOX = "mailbox"
    ADDRESS = "address"
    SERVER = "server"
    SETTINGS = "settings"
    UNKNOWN = "unknown"


# Beginnings of what the outbox notes (core/outbox/transport.py), the first that fits.
_SIGNS: tuple[tuple[str, Trouble], ...] = (
    ("recipient refused", Trouble.MAILBOX),
    ("not an address", Trouble.ADDRESS),
    ("address beyond ASCII", Trouble.ADDRESS),
    ("no password over an open line", Trouble.SETTINGS),
    ("SMTPAuthenticationError", Trouble.SETTINGS),
    ("SMTPSenderRefused", Trouble.SETTINGS),
    ("SMTP", Trouble.SERVER),
    ("Connection", Trouble.SERVER),
    ("Timeout", Trouble.SERVER),
    ("gaierror", Trouble.SERVER),
    ("OSError", Trouble.SERVER),
    ("SSL", Trouble.SERVER),
)


def trouble(noted: str | None) -> Trouble:
    """The kind of trouble behind the note of the outbox."""
    return next((kind for beginning, kind in _SIGNS if (noted or "").startswith(beginning)), Trouble.UNKNOWN)
