"""Bringing a case to its networks, and from one network to another."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from app.accounts import queries as account_queries
from app.contributions import actions as contribution_actions
from app.contributions.lifecycle import WITH_NETWORK
from app.contributions.models import Contribution
from app.contributions.rules import clean_text
from app.core import clock, history, outbox
from app.core.errors import Conflict, Invalid, NotPossibleNow
from app.core.history import Actor
from app.extensions import db
from app.networks.models import Network
from app.permissions import Role
from app.rounds import queries as round_queries
from app.routing import queries
from app.routing.models import Assignment
from app.routing.rules import MAX_PLACE, MAX_REASON, DueDates, due_dates


def assign(contribution: Contribution, networks: Sequence[Network], lead: Network, *, actor: Actor) -> list[Assignment]:
    """Put the case into the inboxes of `networks`; `lead` is the one that must answer. Managers get a mail at once.

    Runs in the transaction of the release (domain.md rule 3). A network that has the case keeps its assignment.
    Raises Invalid("lead_not_among_networks").
    """
    wanted = {network.id: network for network in networks}
    if lead.id not in wanted:
        raise Invalid("lead_not_among_networks", "lead")
    kept = {row.network_id: row for row in queries.open_of(contribution) if row.network_id in wanted}
    _choose_lead(list(kept.values()), lead)
    due = _due_dates(contribution)
    made = [
        _open(contribution, network, network.id == lead.id, due) for key, network in wanted.items() if key not in kept
    ]
    db.session.flush()
    history.record(actor, "assign", contribution, networks=[network.key for network in wanted.values()], lead=lead.key)
    for assignment in made:
        _tell_managers(assignment)
    return [*kept.values(), *made]


def acknowledge(assignment: Assignment, *, actor: Actor) -> Assignment:
    """The network takes the case on. A second time changes nothing. Raises NotPossibleNow("assignment_over")."""
    _must_be_open(assignment)
    if assignment.acknowledged_at is None:
        assignment.acknowledged_at = clock.now()
        assignment.acknowledged_by_id = actor.account_id
        history.record(actor, "acknowledge", assignment.contribution, network=assignment.network.key)
    return assignment


def hand_back(
    assignment: Assignment,
    *,
    actor: Actor,
    reason: str,
    better_network: Network | None = None,
    better_place: str | None = None,
) -> Assignment:
    """The network gives the case back and names a better place: another network, or in words.

    It stays in the inbox, marked, until somebody routes it anew: a case is never with nobody. Moderators get a mail.
    Raises NotPossibleNow("assignment_over"), Invalid: "hand_back_reason_missing", "hand_back_reason_too_long",
    "better_place_missing", "better_place_too_long", "better_place_is_here".
    """
    _must_be_open(assignment)
    reason, place = clean_text(reason), clean_text(better_place or "")
    _check_hand_back(assignment, reason, better_network, place)
    assignment.handed_back_at = clock.now()
    assignment.handed_back_reason = reason
    assignment.better_network_id = better_network.id if better_network else None
    assignment.better_place = place or None
    db.session.flush()
    history.record(
        actor,
        "hand_back",
        assignment.contribution,
        network=assignment.network.key,
        better_network=better_network.key if better_network else None,
    )
    _tell_moderators(assignment)
    return assignment


def reassign(
    contribution: Contribution,
    networks: Sequence[Network],
    lead: Network,
    *,
    actor: Actor,
    note: str,
    seen: str | None = None,
) -> list[Assignment]:
    """Route a case anew: other networks lose it, the named ones have it, with new dates for those who get it now.

    A network that handed it back and is named again gets it as a new assignment. `note` says why, `seen` (from
    queries.mark) where the case was when the person looked. Raises NotPossibleNow("not_with_a_network"),
    Conflict("changed"), Invalid: "note_missing", "lead_not_among_networks".
    """
    present = _present(contribution, seen)
    note = clean_text(note)
    if not note:
        raise Invalid("note_missing", "note")
    wanted = {network.id for network in networks}
    if lead.id not in wanted:
        raise Invalid("lead_not_among_networks", "lead")
    for row in present:
        if row.network_id not in wanted or row.handed_back_at is not None:
            row.ended_at = clock.now()
    db.session.flush()
    history.record(actor, "reassign", contribution, note=note)
    return assign(contribution, networks, lead, actor=actor)


def _present(contribution: Contribution, seen: str | None) -> list[Assignment]:
    contribution_actions.lock(contribution)
    if contribution.state not in WITH_NETWORK:
        raise NotPossibleNow("not_with_a_network")
    present = queries.open_of(contribution)
    if seen and seen != queries.mark(present):
        raise Conflict("changed")
    return present


def end_all(contribution: Contribution, *, actor: Actor) -> None:
    """Take the case out of every inbox: it was taken back, merged or withdrawn."""
    open_rows = queries.open_of(contribution)
    for row in open_rows:
        row.ended_at = clock.now()
    db.session.flush()
    if open_rows:
        history.record(actor, "end_assignments", contribution, networks=[row.network.key for row in open_rows])


def pass_on(old: Contribution, heir: Contribution, *, actor: Actor) -> None:
    """The open assignments of a withdrawn main item move to its heir, with their dates."""
    there = {row.network_id for row in queries.open_of(heir)}
    moved = queries.open_of(old)
    for row in moved:
        if row.network_id in there:
            row.ended_at = clock.now()
        else:
            row.contribution = heir
    db.session.flush()
    if moved:
        history.record(actor, "inherit_assignments", heir, networks=[row.network.key for row in moved])


def _open(contribution: Contribution, network: Network, is_lead: bool, due: DueDates) -> Assignment:
    assignment = Assignment(
        contribution=contribution,
        network=network,
        is_lead=is_lead,
        assigned_at=clock.now(),
        acknowledge_due_on=due.acknowledge_on,
        answer_due_on=due.answer_on,
    )
    db.session.add(assignment)
    return assignment


def _choose_lead(rows: list[Assignment], lead: Network) -> None:
    # In two steps: the database allows one lead at any moment.
    for row in rows:
        row.is_lead = row.is_lead and row.network_id == lead.id
    db.session.flush()
    for row in rows:
        row.is_lead = row.network_id == lead.id
    db.session.flush()


def _due_dates(contribution: Contribution) -> DueDates:
    today = clock.today()
    current = round_queries.current(today) or contribution.round
    if current is None:
        return due_dates(today)
    return due_dates(today, current.acknowledge_days, current.answer_days)


def _must_be_open(assignment: Assignment) -> None:
    # Locked and read again: two people of a tandem may press two buttons at the same moment.
    db.session.flush()
    query = sa.select(Assignment.ended_at, Assignment.handed_back_at).where(Assignment.id == assignment.id)
    ended_at, handed_back_at = db.session.execute(query.with_for_update()).one()
    if ended_at is not None or handed_back_at is not None:
        raise NotPossibleNow("assignment_over")


def _check_hand_back(assignment: Assignment, reason: str, better_network: Network | None, place: str) -> None:
    if not reason:
        raise Invalid("hand_back_reason_missing", "reason")
    if len(reason) > MAX_REASON:
        raise Invalid("hand_back_reason_too_long", "reason", limit=MAX_REASON)
    if better_network is None and not place:
        raise Invalid("better_place_missing", "better_place")
    if len(place) > MAX_PLACE:
        raise Invalid("better_place_too_long", "better_place", limit=MAX_PLACE)
    if better_network is not None and better_network.id == assignment.network_id:
        raise Invalid("better_place_is_here", "better_network")


def _facts(assignment: Assignment) -> dict[str, str]:
    # Nothing but what the subject line needs: no words and no language of the author (trust.md T-33).
    return {
        "network": assignment.network.name_on(clock.today()),
        "reference": assignment.contribution.reference,
    }


def _tell_managers(assignment: Assignment) -> None:
    for account_id in queries.reachable_managers(assignment.network_id, clock.today()):
        _mail("assignment", account_id, assignment)


def _tell_moderators(assignment: Assignment) -> None:
    for account in account_queries.with_role(Role.MODERATOR, clock.today()):
        _mail("handed_back", account.id, assignment)


def _mail(kind: str, account_id: int, assignment: Assignment) -> None:
    outbox.put(
        kind,
        f"account:{account_id}",
        language=account_queries.get(account_id).language,
        facts=_facts(assignment),
        key=f"{kind}:{assignment.id}:{account_id}",
    )
