"""The sealed mark in a form that leads to a number: the form's own number, the code it will get, and since when.

Nothing is stored before the end; the mark makes sending twice the same as sending once.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

from app.contributions import codes
from app.core import clock, keys

# What a mark is for: nobody can use one for the other.
JOURNEY, ASSISTED = "journey", "assisted"


@dataclass(frozen=True)
class Ticket:
    """What the mark holds. `owner` is the account of a helper, none for residents; `at` when it was sealed."""

    purpose: str
    number: str
    code: str
    at: float
    owner: int | None = None

    @property
    def sealed(self) -> str:
        """As it stands in the form."""
        content = {"number": self.number, "code": self.code, "at": self.at, "owner": self.owner}
        return keys.seal(self.purpose, content)

    @property
    def age(self) -> timedelta:
        """Time since it was sealed."""
        return timedelta(seconds=clock.now().timestamp() - self.at)

    def renewed(self) -> Ticket:
        """The same form, sealed now."""
        return replace(self, at=clock.now().timestamp())


def new(purpose: str, owner: int | None = None) -> Ticket:
    """A form that nobody has sent."""
    return Ticket(purpose, secrets.token_urlsafe(16), codes.new(), clock.now().timestamp(), owner)


def opened(purpose: str, sealed: str) -> Ticket | None:
    """The ticket in a form; None when it is missing or was altered."""
    try:
        content = keys.unseal(purpose, sealed)
        return Ticket(purpose, content["number"], content["code"], content["at"], content.get("owner"))
    except (keys.SealBroken, KeyError):
        return None
