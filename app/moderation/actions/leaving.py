"""Somebody of the commissioners leaves: nothing stays marked as being read by them."""

from __future__ import annotations

import sqlalchemy as sa

from app.extensions import db
from app.moderation.models import Claim


def end_claims(account_id: int) -> None:
    """End every claim of an account; others can read on at once."""
    db.session.execute(sa.delete(Claim).where(Claim.account_id == account_id))
