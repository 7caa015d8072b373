"""What the steering group does, and how a case gets there: by itself when it is very late, or by a commissioner."""

from __future__ import annotations

from datetime import date, timedelta

from app.contributions import actions as contribution_actions
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.contributions.rules import clean_text
from app.core import clock, history
from app.core.errors import Conflict, Invalid, NotPossibleNow
from app.core.history import SYSTEM, Actor
from app.extensions import db
from app.routing import queries, settings
from app.routing.actions import telling
from app.routing.models import Assignment
from app.routing.rules import DEFAULT_ACKNOWLEDGE_DAYS, MAX_EXTENSION_DAYS, MAX_NOTE, ExtensionReason


def escalate(contribution: Contribution, *, actor: Actor, note: str) -> Assignment:
    """A commissioner brings a case to the steering group and says why.

    Raises NotPossibleNow: "not_with_a_network", "escalated_already"; Invalid: "escalation_note_missing",
    "note_too_long".
    """
    lead = _lead(contribution)
    words = _note(note)
    if lead.is_escalated:
        raise NotPossibleNow("escalated_already")
    _escalate(lead, actor, words)
    telling.steering_of_escalations([lead], by_hand=True)
    return lead


def escalate_due(day: date) -> int:
    """Every case that is very overdue, or was handed back and found no new place, goes to the steering group.

    The worker calls it daily; a second time changes nothing. Gives the number of cases.
    """
    found = [row for row in queries.leading(handed_back=True) if queries.must_escalate(row, day)]
    for row in found:
        _escalate(row, SYSTEM, None)
    telling.steering_of_escalations(found, by_hand=False)
    return len(found)


def extend(
    contribution: Contribution,
    until: date | None,
    reason: ExtensionReason | None,
    *,
    actor: Actor,
    note: str = "",
    seen: str | None = None,
) -> Assignment:
    """Give the network until another day. The author reads the day and the reason; the case leaves the escalation.

    Raises NotPossibleNow: "not_with_a_network", "handed_back_now", "too_many_extensions"; Conflict("changed");
    Invalid: "extension_reason_missing", "extension_date_missing", "extension_too_early", "extension_too_late",
    "note_too_long".
    """
    lead = _lead(contribution, seen)
    _must_be_extendable(lead)
    if reason is None:
        raise Invalid("extension_reason_missing", "reason")
    day, words = _day_for(lead, until), _note(note, needed=False)
    before = lead.answer_due_on
    step = {"at": clock.now().isoformat(), "from": before.isoformat(), "to": day.isoformat(), "reason": str(reason)}
    lead.extensions = [*lead.extensions, step]
    lead.answer_due_on = day
    if lead.acknowledged_at is None:
        # Else the case would be late on the next day again, for want of a line that says "we have it".
        soon = max(lead.acknowledge_due_on, clock.today() + timedelta(days=DEFAULT_ACKNOWLEDGE_DAYS))
        lead.acknowledge_due_on = min(soon, day)
    history.record(actor, "extend", contribution, network=lead.network.key, note=words or None, **step)
    end_escalation(lead, actor=actor)
    contribution_actions.tell_author(contribution)
    return lead


def end_escalation(assignment: Assignment, *, actor: Actor) -> None:
    """The steering group has done its part: the case was extended, answered or is with another network."""
    if assignment.escalated_at is None or assignment.escalation_ended_at is not None:
        return
    assignment.escalation_ended_at = clock.now()
    db.session.flush()
    history.record(actor, "end_escalation", assignment.contribution, network=assignment.network.key)


def _lead(contribution: Contribution, seen: str | None = None) -> Assignment:
    contribution_actions.lock(contribution)
    if contribution.state is not State.RELEASED:
        raise NotPossibleNow("not_with_a_network")
    present = queries.open_of(contribution)
    if seen and seen != queries.mark(present):
        raise Conflict("changed")
    lead = next((row for row in present if row.is_lead), None)
    if lead is None:
        raise NotPossibleNow("not_with_a_network")
    return lead


def _escalate(assignment: Assignment, actor: Actor, note: str | None) -> None:
    assignment.escalated_at, assignment.escalation_ended_at = clock.now(), None
    assignment.escalation_note = note
    db.session.flush()
    history.record(
        actor, "escalate", assignment.contribution, network=assignment.network.key, due=_iso(assignment), note=note
    )


def _iso(assignment: Assignment) -> str:
    return assignment.due_on.isoformat()


def _note(note: str, *, needed: bool = True) -> str:
    words = clean_text(note)
    if needed and not words:
        raise Invalid("escalation_note_missing", "note")
    if len(words) > MAX_NOTE:
        raise Invalid("note_too_long", "note", limit=MAX_NOTE)
    return words


def _must_be_extendable(lead: Assignment) -> None:
    if lead.handed_back_at is not None:
        raise NotPossibleNow("handed_back_now")
    if len(lead.extensions) >= settings.current().max_extensions:
        raise NotPossibleNow("too_many_extensions")


def _day_for(lead: Assignment, until: date | None) -> date:
    today = clock.today()
    if until is None:
        raise Invalid("extension_date_missing", "until")
    if until <= max(lead.answer_due_on, today):
        raise Invalid("extension_too_early", "until")
    if until > today + timedelta(days=MAX_EXTENSION_DAYS):
        raise Invalid("extension_too_late", "until", days=MAX_EXTENSION_DAYS)
    return until
