"""Recovery codes: ten on paper, for somebody whose phone is lost. Only a keyed hash of each is stored."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata

from app.accounts import rules
from app.core import keys
from app.core.models import REFERENCE_ALPHABET

PURPOSE = "recovery-codes"
LENGTH = 2 * rules.RECOVERY_GROUP


def new_codes() -> list[str]:
    """Ten fresh codes such as "7KDM2-Q9XRT": letters and digits that are not mistaken for each other."""
    made: set[str] = set()
    while len(made) < rules.RECOVERY_CODES:
        made.add("".join(secrets.choice(REFERENCE_ALPHABET) for _letter in range(LENGTH)))
    return [f"{code[: rules.RECOVERY_GROUP]}-{code[rules.RECOVERY_GROUP :]}" for code in sorted(made)]


def stored(account_id: int, typed: str) -> str | None:
    """How a code of this account is stored; None when what was typed cannot be one."""
    code = _clean(typed)
    if code is None:
        return None
    key = keys.ring().derived(PURPOSE)
    return hmac.new(key, f"{account_id}:{code}".encode(), hashlib.sha256).hexdigest()


def _clean(typed: str) -> str | None:
    """Capitals and ASCII digits out of what was typed, with spaces, hyphens and marks of direction; else None."""
    letters = ""
    for character in unicodedata.normalize("NFKC", typed[:60]):
        value = unicodedata.decimal(character, None)
        if value is not None:
            letters += str(value)
        elif character.isalpha():
            letters += character.upper()
        elif not character.isspace() and unicodedata.category(character) not in {"Pd", "Cf"}:
            return None
    good = len(letters) == LENGTH and set(letters) <= set(REFERENCE_ALPHABET)
    return letters if good else None
