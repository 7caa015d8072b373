"""Words for the codes and errors of seats, for whoever comes."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.dialogforum.labels import desk_seats
from app.dialogforum.rules.seats import Age, Need

LABELS: dict[StrEnum, Any] = {
    **desk_seats.STATES,
    **desk_seats.NEWS,
    Need.SIGN_LANGUAGE: _l("German Sign Language"),
    Need.SIMPLE_LANGUAGE: _l("Somebody who explains in simple words"),
    Need.HEARING_LOOP: _l("Help for hearing (induction loop)"),
    Need.WHEELCHAIR: _l("A place for a wheelchair"),
    Need.STEP_FREE: _l("A way without steps, or a lift"),
    Need.COMPANION: _l("Somebody who guides me in the building"),
    Age.SMALL: _l("Children under 3 years"),
    Age.MIDDLE: _l("Children from 3 to 6 years"),
    Age.BIG: _l("Children from 7 to 12 years"),
}
ERRORS: dict[str, Any] = {
    **desk_seats.ERRORS,
    "seat_people_missing": _l("Please say how many people come."),
    "seat_care_more": _l("More children need care than you said come along. Please compare the numbers."),
    "seat_consent_missing": _l("Please tick this box, or leave out your needs. We may not keep them without it."),
    "seat_too_long": _l("This is too long. Please shorten it."),
    "seat_no_room": _l("There is not enough room for more. Everything stays as it was."),
    "seats_closed": _l("You cannot register now. Everybody may come all the same."),
    "no_seat": _l("We found no seat under this number. Please compare it with your card."),
}
