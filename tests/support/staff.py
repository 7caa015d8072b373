"""People who work with the site, made as the administration would make them, and how they sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import pyotp

from app.accounts import actions, second_factor
from app.core import clock
from app.core.history import SYSTEM
from app.networks import actions as network_actions
from app.networks import queries as networks
from app.networks.rules import Seat
from app.permissions import Role
from tests.support.client import PageClient
from tests.support.page import Page

if TYPE_CHECKING:
    from tests.support.build import World

PASSWORD = "vierzehn Gänse am Ufer"


@dataclass(frozen=True)
class Person:
    """What somebody knows about their own account."""

    id: int
    email: str
    password: str
    secret: str

    def code(self, at: datetime | None = None) -> str:
        """The six digits that the phone shows at that moment."""
        return pyotp.TOTP(self.secret).at(at or clock.now())


def hire(world: World, *roles: Role, email: str = "", network: str | None = None, language: str = "en") -> Person:
    """An account with password and second factor; with `network` (a key) also the seat that fits the first role."""

    def make() -> Person:
        address = email or f"{roles[0]}@staff.example"
        account = actions.invite(address, "Kim Beispiel", roles, language=language, actor=SYSTEM, by_mail=False).account
        secret = second_factor.new_secret()
        actions.set_password(account, PASSWORD, actor=SYSTEM)
        actions.store_second_factor(account, secret, actor=SYSTEM)
        if network:
            place = networks.by_key(network)
            # The second manager of a network completes its tandem.
            taken = {row.seat for row in networks.members(place.id, clock.today())}
            expert = Seat.MIGRATION_UNIT if Seat.FIELD_EXPERT in taken else Seat.FIELD_EXPERT
            seat = expert if Role.NETWORK_MANAGER in roles else Seat.MEMBER
            network_actions.add_seat(place, account, seat, actor=SYSTEM)
        return Person(account.id, account.email, PASSWORD, secret)

    return world.do(make)


def enter_password(client: PageClient, person: Person, status: int = 200, password: str | None = None) -> Page:
    """The first page of the way in."""
    form = client.get("/staff/sign-in").form("password")
    return client.submit(form.fill(email=person.email, password=password or person.password), status)


def sign_in(client: PageClient, person: Person) -> Page:
    """Both pages of the way in; arrives at the desk."""
    return client.submit(enter_password(client, person).form("code").fill(code=person.code()))


def token(client: PageClient) -> str | None:
    """The session token in the browser's cookie."""
    with client._browser.session_transaction() as cookie:
        return cookie.get("token")
