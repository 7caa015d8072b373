"""`flask people`: accounts from the command line, also when nobody can sign in any more."""

from __future__ import annotations

from datetime import date, datetime

import click
from flask import current_app, url_for
from flask.cli import AppGroup

from app.accounts import actions, queries
from app.accounts.models import Account
from app.concept import queries as concept
from app.core import clock, database
from app.core.errors import DomainError
from app.core.history import SYSTEM
from app.extensions import db
from app.networks import actions as network_actions
from app.networks import queries as networks
from app.networks.models import Network
from app.networks.rules import Seat
from app.permissions import Role

people = AppGroup("people", help="People who work with the site.")
DAY = click.DateTime(formats=["%Y-%m-%d"])


@people.command("add")
@click.argument("email")
@click.option("--role", "roles", type=click.Choice([role.value for role in Role]), multiple=True, required=True)
@click.option("--network", help="Number of the action field, or key of the network, for a seat in it.")
@click.option("--name", default="", help="Shown to colleagues; default: the address.")
@click.option("--language", type=click.Choice(["de", "en", "ar"]), default="de", show_default=True)
@click.option("--until", type=DAY, help="Last day of the term, such as 2027-03-31.")
def add(
    email: str, roles: tuple[str, ...], network: str | None, name: str, language: str, until: datetime | None
) -> None:
    """Open an account for EMAIL, or give an account that exists a further role, and print a one-time sign-in link."""
    if "@" not in email.strip("@"):
        raise click.ClickException(f"{email} is not an e-mail address.")
    last = until.date() if until else None
    with database.writing():
        try:
            account = queries.by_email(email) or open_account(email, name, language)
            for role in roles:
                give_role(account, Role(role), last)
            if network:
                give_seat(account, _network(network), last)
            token = actions.send_invitation(account, actor=SYSTEM, by_mail=False)
        except DomainError as error:
            raise click.ClickException(f"Nothing was changed: {error.code.replace('_', ' ')}.") from error
        db.session.commit()
    print_link(account, token)


@people.command("link")
@click.argument("email")
@click.option("--reset-second-factor", is_flag=True, help="Also remove the authenticator app: the device is lost.")
def link(email: str, reset_second_factor: bool) -> None:
    """Print a one-time sign-in link for EMAIL. The way back in when no administrator can sign in."""
    with database.writing():
        account = _known(email)
        if reset_second_factor:
            actions.forget_second_factor(account, actor=SYSTEM)
        token = actions.send_invitation(account, actor=SYSTEM, by_mail=False)
        db.session.commit()
    print_link(account, token)


@people.command("list")
def list_command() -> None:
    """Print every account with its roles of today."""
    today = clock.today()
    for account in queries.everybody():
        roles = ", ".join(sorted(account.roles_on(today))) or ("closed" if account.disabled_at else "no role today")
        click.echo(f"{account.email}  {account.name}  {roles}")


@people.command("end-sessions")
@click.argument("email")
def end_sessions(email: str) -> None:
    """Sign EMAIL out on all devices at once."""
    with database.writing():
        ended = actions.end_sessions(_known(email), actor=SYSTEM)
        db.session.commit()
    click.echo(f"Sign-ins ended: {ended}")


def _known(email: str) -> Account:
    account = queries.by_email(email)
    if account is None:
        raise click.ClickException(f"There is no account with the address {email}.")
    return account


def open_account(email: str, name: str, language: str) -> Account:
    """A new account without a role."""
    return actions.invite(email, name, (), language=language, actor=SYSTEM, by_mail=False).account


def give_role(account: Account, role: Role, last: date | None) -> None:
    """A role from today on, unless the account has it."""
    if role not in account.roles_on(clock.today()):
        actions.grant_role(account, role, valid_until=last, actor=SYSTEM)


def _network(named: str) -> Network:
    if not named.isdecimal():
        return networks.by_key(named)
    today = clock.today()
    found = concept.network_for(concept.field(int(named), today), today)
    if found is None:
        raise click.ClickException(f"No network carries the field {named}.")
    return found


def give_seat(account: Account, network: Network, last: date | None) -> None:
    """A place in the tandem for a manager, if one of the two is free; else the seat of a member."""
    today = clock.today()
    held = networks.seats_between(network.id, today, last)
    if any(seat.account_id == account.id for seat in held):
        return
    taken = {seat.seat for seat in held}
    wanted = [Seat.MIGRATION_UNIT, Seat.FIELD_EXPERT] if Role.NETWORK_MANAGER in account.roles_on(today) else []
    kind = next((seat for seat in wanted if seat not in taken), None)
    if wanted and kind is None:
        raise click.ClickException("Both managers' seats of this network are taken. End one of them first.")
    network_actions.add_seat(network, account, kind or Seat.MEMBER, valid_until=last, actor=SYSTEM)


def print_link(account: Account, token: str) -> None:
    """Print the one-time link with which somebody signs in for the first time."""
    config = current_app.config
    # In a hall staff sign in on the laptop itself, or encrypted; the public address there is plain.
    base = config["LOCAL_URL"] if config["HALL"] else config["PUBLIC_URL"] or config["LOCAL_URL"]
    with current_app.test_request_context("/", base_url=base):
        address = url_for("accounts.one_time_link", token=token, _external=True)
    click.echo(f"{account.name} can sign in with this link, once, within seven days:")
    click.echo(address)
