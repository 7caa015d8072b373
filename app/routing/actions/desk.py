"""What a network does with a case in its inbox: take it on, or hand it back and name a better place."""

from __future__ import annotations

import sqlalchemy as sa

from app.contributions import actions as contribution_actions
from app.contributions.rules import clean_text
from app.core import clock, history
from app.core.errors import Invalid, NotPossibleNow
from app.core.history import Actor
from app.extensions import db
from app.networks.models import Network
from app.routing.actions import telling
from app.routing.models import Assignment
from app.routing.rules import MAX_PLACE, MAX_REASON


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
        better_place=place or None,
        note=reason,
    )
    telling.moderators_of_hand_back(assignment)
    return assignment


def _must_be_open(assignment: Assignment) -> None:
    # Locked and read again: two of a tandem may press at the same moment, and so may whoever routes the case anew or
    # takes its release back; they all wait for the case first.
    contribution_actions.lock(assignment.contribution)
    query = sa.select(Assignment.ended_at, Assignment.handed_back_at).where(Assignment.id == assignment.id)
    now = db.session.execute(query.with_for_update()).one_or_none()
    if now is None or now.ended_at is not None or now.handed_back_at is not None:
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
