"""Kinds of seats in a network, and kinds of help that are not networks."""

from __future__ import annotations

from enum import StrEnum


class Seat(StrEnum):
    """A place in a network: the tandem's two seats have equal rights; members are the key actors."""

    MIGRATION_UNIT = "migration_unit"
    FIELD_EXPERT = "field_expert"
    MEMBER = "member"


TANDEM = frozenset({Seat.MIGRATION_UNIT, Seat.FIELD_EXPERT})


class HelpKind(StrEnum):
    """What somebody to turn to is there for."""

    ADVICE = "advice"
    OFFICIAL = "official"
    EMERGENCY = "emergency"


class SecondPerson(StrEnum):
    """Whether a second person of a network looks at each of its answers."""

    ALWAYS = "always"
    NEVER = "never"
