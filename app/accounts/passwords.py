"""Hashes of staff passwords: argon2id, one at a time."""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.accounts import rules

# OWASP minimum for argon2id: 19 MiB, two rounds, one lane.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Twenty people who sign in at once must not take twenty times the memory (trust.md A-17).
_one_at_a_time = threading.Lock()
# Stands in for accounts that do not exist, so that they take the same time. Nobody knows a password for it.
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$so2Xpw8RUPg6c88xfdKBqg$/tpFLB5U7YRyJnAFFeEGIMaaMtPlAX6Ab2OTfU2YkRs"


def make_hash(password: str) -> str:
    """The hash to store for a password."""
    with _one_at_a_time:
        return _hasher.hash(rules.clean_password(password))


def fits(stored: str | None, typed: str) -> bool:
    """Whether `typed` belongs to the hash. Without a hash the answer is no, after the same time."""
    # Nobody has such a long password; hashing it would only cost memory.
    password = rules.clean_password(typed[: rules.PASSWORD_MAX + 1])
    with _one_at_a_time:
        try:
            return _hasher.verify(stored or _NOBODY, password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False
