"""Words for the codes of this room: enum values and errors. Templates print them with the filter `label`."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.concept.rules import DecisionState, DistrictKind, MeasureStatus, ResourceKind
from app.concept.staff_labels import ERRORS as STAFF_ERRORS

LABELS: dict[StrEnum, Any] = {
    DistrictKind.AREA: _l("District"),
    DistrictKind.WHOLE_CITY: _l("The whole city"),
    DistrictKind.OUTSIDE: _l("Outside Rheine"),
    MeasureStatus.PLANNED: _l("planned"),
    MeasureStatus.RUNNING: _l("running"),
    MeasureStatus.DONE: _l("done"),
    MeasureStatus.STOPPED: _l("stopped"),
    ResourceKind.HOURS: _l("working hours"),
    ResourceKind.MONEY: _l("money"),
    DecisionState.REQUESTED: _l("requested"),
    DecisionState.GRANTED: _l("granted"),
    DecisionState.REFUSED: _l("refused"),
}
ERRORS: dict[str, Any] = {
    **STAFF_ERRORS,
    "unknown_schema": _l("The file has another layout (%(schema)s) than this version can read."),
    "unknown_edition": _l("There is no edition %(edition)s of the concept yet."),
    "no_edition": _l("The concept has not been entered yet."),
    "no_field": _l("There is no action field with the number %(number)s."),
    "no_district": _l("There is no district with the name %(district)s."),
    "no_measure": _l("There is no measure with the number %(reference)s."),
}
