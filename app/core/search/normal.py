"""One spelling for what people spell in many ways: for texts that are stored and words that are looked for.

Neither database does this alone (dependencies.md, trap 21), so it happens here, before anything is stored.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Scripts whose marks are accents or vowel signs that people leave out. In others (Tamil, Devanagari …) a mark
# is part of the letter, in Cyrillic it makes another letter (и, й), so it stays there.
_MARKS_ARE_OPTIONAL = ("LATIN", "GREEK", "ARABIC", "HEBREW")
_CYRILLIC_OPTIONAL = frozenset({"\u0300", "\u0301"})

# Letters that people use for one another, after folding to small letters without marks.
_SAME = {
    "ة": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه", "ۃ": "ه",
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ۍ": "ي", "ے": "ي", "ک": "ك",
    "ё": "е", "ґ": "г",
    "ı": "i", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe",
    # The lengthening line and a hamza alone are written by some and left out by others.
    "ـ": "", "ء": "",
}  # fmt: skip
# Ethiopic: ሠ sounds as ሰ and ፀ as ጸ; both are written. Seven forms of each letter, and one more of the first.
_SAME |= {chr(0x1220 + form): chr(0x1230 + form) for form in range(8)}
_SAME |= {chr(0x1340 + form): chr(0x1338 + form) for form in range(8)}
# An apostrophe is part of a word and is typed in many ways; left out, all of them meet.
_APOSTROPHES = frozenset("'’‘ʼ`´ʹ′＇")
WORDS_AT_MOST = 10


def normal(text: str) -> str:
    """The spelling under which `text` is stored and found: small letters, no optional marks."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept: list[str] = []
    base = ""
    for char in folded:
        category = unicodedata.category(char)
        if category in {"Mn", "Me"}:
            kept.append("" if _is_optional(base, char) else char)
        elif category != "Cf":
            base = char
            kept.append(_plain(char, category))
    composed = unicodedata.normalize("NFC", "".join(kept))
    return " ".join("".join(_SAME.get(char, char) for char in composed).split())


def words(asked: str) -> list[str]:
    """The words of a question in the same spelling, each once, at most ten."""
    return list(dict.fromkeys(normal(asked).split()))[:WORDS_AT_MOST]


def _plain(char: str, category: str) -> str:
    if char in _APOSTROPHES:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    return char if category[0] in "LNM" else " "


@lru_cache(maxsize=4096)
def _is_optional(base: str, mark: str) -> bool:
    script = unicodedata.name(base, "").split(" ")[0] if base else ""
    return script in _MARKS_ARE_OPTIONAL or (script == "CYRILLIC" and mark in _CYRILLIC_OPTIONAL)
