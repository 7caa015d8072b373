"""Words of the organisers' page about seats, for staff."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.dialogforum.rules.seats import News, SeatState

STATES: dict[StrEnum, Any] = {
    SeatState.PLACED: _l("Has a seat"),
    SeatState.WAITING: _l("Waiting"),
}
NEWS: dict[StrEnum, Any] = {
    News.CHANGED: _l("Day or place has changed"),
    News.CALLED_OFF: _l("The Dialogforum is called off"),
}
ERRORS: dict[str, Any] = {
    "seat_number_wrong": _l("Please enter a number from 0 to %(most)s."),
    "no_forum_day": _l("The round has no day yet. Set the day of the Dialogforum first."),
    "no_seat_plan": _l("Set the number of seats first."),
    "seats_changed": _l("Somebody else changed the numbers. You see them as they stand now."),
}
