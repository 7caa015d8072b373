"""Words for the codes of this room: enum values and errors. Templates print them with the filter `label`."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.routing.rules import Lateness

LABELS: dict[StrEnum, Any] = {
    Lateness.DUE_SOON: _l("Due soon"),
    Lateness.OVERDUE: _l("Overdue"),
    Lateness.VERY_OVERDUE: _l("Long overdue"),
}
ERRORS: dict[str, Any] = {
    "no_assignment": _l("This case is not with your network."),
    "lead_not_among_networks": _l("The network that answers must be one of the chosen networks."),
    "assignment_over": _l("This case is no longer with your network. Somebody may have routed it anew."),
    "not_with_a_network": _l("This case is not with a network now, so it cannot be routed."),
    "hand_back_reason_missing": _l("Please say in a few words why."),
    "hand_back_reason_too_long": _l("Please use at most %(limit)s characters for the reason."),
    "better_place_missing": _l("Please name a better place: a network, or in your own words."),
    "better_place_too_long": _l("Please use at most %(limit)s characters for the better place."),
    "better_place_is_here": _l("The better place is your own network. Please choose another one."),
    "note_missing": _l("Please write a note for the networks."),
    "network_missing": _l("Please choose at least one network."),
}
