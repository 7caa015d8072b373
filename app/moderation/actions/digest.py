"""The daily mail to commissioners: how much waits. Counts alone; it never tells at what time something came in."""

from __future__ import annotations

from datetime import date

from app.accounts import queries as account_queries
from app.core import outbox
from app.moderation import queries
from app.permissions import Role


def write_digest(day: date) -> int:
    """One mail for each moderator about everything that came before `day`; calling it again changes nothing.

    Returns how many moderators are written to; none when nothing waits. The worker calls it after seven o'clock.
    """
    counts = queries.digest_counts(day)
    if not any((counts.waiting, counts.objections, counts.handed_back, counts.additions, counts.talks)):
        return 0
    people = account_queries.with_role(Role.MODERATOR, day)
    for account in people:
        outbox.put(
            "arrivals_digest",
            f"account:{account.id}",
            language=account.language,
            facts={
                "waiting": counts.waiting,
                "overdue": counts.overdue,
                "objections": counts.objections,
                "handed_back": counts.handed_back,
                "additions": counts.additions,
                "talks": counts.talks,
            },
            key=f"digest:{day.isoformat()}:{account.id}",
        )
    return len(people)
