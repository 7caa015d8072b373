"""`flask serve`: from a checkout to an open site, each step named, each failure one sentence."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
from pathlib import Path
from typing import Any

import click
import flask_migrate
from flask import current_app
from flask.cli import with_appcontext

from app.cli import processes, schema
from app.cli.backup import create as save_database
from app.core import certificates, halls, keys
from app.extensions import db

PREPARING = (("concept", "load"), ("demo", "load"))


@click.command("serve")
@click.option("--port", envvar="PORT", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=min(2, os.cpu_count() or 1), show_default=True, type=click.IntRange(1, 32))
@click.option("--no-backup", is_flag=True, help="Migrate without a copy of the database first.")
@click.option("--stop-with", default=0, hidden=True, help="Stop when this parent process is gone.")
@click.pass_context
@with_appcontext
def serve(context: click.Context, port: int, workers: int, no_backup: bool, stop_with: int) -> None:
    """Prepare the database and run web server and worker on 127.0.0.1 (LISTEN)."""
    # Everything written from here on is for this user alone: database, mail, copies, example passwords.
    os.umask(0o077)
    place = place_to_serve(port, workers)
    check_port(place.listen, port)
    if place.secure is not None:
        check_port(place.listen, place.secure[0])
    check_disk()
    check_hall()
    for path in keys.create_missing(current_app.config):
        say(f"Made the key file {path}; keep a copy in another place")
    migrate(with_backup=not no_backup)
    for group, name in PREPARING:
        if group != "demo" or current_app.config["DEMO"]:
            invoke(context, group, name)
    if current_app.config["DEMO"]:
        show_demo_accounts()
    become_the_site(place, stop_with)


def say(sentence: str) -> None:
    """Tell the person what happens now."""
    click.echo(f"→ {sentence}")


def place_to_serve(port: int, workers: int) -> processes.Place:
    """Where the settings say that the site is served."""
    config = current_app.config
    files = certificates.paths(config)
    secure = (config["TLS_PORT"], str(files[0]), str(files[1])) if files else None
    return processes.Place(config["LISTEN"], port, workers, secure)


def check_port(listen: str, port: int) -> None:
    """Raise ClickException when another program has the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # Connections that ended a moment ago must not hinder a restart; a listening program must.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((listen, port))
        except OSError as error:
            raise click.ClickException(
                f"Port {port} cannot be used ({error.strerror}): stop the other program, or set PORT to another number."
            ) from error


def check_disk() -> None:
    """Raise ClickException when less than MIN_FREE_BYTES are free in DATA_DIR."""
    wanted = current_app.config["MIN_FREE_BYTES"]
    free = shutil.disk_usage(current_app.config["DATA_DIR"]).free
    if free < wanted:
        raise click.ClickException(
            f"The disk is full: {free >> 20} MB are free, {wanted >> 20} MB are needed. Make room, then start again."
        )


def check_hall() -> None:
    """Raise ClickException when this is the laptop of a hall whose codes would open nothing in the city."""
    config = current_app.config
    if config["HALL"] and keys.ring().code not in {hall.code for hall in halls.known(config)}:
        raise click.ClickException(
            "This laptop has no key of the city, so no code would work there; run flask event key provision FILE."
        )


def migrate(*, with_backup: bool) -> None:
    """Bring the database to the code's version, after a copy of what is there. Raises ClickException."""
    with db.engine.connect() as connection:
        found = schema.examine(connection)
    if found.fit is schema.Fit.CURRENT:
        return
    if found.fit is schema.Fit.NEWER:
        raise click.ClickException(
            f"The database (version {found.found}) is newer than this program (version {found.wanted}): "
            "start the newer program, or restore an older backup."
        )
    if found.fit is schema.Fit.FOREIGN:
        raise click.ClickException("The database belongs to another program: set DATABASE_URL to an empty one.")
    if found.fit is schema.Fit.OLDER and with_backup:
        path = save_database(f"before-{found.wanted}")
        say(f"Saved the database in {path}")
    say(f"Bringing the database from version {found.found or 'none'} to {found.wanted}")
    flask_migrate.upgrade()
    db.engine.dispose()


def invoke(context: click.Context, group: str, name: str) -> None:
    """Run another command of this program, `flask <group> <name>`, with its defaults."""
    commands = current_app.cli.commands
    parent = commands.get(group)
    if not isinstance(parent, click.Group) or name not in parent.commands:
        raise click.ClickException(f"The command flask {group} {name} is missing in this program.")
    context.invoke(parent.commands[name])


def show_demo_accounts() -> None:
    """Print the example staff accounts of this installation as a table, when there are any."""
    path = Path(current_app.config["DATA_DIR"]) / "demo-accounts.json"
    if not path.exists():
        return
    accounts: list[dict[str, Any]] = json.loads(path.read_text())
    rows = [("E-mail", "Password", "TOTP secret", "Roles")]
    rows += [(row["email"], row["password"], row["totp_secret"], _roles(row)) for row in accounts]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    say(f"Example accounts for the staff area /staff/ (also in {path}):")
    for row in rows:
        cells = (word.ljust(width) for word, width in zip(row, widths, strict=True))
        click.echo(f"  {'  '.join(cells).rstrip()}")


def _roles(account: dict[str, Any]) -> str:
    roles = ", ".join(account["roles"])
    return f"{roles} ({account['network']})" if account.get("network") else roles


def become_the_site(place: processes.Place, parent: int) -> None:
    """Replace this process by the main process of the site. Does not return."""
    db.session.remove()
    db.engine.dispose()
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(processes.BECOME[0], [*processes.BECOME, str(parent), *place.words])
