"""What each phase of the year asks of those who work on it, and the parts of the Dialogforum as a list of links."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from app.permissions import Permission
from app.rounds.rules import Phase, Target

ASKS: dict[Phase, Any] = {
    Phase.PREPARATION: _l("Set day, place and phases. Look at the answers of the last round. Plan tables and hosts."),
    Phase.CALL: _l("Hang up posters, print cards, open the seats. Pass on the text to send."),
    Phase.COLLECTION: _l("Read contributions in time. Put the agendas together. Print the dossiers."),
    Phase.FORUM_DAY: _l("Type in cards and notes. Run the wall. Count who comes."),
    Phase.DOCUMENTATION: _l("Type in the last cards. Read the notes of the tables. Write down what was agreed."),
    Phase.ANSWERS: _l("Every network answers. Look at what is late."),
    Phase.REPORT: _l("Report to the political bodies. Plan the next round."),
}
TARGETS: dict[Target, Any] = {
    Target.CARDS: _l("All cards typed in"),
    Target.DOCUMENTATION: _l("Documentation"),
    Target.ANSWERS: _l("First answer of every network"),
    Target.REPORT: _l("Report to the political bodies"),
}
# Permission, address, what it is called, what it is for; in the order of the year.
PARTS: tuple[tuple[Permission, str, Any, Any], ...] = (
    (
        Permission.FORUM_READ,
        "dialogforum.posters",
        _l("Posters"),
        _l("Invitations and answers to print, in every language."),
    ),
    (
        Permission.CARDS_PRINT,
        "dialogforum.card_runs",
        _l("Print cards"),
        _l("Paper cards with a stub; lost sheets are taken out of use."),
    ),
    (
        Permission.SEATS_READ,
        "dialogforum.seats",
        _l("Seats and needs"),
        _l("Who comes, in numbers; what people need; news by mail."),
    ),
    (
        Permission.FORUM_READ,
        "dialogforum.agendas",
        _l("Agenda"),
        _l("What the tables talk about, proposed from what is open."),
    ),
    (
        Permission.FORUM_READ,
        "dialogforum.tables",
        _l("Theme tables"),
        _l("Hosts, places and languages; notes and sums of dots."),
    ),
    (
        Permission.CARDS_TYPE,
        "dialogforum.cards",
        _l("Type in cards"),
        _l("By the keyboard, one after the other."),
    ),
    (
        Permission.WALL_OPERATE,
        "dialogforum.wall_desk",
        _l("Wall of the hall"),
        _l("Fields, languages and speed; blank and pause at once."),
    ),
    (
        Permission.QUEUE_READ,
        "dialogforum.notes_to_read",
        _l("Table notes to read"),
        _l("Nothing of a note is public before you release it."),
    ),
    (
        Permission.FORUM_READ,
        "dialogforum.promises",
        _l("Promises of the Dialogforum"),
        _l("Tasks with a day, and how they stand."),
    ),
    (
        Permission.DOCUMENTATION_WRITE,
        "dialogforum.documentation_desk",
        _l("Documentation"),
        _l("How many came, what was promised; publish and thank."),
    ),
    (
        Permission.SHEETS_IMPORT,
        "dialogforum.sheets",
        _l("Bring in a spreadsheet"),
        _l("Many texts at once, from a partner, a workshop or a table."),
    ),
)
