"""What can be read of assignments: inboxes, what is late, who can be reached, the way of a case, the steering board."""

from app.routing.queries.assignments import (
    Inbox,
    all_of,
    count_handed_back,
    get_for,
    handed_back,
    inbox,
    lead_of,
    leading,
    mark,
    open_of,
    without_place,
)
from app.routing.queries.board import Board, NetworkRow, board, listed, undelivered
from app.routing.queries.late import lateness_of, must_escalate, overdue
from app.routing.queries.reach import managers_to_write_to, networks_without_manager, reachable_managers
from app.routing.queries.way import Step, StepKind, staff_way, way

__all__ = [
    "Board",
    "Inbox",
    "NetworkRow",
    "Step",
    "StepKind",
    "all_of",
    "board",
    "count_handed_back",
    "get_for",
    "handed_back",
    "inbox",
    "lateness_of",
    "lead_of",
    "leading",
    "listed",
    "managers_to_write_to",
    "mark",
    "must_escalate",
    "networks_without_manager",
    "open_of",
    "overdue",
    "reachable_managers",
    "staff_way",
    "undelivered",
    "without_place",
    "way",
]
