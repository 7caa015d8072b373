"""The daily mail to commissioners: how much waits, and what is due next. It never tells at what time something came."""

from __future__ import annotations

from datetime import date

from app.accounts import queries as account_queries
from app.core import outbox
from app.moderation import queries
from app.permissions import Role


def write_digest(day: date) -> int:
    """One mail for each commissioner who is there, about everything that came before `day`; twice changes nothing.

    What must be read next is named, the oldest first. Returns how many people are written to; none when nothing
    waits. The worker calls it after seven o'clock.
    """
    counts = queries.digest_counts(day)
    if not any((counts.waiting, counts.objections, counts.handed_back, counts.additions, counts.talks)):
        return 0
    facts = {
        "waiting": counts.waiting,
        "overdue": counts.overdue,
        "due": counts.due,
        "objections": counts.objections,
        "handed_back": counts.handed_back,
        "additions": counts.additions,
        "talks": counts.talks,
        "next": queries.due_next(day),
    }
    people = account_queries.reachable(Role.MODERATOR, day)
    left = queries.count_left_to(day)
    for account in people:
        outbox.put(
            "arrivals_digest",
            f"account:{account.id}",
            language=account.language,
            facts={**facts, "left": left.get(account.id, 0)},
            key=f"digest:{day.isoformat()}:{account.id}",
        )
    return len(people)
