"""Invented people of the demo, made through the same actions as real ones."""

from __future__ import annotations

import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from app.accounts import actions as accounts
from app.accounts import second_factor
from app.accounts.models import Account
from app.core import clock
from app.core.history import SYSTEM, Actor, ActorKind
from app.networks import actions as networks
from app.networks import queries as network_queries
from app.networks.models import Network
from app.networks.rules import Seat
from app.permissions import Role

DATA = Path(__file__).resolve().parent / "data"
SEATS = (
    (Seat.MIGRATION_UNIT, "fachstelle", "Beispiel Fachstelle", Role.NETWORK_MANAGER),
    (Seat.FIELD_EXPERT, "fachperson", "Beispiel Fachperson", Role.NETWORK_MANAGER),
    (Seat.MEMBER, "mitglied", "Beispiel Mitglied", Role.NETWORK_MEMBER),
)


@dataclass
class Cast:
    """Everybody in the demo: accounts by e-mail, and what must be known to sign in (written to a private file)."""

    accounts: dict[str, Account] = field(default_factory=dict)
    keys: list[dict[str, Any]] = field(default_factory=list)

    def actor(self, email: str, role: Role) -> Actor:
        """The one with this address, acting in this role."""
        return Actor(ActorKind.STAFF, self.accounts[email].id, role.value)


def gather(first_day: date) -> Cast:
    """Invite everybody, with password and second factor set, and seat the networks. All terms begin on `first_day`."""
    cast = Cast()
    for row in tomllib.loads((DATA / "people.toml").read_text("utf-8"))["people"]:
        _enter(cast, row, [Role(role) for role in row["roles"]], first_day)
    for network in network_queries.all_networks():
        for seat, word, name, role in SEATS:
            number = network.key.removeprefix("hf-")
            row = {"email": f"{word}{number}@rheine.example", "name": f"{name} {number}", "language": "de"}
            account = _enter(cast, row, [role], first_day, network)
            networks.add_seat(network, account, seat, actor=SYSTEM, valid_from=first_day)
    networks.load_advice(tomllib.loads((DATA / "advice.toml").read_text("utf-8")), actor=SYSTEM, is_example=True)
    return cast


def _enter(
    cast: Cast, row: Mapping[str, Any], roles: list[Role], first_day: date, network: Network | None = None
) -> Account:
    password, secret = secrets.token_urlsafe(12), second_factor.new_secret()
    invited = accounts.invite(
        row["email"],
        row["name"],
        roles,
        actor=SYSTEM,
        language=row["language"],
        valid_from=first_day,
        by_mail=False,
        is_example=True,
    )
    accounts.use_link(invited.token, password)
    accounts.store_second_factor(invited.account, secret, actor=SYSTEM)
    cast.accounts[row["email"]] = invited.account
    cast.keys.append(
        {
            "email": row["email"],
            "password": password,
            "totp_secret": secret,
            "roles": [role.value for role in roles],
            "network": network.name_on(clock.today()) if network else None,
        }
    )
    return invited.account
