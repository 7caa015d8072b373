"""`flask event certificate`: staff sign in over the hall's own network, encrypted."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from app.core import certificates

ALWAYS = "127.0.0.1"


@click.command("certificate")
@click.argument("addresses", nargs=-1, required=True)
@with_appcontext
def certificate(addresses: tuple[str, ...]) -> None:
    """On the laptop: make a certificate for its ADDRESSES in the hall (such as 192.168.8.2), good for 30 days."""
    names = list(dict.fromkeys([*addresses, ALWAYS]))
    try:
        made = certificates.make(names, current_app.config)
    except ValueError as error:
        raise click.ClickException(f"This is no address or name: {error}") from error
    port = current_app.config["TLS_PORT"]
    click.echo(f"Made {certificates.made_paths(current_app.config)[0]} for {', '.join(names)}. Start the site again.")
    click.echo(f"Staff then sign in at https://{addresses[0]}:{port}/staff/")
    click.echo("Browsers warn, because no authority signed it. Each person compares this fingerprint (SHA-256) first:")
    click.echo(f"  {certificates.fingerprint(made)}")
