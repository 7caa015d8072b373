"""States of measures and resources, kinds of districts."""

from __future__ import annotations

from enum import StrEnum


class MeasureStatus(StrEnum):
    """How far a measure is."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


class ResourceKind(StrEnum):
    """What a measure needs."""

    HOURS = "hours"
    MONEY = "money"


class DecisionState(StrEnum):
    """What a political body made of a request for resources."""

    REQUESTED = "requested"
    GRANTED = "granted"
    REFUSED = "refused"


class DistrictKind(StrEnum):
    """The eleven areas, and the two further choices of residents."""

    AREA = "area"
    WHOLE_CITY = "whole_city"
    OUTSIDE = "outside"
