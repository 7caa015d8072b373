"""What can be read of the queue, of decisions and of objections."""

from app.moderation.queries.again import Again, taken_back
from app.moderation.queries.cases import (
    StatementOfReasons,
    decisions_of,
    get_objection,
    last_refusal,
    last_standing,
    left_to,
    objection_to,
    objections_of,
    reader_of,
    statement_of_reasons,
)
from app.moderation.queries.comparing import (
    Uncompared,
    field_numbers,
    fields_without_numbers,
    known_vectors,
    numbers,
    seen,
    sorted_cases,
    texts_in,
    uncompared,
    views,
)
from app.moderation.queries.counts import Counts, count_left_to, counts, digest_counts, due_next, tallies
from app.moderation.queries.days import DueDays, due_days, late_day
from app.moderation.queries.lists import decided_lately, open_objections, returned, with_additions
from app.moderation.queries.pages import QueuePage
from app.moderation.queries.queue import Filter, Signs, beside, next_unread, readers, signs, waiting
from app.moderation.queries.steps import LastStep, decisions_of_step, last_step
from app.moderation.queries.suggesting import Alike, LikelyField, Suggestions, suggestions
from app.moderation.queries.waves import Wave, wave_of, waves

__all__ = [
    "due_next",
    "count_left_to",
    "signs",
    "Signs",
    "left_to",
    "Wave",
    "wave_of",
    "waves",
    "Again",
    "Alike",
    "Counts",
    "DueDays",
    "Filter",
    "LastStep",
    "LikelyField",
    "QueuePage",
    "StatementOfReasons",
    "Suggestions",
    "Uncompared",
    "beside",
    "counts",
    "decided_lately",
    "decisions_of",
    "decisions_of_step",
    "digest_counts",
    "due_days",
    "field_numbers",
    "fields_without_numbers",
    "get_objection",
    "known_vectors",
    "last_refusal",
    "last_standing",
    "last_step",
    "late_day",
    "next_unread",
    "numbers",
    "objection_to",
    "objections_of",
    "open_objections",
    "reader_of",
    "readers",
    "returned",
    "seen",
    "sorted_cases",
    "statement_of_reasons",
    "suggestions",
    "taken_back",
    "tallies",
    "texts_in",
    "uncompared",
    "views",
    "waiting",
    "with_additions",
]
