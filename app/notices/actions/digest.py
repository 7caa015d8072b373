"""The daily mail about notices: counts alone, like the one about contributions."""

from __future__ import annotations

from datetime import date

from app.accounts import queries as account_queries
from app.core import outbox
from app.notices import queries
from app.permissions import Role


def write_digest(day: date) -> int:
    """One mail for each commissioner while notices wait; calling it again changes nothing. Returns how many."""
    counts = queries.counts(day)
    if not counts.waiting:
        return 0
    people = account_queries.reachable(Role.MODERATOR, day)
    for account in people:
        outbox.put(
            "notices_waiting",
            f"account:{account.id}",
            language=account.language,
            facts={"waiting": counts.waiting, "urgent": counts.urgent},
            key=f"notices:{day.isoformat()}:{account.id}",
        )
    return len(people)
