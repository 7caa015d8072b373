"""★ Tracking codes: fifteen random digits and one check digit, the only key to a case. Stored as a keyed hash alone.

People copy codes by hand, dictate them and type them in their own digits, so reading is generous (trust.md A-07).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata

from app.core import halls, keys

RANDOM_DIGITS = 15
LENGTH = RANDOM_DIGITS + 1
GROUP = 4

# Totally anti-symmetric quasigroup of order ten (H. Michael Damm, 2004): it finds every wrong digit and every swap
# of neighbours. Row: interim digit, column: next digit.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
# Dots, slashes and underscores stand between groups on some cards; dashes and spaces are found by their category.
_BETWEEN = frozenset("./_·•,;:|()[]'\"")
# Unicode categories of what may stand between digits: spaces, invisible marks, dashes, control characters, marks.
_IGNORED = frozenset({"Zs", "Zl", "Zp", "Cf", "Cc", "Pd", "Mn"})
MAX_TYPED = 200
# All guesses of all people share one bucket, whatever the number opens (trust.md A-05).
BUCKET = "tracking-codes"


def new() -> str:
    """A fresh code of 16 digits from the computer's best source of chance."""
    digits = "".join(secrets.choice("0123456789") for _ in range(RANDOM_DIGITS))
    return digits + str(_interim(digits))


def check_digit(digits: str) -> str:
    """The digit that makes a row of ASCII digits safe against one wrong digit and one swap of neighbours."""
    return str(_interim(digits))


def from_seed(seed: str, place: int) -> str:
    """The code that belongs to a place in a row, the same each time: whoever asks twice gets the same row. Without
    `seed`, which is stored nowhere, nobody can make it again."""
    made = hmac.new(keys.ring().derived("codes-in-a-row"), f"{seed}\n{place}".encode(), hashlib.sha256).digest()
    digits = f"{int.from_bytes(made, 'big') % 10**RANDOM_DIGITS:0{RANDOM_DIGITS}}"
    return digits + check_digit(digits)


def clean(typed: str) -> str | None:
    """The 16 ASCII digits of what somebody typed or pasted; None if it is not a code at all.

    Ignores spaces, dashes and invisible marks; takes the decimal digits of every script.
    """
    found: list[str] = []
    for char in typed[:MAX_TYPED]:
        value = unicodedata.decimal(char, None)
        if value is not None:
            found.append(str(value))
        elif char not in _BETWEEN and unicodedata.category(char) not in _IGNORED and char != "−":
            return None
    return "".join(found) if len(found) == LENGTH and len(typed) <= MAX_TYPED else None


def check(digits: str) -> bool:
    """Whether the last of 16 ASCII digits fits the others. False means: one digit is wrong, or two are swapped."""
    return len(digits) == LENGTH and digits.isascii() and digits.isdigit() and _interim(digits) == 0


def _interim(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return interim


def digest(digits: str) -> tuple[str, str]:
    """What is stored instead of a code: (HMAC-SHA256 over its random digits, short name of the key)."""
    key = keys.ring().code
    return hmac.new(key, digits[:RANDOM_DIGITS].encode(), hashlib.sha256).hexdigest(), keys.key_id(key)


def digests(digits: str) -> list[str]:
    """The hashes under which a code may be stored: made with the key of this site, or with that of a hall.

    Always all of them, so that hit and miss are equal work. It is still one guess: each code is stored once, and the
    chance to hit any of them is the number of codes, whatever key they were made with.
    """
    known = dict.fromkeys([keys.ring().code, *(hall.code for hall in halls.present())])
    return [hmac.new(key, digits[:RANDOM_DIGITS].encode(), hashlib.sha256).hexdigest() for key in known]


def groups(digits: str) -> list[str]:
    """The four groups in which a code is shown."""
    return [digits[start : start + GROUP] for start in range(0, len(digits), GROUP)]


def reversed_groups(digits: str) -> str:
    """The same groups in the opposite order: how a right-to-left page without isolation would have shown the code."""
    return "".join(reversed(groups(digits)))


def candidates(digits: str) -> list[str]:
    """The codes that typed digits can mean: as typed, then with the groups turned around; only those that check.

    Empty means a typing mistake. Each candidate is one guess: charge `len(candidates)` tries.
    """
    turned = reversed_groups(digits)
    return [code for code in dict.fromkeys((digits, turned)) if check(code)]
