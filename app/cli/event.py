"""`flask event`: a laptop in the hall is prepared by the city, works by itself, and what came in there comes home."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from app.accounts import actions as accounts
from app.accounts import queries as people
from app.administration import actions as administration
from app.administration import files
from app.administration.actions.importing import FileRefused
from app.cli.event_certificate import certificate
from app.cli.event_keys import key, own, write
from app.cli.people import give_role, give_seat, open_account, print_link
from app.concept.actions import load_goals
from app.contributions.actions import Home
from app.core import clock, database, halls, keys, standing
from app.core.errors import DomainError
from app.core.halls import HallKey
from app.core.history import SYSTEM
from app.dialogforum.actions import hall as actions
from app.dialogforum.actions.hall_tables import set_tables
from app.dialogforum.queries import hall as queries
from app.dialogforum.queries import hall_tables
from app.extensions import db
from app.followup.actions import withdraw
from app.networks import queries as networks
from app.notices import queries as notices
from app.permissions import Role

event = AppGroup("event", help="The hall: its own copy of the site, and the way home.")
event.add_command(key)
event.add_command(certificate)

HOME, PREPARED = "home", "prepared"
# Who works in the hall; nobody else's account is taken along.
OF_THE_DAY = (Role.MODERATOR, Role.EVENT_STAFF, Role.NETWORK_MANAGER, Role.NETWORK_MEMBER)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)


@event.command("prepare")
@click.argument("name")
@click.argument("file", type=NEW_FILE)
def prepare(name: str, file: Path) -> None:
    """In the city: write for the hall NAME what its laptop needs. No contribution, no contact, no password is in it."""
    hall = next((known for known in halls.known(current_app.config) if known.name == name), None)
    if hall is None:
        raise click.ClickException(f"There is no key with the name {name}: flask event key create {name}.")
    today = clock.today()
    found = [account for account in people.everybody() if account.roles_on(today) & set(OF_THE_DAY)]
    content = {
        "city": current_app.config["PUBLIC_URL"],
        "made_on": today.isoformat(),
        "configuration": files.dump(),
        "people": [_person(account) for account in found],
        "runs": queries.runs_for_the_hall(),
        "goals": hall_tables.goals_for_the_hall(),
        "tables": hall_tables.tables_for_the_hall(),
    }
    write(file, hall.pack(PREPARED, content))
    printed = sum(len(run["cards"]) for run in content["runs"])
    click.echo(f"{file} is for the laptop of {name}: settings, {printed} printed cards and {len(found)} people.")


@event.command("set-up")
@click.argument("file", type=FILE)
def set_up(file: Path) -> None:
    """On the laptop: take in what the city prepared, and print a sign-in link for everybody of the day."""
    content = _unpacked(file, PREPARED, _own())
    if clock.today().isoformat() < content["made_on"]:
        raise click.ClickException(f"The clock of this laptop is wrong: it says {clock.today()}. Set it first.")
    with database.writing():
        try:
            changed = administration.take_in(files.plan(content["configuration"]), actor=SYSTEM)
            printed = actions.take_runs(content["runs"])
            links = [link for row in content["people"] if (link := _welcome(row))]
            load_goals(content["goals"], actor=SYSTEM)
            tables = set_tables(content["tables"], actor=SYSTEM)
        except FileRefused as error:
            raise click.ClickException(
                f"Nothing was changed: {error.faults[0].place} {error.faults[0].code}."
            ) from error
        except DomainError as error:
            raise click.ClickException(f"Nothing was changed: {error.code.replace('_', ' ')}.") from error
        db.session.commit()
        standing.settle()
    if content["city"]:
        halls.remember_city(content["city"], current_app.config)
    click.echo(f"Things changed: {changed}. Cards that can be typed here: {printed}. New people: {len(links)}.")
    click.echo(f"New theme tables: {tables}.")
    for account, token in links:
        print_link(account, token)


@event.command("export")
@click.argument("file", type=NEW_FILE)
def export(file: Path) -> None:
    """On the laptop: write everything that came in here into FILE, sealed for the city. It can be done again."""
    hall = _own()
    content = queries.everything()
    write(file, hall.pack(HOME, content))
    click.echo(
        f"{file} holds {len(content['contributions'])} contributions of {hall.name}. Nobody can read it on the way."
    )
    waiting = len(notices.open_ones())
    if waiting:
        click.echo(f"{waiting} notices of readers are not in it: decide about them here.")
    click.echo("Keep this laptop as it is until the city has taken the file in.")


@event.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only say what would become of each.")
def import_command(file: Path, dry_run: bool) -> None:
    """In the city: take in FILE of a hall, all of it or nothing; one JSON line for each contribution. Twice is once."""
    hall = _hall_of(file)
    content = _unpacked(file, HOME, hall)
    with database.writing():
        try:
            came = actions.take_home(content, hall, withdraw=withdraw, actor=SYSTEM)
        except DomainError as error:
            db.session.rollback()
            where = error.facts.get("place") or f"contribution {error.facts.get('number', '?')}"
            raise click.ClickException(f"Nothing was taken in: {where}, {error.code}.") from error
        if dry_run:
            db.session.rollback()
        else:
            db.session.commit()
    for one in came.cases:
        reference = None if dry_run and one.home is Home.ARRIVED else one.reference
        click.echo(json.dumps({"number": one.number, "reference": reference, "status": one.home.value}))
    told = ", ".join(
        f"{home.value}: {number}" for home, number in sorted(Counter(row.home for row in came.cases).items())
    )
    click.echo(f"{hall.name}{' (only looked at)' if dry_run else ''}: {told or 'nothing was in it'}", err=True)
    if came.tables:
        click.echo(
            "Tables: " + ", ".join(f"{what}: {number}" for what, number in sorted(came.tables.items())), err=True
        )


def _person(account: Any) -> dict[str, Any]:
    today = clock.today()
    held = [seat.network.key for seat in networks.seats_of(account.id, today)]
    roles = [role.value for role in OF_THE_DAY if role in account.roles_on(today)]
    facts = {"email": account.email, "name": account.name, "language": account.language}
    return {**facts, "roles": roles, "networks": held}


def _welcome(row: dict[str, Any]) -> tuple[Any, str] | None:
    """Open an account as the city has it; None when there is one. Passwords and second factors are new here."""
    if people.by_email(row["email"]) is not None:
        return None
    account = open_account(row["email"], row["name"], row["language"])
    for role in row["roles"]:
        if Role(role) in OF_THE_DAY:
            give_role(account, Role(role), None)
    for network in row["networks"]:
        give_seat(account, networks.by_key(network), None)
    return account, accounts.send_invitation(account, actor=SYSTEM, by_mail=False)


def _own() -> HallKey:
    found = own()
    if found is None:
        raise click.ClickException("This is not the laptop of a hall: flask event key provision FILE comes first.")
    return found


def _hall_of(file: Path) -> HallKey:
    """The key that opens a file of a hall. The laptop itself takes nothing in."""
    if own() is not None:
        raise click.ClickException("This is the laptop of a hall. The file is taken in in the city.")
    wanted = halls.head_of(file.read_bytes()).get("key")
    found = next((known for known in halls.known(current_app.config) if known.id == wanted), None)
    if found is None:
        raise click.ClickException("No key here opens this file: it is of another city, or its key was removed.")
    return found


def _unpacked(file: Path, kind: str, hall: HallKey) -> dict[str, Any]:
    try:
        return hall.unpack(kind, file.read_bytes())
    except keys.SealBroken as error:
        raise click.ClickException("This file was changed or damaged, or is for another purpose.") from error
