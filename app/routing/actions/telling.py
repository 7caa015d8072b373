"""Mails of routing. They hold the reference and the network, no words and no language of the author (trust.md T-33)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.accounts import queries as account_queries
from app.accounts.models import Account
from app.core import clock, history, outbox
from app.core.history import SYSTEM
from app.networks.models import Network
from app.permissions import Role
from app.routing import queries, settings
from app.routing.models import Assignment
from app.routing.rules import Reminder, goes_further, reminder


def managers_of_arrival(assignment: Assignment) -> None:
    """The tandem learns at once that a case is there; when nobody can be reached, those who can help learn that."""
    today = clock.today()
    reached = queries.reachable_managers(assignment.network_id, today)
    for account_id in reached:
        _mail("assignment", account_queries.get(account_id), facts_of(assignment), f"{assignment.id}")
    if not reached:
        _nobody_there(assignment, today)


def untold_arrivals() -> set[int]:
    """Ids of the assignments whose mail about their arrival has not left yet. One statement."""
    return {int(key.split(":")[1]) for key in outbox.still_waiting("assignment")}


def moderators_of_hand_back(assignment: Assignment) -> None:
    """The commissioners find the case a new place."""
    # Handed back once more after it came again: another assignment, another mail.
    for account in account_queries.reachable(Role.MODERATOR, clock.today()):
        _mail("handed_back", account, facts_of(assignment), f"{assignment.id}")


def steering_of_escalations(assignments: Iterable[Assignment], *, by_hand: bool) -> None:
    """One mail for each member of the steering group about everything that came to it now."""
    rows = list(assignments)
    references = [row.contribution.reference for row in rows]
    facts = {"references": references, "by_hand": by_hand}
    key = f"{clock.today().isoformat()}:{'-'.join(str(row.id) for row in rows[:5])}:{len(rows)}"
    for account in account_queries.reachable(Role.STEERING_MEMBER, clock.today()) if rows else []:
        _mail("escalated", account, facts, key)


def remind(day: date) -> int:
    """Write to the tandems whose dates come near, are there, or have passed: each once for each date.

    One mail for each person with all cases in it. Who is away gets none as long as somebody else is there. Gives the
    number of mails. Calling it again on the same day changes nothing.
    """
    due: dict[int, list[tuple[Assignment, Reminder]]] = {}
    for assignment in queries.leading():
        wanted = reminder(assignment.due_on, day, settings.current())
        last = assignment.reminded if assignment.reminded_about == assignment.due_on else None
        if wanted is None or not goes_further(wanted, last):
            continue
        assignment.reminded_about, assignment.reminded = assignment.due_on, wanted
        due.setdefault(assignment.network_id, []).append((assignment, wanted))
        history.record(SYSTEM, "remind", assignment.contribution, network=assignment.network.key, step=str(wanted))
    return sum(_remind(network_id, rows, day) for network_id, rows in due.items())


def _remind(network_id: int, rows: list[tuple[Assignment, Reminder]], day: date) -> int:
    cases = [
        {
            "assignment": row.id,
            "reference": row.contribution.reference,
            "due_on": row.due_on.isoformat(),
            "step": str(step),
            "taken_on": row.acknowledged_at is not None,
        }
        for row, step in rows
    ]
    people = queries.managers_to_write_to(network_id, day)
    facts = {"network": rows[0][0].network.name_on(day), "cases": cases}
    for account_id in people:
        _mail("reminder", account_queries.get(account_id), facts, f"{day.isoformat()}:{network_id}")
    return len(people)


def _nobody_there(assignment: Assignment, day: date) -> None:
    helpers = {account.id: account for role in _HELPERS for account in account_queries.reachable(role, day)}
    for account in helpers.values():
        _mail("nobody_there", account, facts_of(assignment), f"{assignment.network_id}:{day.isoformat()}")


# Who can do something about a network without people: the office gives seats, the steering group knows whom to ask.
_HELPERS = (Role.ADMIN, Role.STEERING_MEMBER)


def facts_of(assignment: Assignment) -> dict[str, Any]:
    """Nothing but what the subject line needs; with the assignment the tandem's mail can hold a link to answer."""
    network = _name(assignment.network)
    return {"network": network, "reference": assignment.contribution.reference, "assignment": assignment.id}


def _name(network: Network) -> str:
    return network.name_on(clock.today())


def _mail(kind: str, account: Account, facts: Mapping[str, Any], key: str) -> None:
    outbox.put(
        kind,
        f"account:{account.id}",
        language=account.language,
        facts=facts,
        key=f"{kind}:{key}:{account.id}",
    )
