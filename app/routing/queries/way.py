"""The way of a case from network to network: in few steps for its author, in full for those who route."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.contributions.models import Contribution
from app.core import clock, history
from app.core.history import HistoryEntry
from app.routing.models import Assignment
from app.routing.rules import ExtensionReason, RouteReason

# Acts in the history of a case that tell its way.
VERBS = frozenset(
    {
        "assign",
        "reassign",
        "acknowledge",
        "hand_back",
        "remind",
        "extend",
        "escalate",
        "end_escalation",
        "undo_assign",
        "end_assignments",
        "inherit_assignments",
    }
)


class StepKind(StrEnum):
    """What happened on the way, as the author reads it."""

    WENT_TO = "went_to"
    ALSO = "also"
    TAKEN_ON = "taken_on"
    HANDED_BACK = "handed_back"
    EXTENDED = "extended"
    ESCALATED = "escalated"


@dataclass(frozen=True)
class Step:
    """One step. `places`: networks by the names they had then, or the place in words that a network named."""

    kind: StepKind
    at: datetime
    places: list[str] = field(default_factory=list)
    because: RouteReason | None = None
    until: date | None = None
    extension: ExtensionReason | None = None

    @property
    def day(self) -> date:
        """The day in Rheine: authors read no times."""
        return clock.berlin_day(self.at)


def way(rows: Sequence[Assignment]) -> list[Step]:
    """The steps that an author reads, oldest first. `rows`: from all_of(), so this asks the database nothing more."""
    found: list[Step] = []
    for step in sorted((step for row in rows for step in _steps(row)), key=lambda one: one.at):
        # Networks that a case also concerns come on one day: one step for all of them.
        before = next((one for one in found if (one.kind, one.day) == (StepKind.ALSO, step.day)), None)
        if step.kind is StepKind.ALSO and before is not None:
            before.places.extend(step.places)
        else:
            found.append(step)
    return found


def staff_way(contribution: Contribution) -> list[HistoryEntry]:
    """Every act of routing with who and why, oldest first: for commissioners and the steering group."""
    return [entry for entry in history.of(contribution) if entry.verb in VERBS]


def _steps(row: Assignment) -> Iterator[Step]:
    name = row.network.name_on(clock.berlin_day(row.assigned_at))
    if row.lead_since is None or row.lead_since > row.assigned_at:
        yield Step(StepKind.ALSO, row.assigned_at, [name])
    if row.lead_since is None:
        # What networks do that only look on is no step for the author.
        return
    yield Step(StepKind.WENT_TO, row.lead_since, [name], because=row.because)
    if row.acknowledged_at is not None:
        # Taken on while it only looked on: for the author that counts from the day on which it answers.
        yield Step(StepKind.TAKEN_ON, max(row.acknowledged_at, row.lead_since), [name])
    if row.handed_back_at is not None:
        better = row.better_network.name_on(clock.berlin_day(row.handed_back_at)) if row.better_network else None
        yield Step(StepKind.HANDED_BACK, row.handed_back_at, [place for place in (better, row.better_place) if place])
    if row.escalated_at is not None:
        yield Step(StepKind.ESCALATED, row.escalated_at)
    for one in row.extensions:
        reason, until = ExtensionReason(one["reason"]), date.fromisoformat(one["to"])
        yield Step(StepKind.EXTENDED, datetime.fromisoformat(one["at"]), until=until, extension=reason)
