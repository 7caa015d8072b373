"""The daily mail about notices: counts alone, like the one about contributions."""

from __future__ import annotations

from datetime import date

from app.accounts import queries as account_queries
from app.core import outbox
from app.moderation import queries as moderation
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


def warn_of_one_commissioner(day: date) -> int:
    """Once a week to each administrator while an objection waits that nobody else may decide (rule 9).

    Neither the steering group nor the administration may read such texts, so they cannot decide: they can only see
    to it that there is a second commissioner. Returns how many are written to.
    """
    own = {decision.decided_by_id for objection, _case, decision in moderation.open_objections() if objection.day < day}
    own |= {
        row.notice.decided_by_id
        for row in queries.open_ones()
        if row.again and row.notice.objected_on and row.notice.objected_on < day and row.notice.decided_by_id
    }
    if not any(moderation.is_alone(account_id) for account_id in own):
        return 0
    year, week, _weekday = day.isocalendar()
    people = account_queries.with_role(Role.ADMIN, day)
    for account in people:
        outbox.put(
            "notices_one_commissioner",
            f"account:{account.id}",
            language=account.language,
            key=f"one-commissioner:{year}-{week}:{account.id}",
        )
    return len(people)
