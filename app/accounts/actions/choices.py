"""What people choose for the way they work."""

from __future__ import annotations

from app.accounts.models import Account


def use_single_keys(account: Account, wanted: bool) -> None:
    """Let letters alone work as keys in the queue, or not. Nobody else needs to know: no line in history."""
    account.single_keys = wanted
