"""Marks in the place of words that were left out: stored in one spelling, read in the language of the page.

Plain Python. A commissioner types "[Name]" or "[name]"; stored is "[…name]", which no author writes by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum


class Mark(StrEnum):
    """What stood there."""

    NAME = "name"
    CONTACT = "contact"
    DETAIL = "detail"
    INSULT = "insult"
    THREAT = "threat"
    ADVERTISING = "advertising"


# What commissioners may type, in the languages of the staff area.
TYPED: dict[Mark, tuple[str, ...]] = {
    Mark.NAME: ("name", "ім’я", "ім'я", "اسم", "ad"),
    Mark.CONTACT: ("contact", "kontakt", "контакт", "اتصال", "iletişim"),
    Mark.DETAIL: ("detail", "angabe", "подробиця", "تفصيل", "ayrıntı"),
    Mark.INSULT: ("insult", "beleidigung", "образа", "إهانة", "hakaret"),
    Mark.THREAT: ("threat", "drohung", "погроза", "تهديد", "tehdit"),
    Mark.ADVERTISING: ("advertising", "werbung", "реклама", "إعلان", "reklam"),
}
_KNOWN = {word: mark for mark, words in TYPED.items() for word in words}
_BRACKETS = re.compile(r"\[ ?…? ?([^\[\]\s]{2,20}) ?\]")
_STORED = re.compile(r"\[…(" + "|".join(Mark) + r")\]")
# Anything that says "here something was left out", for who compares two texts.
LEFT_OUT = re.compile(r"\[\s{0,3}(?:…|\.{2,9})\s{0,3}[a-z]{0,20}\s{0,3}\]")
_WORD = re.compile(r"\w{4,60}")


def stored(text: str) -> str:
    """A text with every mark that was typed in any of the known words in the one spelling that is stored."""

    def spell(found: re.Match[str]) -> str:
        mark = _KNOWN.get(found.group(1).casefold())
        return f"[…{mark}]" if mark else found.group()

    return _BRACKETS.sub(spell, text)


def pieces(text: str) -> Iterator[str | Mark]:
    """The text cut into words and marks."""
    done = 0
    for found in _STORED.finditer(text):
        if found.start() > done:
            yield text[done : found.start()]
        yield Mark(found.group(1))
        done = found.end()
    if done < len(text):
        yield text[done:]


def left_over(original: str, shorter: str, translated: str) -> list[str]:
    """Names and numbers that were left out of a text and still stand in its translation, each once.

    It only finds what is spelled alike in both languages: a hint, no proof.
    """
    gone = {word.casefold() for word in _WORD.findall(original)} - {word.casefold() for word in _WORD.findall(shorter)}
    found = [word for word in _WORD.findall(translated) if word.casefold() in gone and not word.islower()]
    return list(dict.fromkeys(found))
