"""Commands of the operator: `flask --help` lists them, docs/operating.md explains them."""

from __future__ import annotations

from flask import Flask

from app.cli.backup import backup
from app.cli.concept import concept
from app.cli.configuration import configuration
from app.cli.contributions import contributions
from app.cli.demo import demo
from app.cli.doctor import doctor
from app.cli.event import event
from app.cli.maintenance import history_group, languages, retention, search_group
from app.cli.people import people
from app.cli.roles import roles
from app.cli.serve import serve
from app.cli.worker import worker

COMMANDS = (
    serve,
    worker,
    doctor,
    backup,
    concept,
    demo,
    configuration,
    contributions,
    event,
    people,
    roles,
    retention,
    search_group,
    languages,
    history_group,
)


def register(app: Flask) -> None:
    """Hang every command on the application."""
    for command in COMMANDS:
        app.cli.add_command(command)
