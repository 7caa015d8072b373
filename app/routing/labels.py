"""Words for the codes of this room: enum values and errors. Templates print them with the filter `label`.

What authors read about the way of their contribution stands in followup/labels.py.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.routing.rules import ExtensionReason, Lateness, Pile, Reminder, RouteReason

LABELS: dict[StrEnum, Any] = {
    Lateness.DUE_SOON: _l("Due soon"),
    Lateness.OVERDUE: _l("Overdue"),
    Lateness.VERY_OVERDUE: _l("Long overdue"),
    Pile.ESCALATED: _l("With the steering group"),
    Pile.VERY_OVERDUE: _l("Long overdue"),
    Pile.OVERDUE: _l("Overdue"),
    Pile.DUE_SOON: _l("Due soon"),
    Pile.HANDED_BACK: _l("Handed back"),
    Pile.OPEN: _l("Open"),
    Reminder.SOON: _l("the date comes soon"),
    Reminder.TODAY: _l("the last day"),
    Reminder.LATE: _l("the date has passed"),
    RouteReason.FIELD: _l("The network carries the action field"),
    RouteReason.CAN_DO_MORE: _l("This network can do more about it"),
    RouteReason.HANDED_BACK: _l("The network before named a better place"),
    RouteReason.NOBODY_THERE: _l("Nobody in the network before can work on it"),
    RouteReason.TOO_LONG: _l("It took too long before"),
    ExtensionReason.ASKS_OTHERS: _l("The network must ask other offices"),
    ExtensionReason.MEETS_LATER: _l("The network talks about it at a later meeting"),
    ExtensionReason.BEING_CHECKED: _l("Money or law must be checked"),
    ExtensionReason.MANY_AT_ONCE: _l("Many contributions came at the same time"),
    ExtensionReason.PEOPLE_AWAY: _l("People of the network are ill or away"),
}
# What stands in the history of a case, beside the verbs in moderation/labels.py.
VERBS: dict[str, Any] = {
    "undo_assign": _l("Way to the networks undone"),
    "remind": _l("Network reminded"),
    "extend": _l("More time given"),
    "escalate": _l("Brought to the steering group"),
    "end_escalation": _l("The steering group is done with it"),
    "set_audiences": _l("Groups noted"),
}
ERRORS: dict[str, Any] = {
    "audience_unknown": _l("Please choose groups from the list."),
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
    "note_too_long": _l("Please use at most %(limit)s characters for the note."),
    "network_missing": _l("Please choose at least one network."),
    "escalation_note_missing": _l("Please say what the steering group should do."),
    "escalated_already": _l("This case is with the steering group already."),
    "handed_back_now": _l("The network handed this back. Please choose a new network first."),
    "too_many_extensions": _l("No more time can be given for this case. Please choose another way."),
    "extension_reason_missing": _l("Please choose why it takes longer. The author reads it."),
    "extension_date_missing": _l("Please choose the new date."),
    "extension_too_early": _l("The new date must be after today and after the old date."),
    "extension_too_late": _l("The new date may be at most %(days)s days from today."),
}


def reason(code: str) -> str:
    """The words for a reason or a step as the history keeps it; of a code that is no more, the code itself."""
    known = {
        one.value: words for one, words in LABELS.items() if isinstance(one, RouteReason | ExtensionReason | Reminder)
    }
    return str(known.get(code, code))
