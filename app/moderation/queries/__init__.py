"""What can be read of the queue, of decisions and of objections."""

from app.moderation.queries.again import Again, taken_back
from app.moderation.queries.cases import (
    StatementOfReasons,
    decisions_of,
    get_objection,
    last_refusal,
    last_standing,
    objection_to,
    objections_of,
    reader_of,
    statement_of_reasons,
)
from app.moderation.queries.counts import Counts, counts, digest_counts, tallies
from app.moderation.queries.days import DueDays, due_days, late_day
from app.moderation.queries.lists import decided_lately, open_objections, returned, with_additions
from app.moderation.queries.pages import QueuePage
from app.moderation.queries.queue import Filter, beside, next_unread, readers, waiting
from app.moderation.queries.steps import LastStep, decisions_of_step, last_step

__all__ = [
    "Again",
    "taken_back",
    "beside",
    "due_days",
    "tallies",
    "DueDays",
    "Counts",
    "Filter",
    "LastStep",
    "QueuePage",
    "StatementOfReasons",
    "counts",
    "decided_lately",
    "decisions_of",
    "decisions_of_step",
    "digest_counts",
    "get_objection",
    "last_refusal",
    "last_standing",
    "last_step",
    "late_day",
    "next_unread",
    "objection_to",
    "objections_of",
    "open_objections",
    "reader_of",
    "readers",
    "returned",
    "statement_of_reasons",
    "waiting",
    "with_additions",
]
