"""Coming to the Dialogforum: what people may say, who gets a seat and who waits. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

MOST_PEOPLE = 5
MOST_CHILDREN = 5
MAX_NOTE = 300
MAX_NAME = 60
MAX_LANGUAGE = 60
# More seats or places for children than any hall of the city has.
MOST_SEATS = 2000
# How long a page that shows a seat can be used before the number is asked for again.
PAGE_AGE = timedelta(hours=2)


class Need(StrEnum):
    """What helps somebody to take part. Some of these tell about health: they are stored sealed."""

    SIGN_LANGUAGE = "sign_language"
    SIMPLE_LANGUAGE = "simple_language"
    HEARING_LOOP = "hearing_loop"
    WHEELCHAIR = "wheelchair"
    STEP_FREE = "step_free"
    COMPANION = "companion"


class Age(StrEnum):
    """Rough ages of children who are looked after; never a date of birth."""

    SMALL = "small"
    MIDDLE = "middle"
    BIG = "big"


class SeatState(StrEnum):
    """Whether people have their seats. Cancelled ones are deleted at once."""

    PLACED = "placed"
    WAITING = "waiting"


class Opening(StrEnum):
    """Whether somebody can register today."""

    NOT_YET = "not_yet"
    OPEN = "open"
    OVER = "over"
    CALLED_OFF = "called_off"


class News(StrEnum):
    """What the organisers tell everybody who left an address; the value is the kind of the mail."""

    CHANGED = "seat_changed"
    CALLED_OFF = "seat_called_off"


@dataclass(frozen=True)
class Ask:
    """What somebody asks for. `care`: children to look after, by age. `interpreting`: tag of a language, or ""."""

    people: int
    children: int = 0
    table: int | None = None
    interpreting: str = ""
    other_language: str = ""
    needs: tuple[Need, ...] = ()
    care: Mapping[Age, int] = field(default_factory=dict)
    note: str = ""
    name: str = ""

    @property
    def cared(self) -> int:
        """How many children are looked after."""
        return sum(self.care.values())

    @property
    def seats(self) -> int:
        """Seats in the hall: children who are looked after are in another room."""
        return self.people + self.children - self.cared

    @property
    def tells_needs(self) -> bool:
        """Whether something is said that needs consent."""
        return bool(self.interpreting or self.other_language or self.needs or self.cared or self.note)


def faults(ask: Ask, *, consent: bool) -> dict[str, str]:
    """What is wrong, as code by field; the first one counts."""
    limits = {"note": MAX_NOTE, "name": MAX_NAME, "other_language": MAX_LANGUAGE}
    found = {name: "seat_too_long" for name, limit in limits.items() if len(getattr(ask, name)) > limit}
    if not 1 <= ask.people <= MOST_PEOPLE:
        found["people"] = "seat_people_missing"
    if not 0 <= ask.children <= MOST_CHILDREN or ask.cared > ask.children or min(ask.care.values(), default=0) < 0:
        found["children"] = "seat_care_more"
    if ask.tells_needs and not consent:
        found["consent"] = "seat_consent_missing"
    return found


def opening(forum_on: date | None, seats: int | None, called_off: bool, today: date) -> Opening:
    """Whether somebody can register: once there is a day and the organisers have said how many seats there are."""
    if called_off:
        return Opening.CALLED_OFF
    if forum_on is None or seats is None:
        return Opening.NOT_YET
    return Opening.OPEN if today <= forum_on else Opening.OVER


@dataclass(frozen=True)
class Totals:
    """Numbers for planning: of people, of needs, of wishes. They tell nobody apart and stay when the rest is deleted.

    `people` and `children` have a seat; `waiting` are persons without one; `interpreting` by tag, "" for others.
    """

    people: int = 0
    children: int = 0
    waiting: int = 0
    care_waiting: int = 0
    needs: Mapping[str, int] = field(default_factory=dict)
    care: Mapping[str, int] = field(default_factory=dict)
    interpreting: Mapping[str, int] = field(default_factory=dict)
    tables: Mapping[str, int] = field(default_factory=dict)
