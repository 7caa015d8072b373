"""Kinds of seats in a network."""

from __future__ import annotations

from enum import StrEnum


class Seat(StrEnum):
    """A place in a network: the tandem's two seats have equal rights; members are the key actors."""

    MIGRATION_UNIT = "migration_unit"
    FIELD_EXPERT = "field_expert"
    MEMBER = "member"


TANDEM = frozenset({Seat.MIGRATION_UNIT, Seat.FIELD_EXPERT})
