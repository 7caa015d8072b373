"""The six digits of an authenticator app (TOTP, RFC 6238): secrets, checks, and the picture to scan."""

from __future__ import annotations

import hmac

import pyotp
from cryptography.fernet import InvalidToken

from app.accounts import rules
from app.core import clock, keys

PURPOSE = "second-factor"


def new_secret() -> str:
    """A fresh secret, 160 bits in base32."""
    return pyotp.random_base32()


def encrypted(secret: str) -> str:
    """The secret as it is stored: under a key that the database does not hold."""
    return keys.box(PURPOSE).encrypt(secret.encode()).decode()


def decrypted(stored: str) -> str | None:
    """The secret behind a stored one; None when it was stored under another secret key."""
    try:
        return keys.box(PURPOSE).decrypt(stored.encode()).decode()
    except InvalidToken:
        return None


def matching_step(secret: str, typed: str, after: int | None = None) -> int | None:
    """The 30-second step whose code was typed: now, just before or just after, and later than `after`. Else None."""
    digits = rules.code_digits(typed)
    if digits is None:
        return None
    totp = pyotp.TOTP(secret)
    now = int(clock.now().timestamp()) // rules.CODE_SECONDS
    fresh = [step for step in (now - 1, now, now + 1) if after is None or step > after]
    return next((step for step in fresh if hmac.compare_digest(totp.generate_otp(step), digits)), None)


def address(secret: str, *, email: str, issuer: str) -> str:
    """What the picture holds: an address that authenticator apps understand."""
    return str(pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer))


def groups(secret: str) -> str:
    """The secret in groups of four, for people who type it."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
