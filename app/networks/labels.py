"""Words for the codes of this room: enum values and errors. Templates print them with the filter `label`."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.networks.rules import HelpKind, Seat, SecondPerson

LABELS: dict[StrEnum, Any] = {
    Seat.MIGRATION_UNIT: _l("Manager from the migration unit"),
    Seat.FIELD_EXPERT: _l("Manager from the field"),
    Seat.MEMBER: _l("Member"),
    SecondPerson.ALWAYS: _l("A second person looks at each answer"),
    SecondPerson.NEVER: _l("One person is enough"),
    HelpKind.ADVICE: _l("Advice for single cases"),
    HelpKind.OFFICIAL: _l("Official way"),
    HelpKind.EMERGENCY: _l("Help in an emergency"),
}
ERRORS: dict[str, Any] = {
    "no_network": _l("There is no such network."),
    "seat_needs_role": _l("This person does not have the role for this seat. Please give the role first."),
    "seat_held": _l("This person sits in the network already."),
    "seat_taken": _l("Somebody has this seat already. Please end that seat first."),
    "seat_term_wrong": _l("The last day lies before the first day."),
    "seat_over": _l("This seat has ended already."),
}
