"""Limits and pure decisions of sign-in: what a code, a password and a browser's name look like."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from enum import StrEnum

# Source: NIST SP 800-63B and ASVS 6.2: length counts, rules about kinds of characters do harm.
PASSWORD_MIN = 12
PASSWORD_MAX = 200
# Parts of names shorter than this occur in ordinary words.
TELLING_PART = 4

CODE_DIGITS = 6
CODE_SECONDS = 30

INVITATION_LASTS = timedelta(days=7)
LINK_LASTS = timedelta(hours=24)
# A sign-in whose second factor is still missing, and the page that sets one up.
PENDING_LASTS = timedelta(minutes=30)

# Ten codes on paper, two groups of five; from three on the pages warn.
RECOVERY_CODES = 10
RECOVERY_GROUP = 5
RECOVERY_FEW = 3

# A link to a new e-mail address, and how long both addresses are kept for the mails about the change.
EMAIL_LINK_LASTS = timedelta(hours=24)
EMAIL_CHANGE_KEPT = timedelta(days=30)

# Five tries a minute for one account: a delay, never a lock (trust.md T-37).
TRIES_PER_SECOND = 5 / 60
TRIES_BURST = 5
# All accounts together: many people may sign in at once, a machine is slowed down.
ALL_TRIES_PER_SECOND = 2.0
ALL_TRIES_BURST = 100
# Mails for a forgotten password: three at once, then one in ten minutes for one address.
MAILS_PER_SECOND = 1 / 600
MAILS_BURST = 3

# The longest time that somebody says to be away.
ABSENCE_MAX = timedelta(days=366)
# So many days before a role ends, the person and the administration get a mail.
TERM_REMINDERS = (30, 7)

# What people choose most; refused alone, repeated, joined or with a few characters more.
_COMMON_WORDS = """
password passwort passw0rd p@ssword kennwort geheim secret qwerty qwertz asdf yxcv zxcv azerty 1234 4321 1111
0000 12345678 87654321 123456789 987654321 1234567890 abcd abc123 abcdef aaaa hallo hello welcome willkommen
admin administrator root user test testtest demo guest login letmein iloveyou ichliebedich princess prinzessin
dragon monkey football fussball baseball basketball superman batman sunshine sonnenschein shadow
master michael jennifer thomas andreas daniel schatz schalke bayern borussia dortmund arsenal liverpool
barcelona realmadrid pokemon starwars computer internet trustno1 whatever freedom freiheit flower blume summer
sommer winter spring frühling herbst autumn monday montag january januar changeme default sample system server
office dialogforum rheine emsland münster muenster deutschland germany ukraine syria syrien romania mustermann
maxmustermann qazwsx 1q2w3e q1w2e3 zaq12wsx 666666 777777 888888 121212 112233 123123 696969 7777777
"""
COMMON = frozenset(_COMMON_WORDS.split())

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


class Verb(StrEnum):
    """What is written into the history of an account."""

    INVITE = "invite_person"
    SEND_LINK = "send_link"
    SIGN_IN = "sign_in"
    END_SESSIONS = "end_sessions"
    SET_PASSWORD = "set_password"  # noqa: S105  (a verb)
    SET_SECOND_FACTOR = "set_second_factor"
    RESET_SECOND_FACTOR = "reset_second_factor"
    CHANGE_PROFILE = "change_profile"
    GRANT_ROLE = "grant_role"
    END_ROLE = "end_role"
    ASK_ROLE = "ask_role"
    CONFIRM_ROLE = "confirm_role"
    REFUSE_ROLE = "refuse_role"
    NEW_RECOVERY_CODES = "new_recovery_codes"
    USE_RECOVERY_CODE = "use_recovery_code"
    END_SESSION = "end_session"
    ASK_EMAIL = "ask_email"
    CHANGE_EMAIL = "change_email"
    LEAVE = "leave"
    GO_AWAY = "go_away"
    COME_BACK = "come_back"
    DISABLE = "disable_account"
    ENABLE = "enable_account"


def clean_email(typed: str) -> str:
    """The form of an address under which an account is known."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def clean_password(typed: str) -> str:
    """The same password from every keyboard: composed and decomposed letters count as equal."""
    return unicodedata.normalize("NFC", typed)


def code_digits(typed: str) -> str | None:
    """Six ASCII digits out of what was typed, in any digit script, with spaces or hyphens; else None."""
    digits = ""
    for character in typed[:40]:
        value = unicodedata.decimal(character, None)
        if value is not None:
            digits += str(value)
        elif not character.isspace() and unicodedata.category(character) not in {"Pd", "Cf"}:
            return None
    return digits if len(digits) == CODE_DIGITS else None


def password_fault(password: str, *about: str) -> str | None:
    """Why a new password is refused, as an error code, or None. `about`: name and address of the person."""
    if len(password) < PASSWORD_MIN:
        return "password_short"
    if len(password) > PASSWORD_MAX:
        return "password_long"
    low = password.casefold()
    if len(set(low)) < 4 or _is_common(low):
        return "password_common"
    parts = {part for text in about for part in re.findall(r"[^\W\d_]+", text.casefold())}
    if any(len(part) >= TELLING_PART and part in low for part in parts):
        return "password_personal"
    return None


def _is_common(low: str) -> bool:
    """Whether little is left when the common words are taken out, such as a year."""
    rest = low
    for word in sorted(COMMON, key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != low and len(rest) < 8 and sum(character.isalpha() for character in rest) < 4


def browser_word(user_agent: str) -> str:
    """The family of a browser in one word, nothing that tells devices apart."""
    return next((name for mark, name in _BROWSERS if mark in user_agent[:400]), "")
