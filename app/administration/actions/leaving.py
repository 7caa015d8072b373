"""Somebody leaves: roles, seats, open sign-ins and what was just being read end with one button."""

from __future__ import annotations

from app.accounts import actions as accounts
from app.accounts import queries
from app.core.history import Actor
from app.moderation.actions.leaving import end_claims
from app.networks import actions as networks


def leave(account_id: int, *, actor: Actor) -> None:
    """End everything that somebody holds. Raises Missing, NotPossibleNow: "own_access", "last_admin"."""
    account = queries.get(account_id)
    networks.end_all_seats(account, actor=actor)
    end_claims(account_id)
    accounts.leave(account, actor=actor)
