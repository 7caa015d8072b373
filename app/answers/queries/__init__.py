"""What can be read from this room: published answers, the desk of a network, one case."""

from app.answers.queries.case import Case, assignment, case
from app.answers.queries.desk import Desk, DeskRow, NetworkTab, desk, tabs
from app.answers.queries.published import (
    assignment_of,
    facts_for,
    get_many,
    of_assignment,
    published_for,
    published_for_many,
)

__all__ = [
    "Case",
    "Desk",
    "DeskRow",
    "NetworkTab",
    "assignment",
    "assignment_of",
    "case",
    "desk",
    "facts_for",
    "get_many",
    "of_assignment",
    "published_for",
    "published_for_many",
    "tabs",
]
