"""`flask roles print`: docs/roles.md, made from the one map of permissions."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from app.permissions import MAP, Permission, Role

roles = AppGroup("roles", help="Who may do what.")

# What each permission opens, in the words of the documentation. A new permission needs its line here.
MEANING: dict[Permission, str] = {
    Permission.STAFF_AREA: "Open the staff area, the desk and one's own account",
    Permission.QUEUE_READ: "Read contributions that nobody has decided on",
    Permission.CONTRIBUTION_DECIDE: "Release, return, merge, refer, refuse, redact, take back",
    Permission.CONTRIBUTION_ROUTE: "Choose or change the network of a contribution",
    Permission.OBJECTION_DECIDE: "Decide on objections, never on one's own decision",
    Permission.NOTICE_DECIDE: "Decide on content notices, keep evidence",
    Permission.EVIDENCE_READ: "Read evidence, with password, reason and log",
    Permission.CONTACT_REVEAL: "See a contact address, with password, reason and log",
    Permission.NETWORK_READ: "Read what one's own networks have on their desk",
    Permission.NETWORK_NOTE: "Write internal notes",
    Permission.NETWORK_ACKNOWLEDGE: "Take a contribution on for the network",
    Permission.NETWORK_HAND_BACK: "Hand a contribution back",
    Permission.ANSWER_WRITE: "Write an answer",
    Permission.ANSWER_PUBLISH: "Publish an answer",
    Permission.CASE_ESCALATE: "Bring a case to the steering group",
    Permission.CASE_EXTEND: "Give a network more time for a case",
    Permission.ANSWER_INSTEAD: "Answer in place of a network a case that came to the steering group",
    Permission.MONITOR_READ: "See how all networks are doing",
    Permission.DECISION_RECORD: "Record what political bodies decided",
    Permission.TRANSLATE: "Add and check translations",
    Permission.PEOPLE_MANAGE: "Invite people, give and end roles and seats",
    Permission.MAIL_READ: "See mail that is stuck and send it again",
    Permission.LANGUAGES_READ: "See which languages are offered, and which ones people miss",
    Permission.HISTORY_READ: "Read the log of decisions",
    Permission.ASSISTED_ENTER: "Enter a contribution for somebody else; read none afterwards",
    Permission.FORUM_READ: "See how the Dialogforum is prepared: rounds, tables, agenda, posters",
    Permission.FORUM_ORGANISE: "Prepare the Dialogforum: rounds, theme tables, agenda, capacity",
    Permission.CARDS_PRINT: "Print cards with numbers, void lost sheets",
    Permission.CARDS_TYPE: "Type in paper cards; never see the number of a stub or the online queue",
    Permission.WALL_OPERATE: "Run the wall of the hall: fields, languages, speed, blank, pause",
    Permission.AGENDA_WRITE: "Put points on the agenda of a field, order them, publish them",
    Permission.DOSSIER_READ: "Read and print the dossier of a field before the day; networks their own",
    Permission.TABLE_WRITE: "Write notes and counts of a theme table",
    Permission.SEATS_READ: "See the list of seats and needs of the Dialogforum",
    Permission.SHEETS_IMPORT: "Bring in a spreadsheet of texts",
    Permission.DOCUMENTATION_WRITE: "Write the documentation of the Dialogforum",
    Permission.COMMITMENT_KEEP: "Say what became of a commitment of the Dialogforum",
    Permission.CONFIGURATION_READ: "See networks, services, rounds, texts and settings, and who changed them when",
    Permission.CONFIGURATION_CHANGE: "Change these, and take a configuration out or in as one file",
}

HEAD = [
    "# Roles and permissions",
    "",
    "Printed from the map in `app/permissions.py` by `flask roles print`. Do not edit by hand.",
    "",
    "Roles add up: one person may have several. Each has a first day and may have a last one.",
    "A commissioner's ends with the term of office. Nobody may do what no role of theirs allows.",
    "Managers and members of networks see only the networks in which they sit.",
    "No role but the commissioner's ever sees contact details.",
]


@roles.command("print")
def print_command() -> None:
    """Print docs/roles.md: `flask roles print > docs/roles.md`."""
    click.echo(document(), nl=False)


def document() -> str:
    """The whole page, from the map in app/permissions.py."""
    by_permission = [
        f"| {MEANING[permission]} | `{permission}` | {_names(MAP[permission])} |" for permission in Permission
    ]
    by_role = [f"| `{role}` | {_permissions(role)} |" for role in Role]
    return "\n".join(
        [
            *HEAD,
            "",
            "## What each permission opens",
            "",
            "| May | Permission | Roles |",
            "| --- | --- | --- |",
            *by_permission,
            "",
            "## What each role may do",
            "",
            "| Role | Permissions |",
            "| --- | --- |",
            *by_role,
            "",
        ]
    )


def _names(allowed: frozenset[Role]) -> str:
    return "everybody" if allowed == frozenset(Role) else ", ".join(f"`{role}`" for role in Role if role in allowed)


def _permissions(role: Role) -> str:
    return ", ".join(f"`{permission}`" for permission in Permission if role in MAP[permission])
