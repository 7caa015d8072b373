"""Characters that no font of ours can draw: the typesetter would refuse the whole document because of one of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from app.core.printing import fonts

# Stands for what cannot be drawn: an emoji, a letter of a script that the fonts lack.
NEUTRAL = "\N{MIDDLE DOT}"
# Marks of direction and joining draw nothing; variation selectors only choose how the character before them looks.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\u00ad\n\t")


def printable(value: Any) -> Any:
    """The same facts with every character that cannot be drawn replaced; a row of them becomes one mark.

    Takes and gives strings, numbers, lists and mappings of them, as JSON knows them.
    """
    if isinstance(value, str):
        return _words(value)
    if isinstance(value, Mapping):
        return {str(key): printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [printable(one) for one in value]
    return value


def _words(text: str) -> str:
    known, kept = fonts.characters(), []
    replaced = False
    for char in unicodedata.normalize("NFC", text):
        if char in _INVISIBLE:
            if not (replaced and char == "\u200d"):
                kept.append(char)
        elif ord(char) in known and unicodedata.category(char) != "Cc":
            kept.append(char)
            replaced = False
        elif not _belongs_to_the_one_before(char):
            if not replaced:
                kept.append(NEUTRAL)
            replaced = True
    return "".join(kept)


def _belongs_to_the_one_before(char: str) -> bool:
    """Marks, selectors, skin tones: without the character they change they are nothing."""
    return unicodedata.category(char) in {"Mn", "Me", "Cf", "Sk", "Cc"}
