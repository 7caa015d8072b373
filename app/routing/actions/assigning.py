"""Bringing a case to its networks, and from one network to another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from app.contributions import actions as contribution_actions
from app.contributions.lifecycle import WITH_NETWORK
from app.contributions.models import Contribution
from app.contributions.rules import clean_text
from app.core import clock, history, outbox
from app.core.errors import Conflict, Invalid, NotPossibleNow
from app.core.history import Actor
from app.extensions import db
from app.networks.models import Network
from app.rounds import queries as round_queries
from app.routing import queries
from app.routing.actions import telling
from app.routing.actions.steering import end_escalation
from app.routing.models import Assignment
from app.routing.rules import MAX_NOTE, MOVING_REASONS, DueDates, RouteReason, due_dates


def assign(
    contribution: Contribution,
    networks: Sequence[Network],
    lead: Network,
    *,
    actor: Actor,
    because: RouteReason = RouteReason.FIELD,
) -> list[Assignment]:
    """Put the case into the inboxes of `networks`; `lead` is the one that must answer. Managers get a mail at once.

    Runs in the transaction of the release (domain.md rule 3). A network that has the case keeps its assignment; when
    it becomes the one that answers, it gets the time for it. Raises Invalid("lead_not_among_networks").
    """
    wanted = {network.id: network for network in networks}
    if lead.id not in wanted:
        raise Invalid("lead_not_among_networks", "lead")
    kept = {row.network_id: row for row in queries.open_of(contribution) if row.network_id in wanted}
    due = _due_dates(contribution)
    _choose_lead(list(kept.values()), lead, because, due, actor)
    made = [
        _open(contribution, network, network.id == lead.id, because, due)
        for key, network in wanted.items()
        if key not in kept
    ]
    db.session.flush()
    keys = [network.key for network in wanted.values()]
    history.record(actor, "assign", contribution, networks=keys, lead=lead.key, because=str(because))
    for assignment in made:
        telling.managers_of_arrival(assignment)
    return [*kept.values(), *made]


def reassign(
    contribution: Contribution,
    networks: Sequence[Network],
    lead: Network,
    *,
    actor: Actor,
    note: str,
    because: RouteReason | None = None,
    seen: str | None = None,
) -> list[Assignment]:
    """Route a case anew: other networks lose it, the named ones have it, with new dates for those who get it now.

    A network that handed it back and is named again gets it as a new assignment. `note` tells staff why, `because`
    the author; `seen` (from queries.mark) is where the case was when the person looked. The author gets a mail when
    another network answers. Raises NotPossibleNow("not_with_a_network"), Conflict("changed"), Invalid: "note_missing",
    "note_too_long", "lead_not_among_networks".
    """
    present = _present(contribution, seen)
    note = _note(note)
    wanted = {network.id for network in networks}
    if lead.id not in wanted:
        raise Invalid("lead_not_among_networks", "lead")
    before = next((row for row in present if row.is_lead), None)
    reason = because if because in MOVING_REASONS else _usual_reason(before)
    for row in present:
        if row.network_id not in wanted or row.handed_back_at is not None:
            _end(row)
    db.session.flush()
    left = sorted(row.network.key for row in present if row.network_id not in wanted)
    history.record(actor, "reassign", contribution, note=note, because=str(reason), left=left)
    rows = assign(contribution, networks, lead, actor=actor, because=reason)
    if before is None or before.network_id != lead.id or before.ended_at is not None:
        contribution_actions.tell_author(contribution)
    return rows


def set_audiences(contribution: Contribution, keys: Collection[str], *, actor: Actor) -> Contribution:
    """Note whom a case is about, while it is with networks. Raises NotPossibleNow, Invalid("audience_unknown")."""
    _present(contribution, None)
    return contribution_actions.set_audiences(contribution, keys, actor=actor)


def end_all(contribution: Contribution, *, actor: Actor) -> None:
    """Take the case out of every inbox: it was taken back, merged or withdrawn."""
    open_rows = queries.open_of(contribution)
    for row in open_rows:
        _end(row)
    db.session.flush()
    if open_rows:
        history.record(actor, "end_assignments", contribution, networks=_keys(open_rows))


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
        history.record(actor, "inherit_assignments", heir, networks=_keys(moved))


def _present(contribution: Contribution, seen: str | None) -> list[Assignment]:
    contribution_actions.lock(contribution)
    if contribution.state not in WITH_NETWORK:
        raise NotPossibleNow("not_with_a_network")
    present = queries.open_of(contribution)
    if seen and seen != queries.mark(present):
        raise Conflict("changed")
    return present


def _note(note: str) -> str:
    words = clean_text(note)
    if not words:
        raise Invalid("note_missing", "note")
    if len(words) > MAX_NOTE:
        raise Invalid("note_too_long", "note", limit=MAX_NOTE)
    return words


def _usual_reason(before: Assignment | None) -> RouteReason:
    handed_back = before is not None and before.handed_back_at is not None
    return RouteReason.HANDED_BACK if handed_back else RouteReason.CAN_DO_MORE


def _open(
    contribution: Contribution, network: Network, is_lead: bool, because: RouteReason, due: DueDates
) -> Assignment:
    now = clock.now()
    assignment = Assignment(
        contribution=contribution,
        network=network,
        is_lead=is_lead,
        lead_since=now if is_lead else None,
        because=because,
        assigned_at=now,
        acknowledge_due_on=due.acknowledge_on,
        answer_due_on=due.answer_on,
        extensions=[],
    )
    db.session.add(assignment)
    return assignment


def _choose_lead(rows: list[Assignment], lead: Network, because: RouteReason, due: DueDates, actor: Actor) -> None:
    for row in rows:
        if row.is_lead and row.network_id != lead.id:
            end_escalation(row, actor=actor)
    # In two steps: the database allows one lead at any moment.
    new = [row for row in rows if row.network_id == lead.id and not row.is_lead]
    for row in rows:
        row.is_lead = row.is_lead and row.network_id == lead.id
    db.session.flush()
    for row in new:
        row.is_lead, row.lead_since, row.because = True, clock.now(), because
        # It owed nothing until now, so it gets the time that every network has for an answer.
        row.answer_due_on = max(row.answer_due_on, due.answer_on)
        if row.acknowledged_at is None:
            row.acknowledge_due_on = max(row.acknowledge_due_on, due.acknowledge_on)
    db.session.flush()


def _due_dates(contribution: Contribution) -> DueDates:
    today = clock.today()
    current = round_queries.current(today) or contribution.round
    if current is None:
        return due_dates(today)
    return due_dates(today, current.acknowledge_days, current.answer_days)


def _end(assignment: Assignment) -> None:
    """It leaves the inbox. A mail about its arrival that has not left would send people to a case that is gone."""
    assignment.ended_at = clock.now()
    outbox.drop_waiting(f"assignment:{assignment.id}:")


def _keys(rows: Iterable[Assignment]) -> list[str]:
    return [row.network.key for row in rows]
