"""What in a text a commissioner may want to look at twice, and why: names, streets, days of birth, words that hurt.

Beside the numbers and addresses of contributions.rules. Hints that only suggest (rule 13): made for few wrong ones,
not for finding everything. Pure functions; every pattern is bounded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from app.contributions import rules
from app.contributions.names import LATIN_NAME, NAMES
from app.core.search import normal

LIST = Path(__file__).resolve().parent / "data" / "insults.toml"
# What stands in the place of words that are left out.
LEFT_OUT = "[…]"


class Notice(StrEnum):
    """What else is marked, beside the kinds of contributions.rules.HintKind. No value is one of another enum: labels
    are found by it."""

    NAME = "hint_name"
    STREET = "hint_street"
    BIRTHDAY = "hint_birthday"
    INSULT = "hint_insult"


class Why(StrEnum):
    """What makes software think so."""

    TITLE = "after_title"
    SELF = "after_self"
    CONTACT = "beside_contact"
    GIVEN = "given_name"
    HOUSE = "street_with_number"
    BORN = "after_born"
    LISTED = "listed_word"
    FORM = "form_of_number"


@dataclass(frozen=True)
class Mark:
    """One find: where it stands, what it is, and why it was marked."""

    start: int
    end: int
    text: str
    kind: StrEnum
    why: Why

    @property
    def is_words(self) -> bool:
        """Words run in the direction of the text, numbers and addresses from left to right."""
        return isinstance(self.kind, Notice)


# Offices are no names; and "Fr." is also a day of the week.
_OFFICES = re.compile(
    r"(?:Bürgermeister|Oberbürgermeister|Präsident|Minister|Doktor|Professor|Kollege|Nachbar|Direktor|Doktorin)(?:in)?\b|"
    r"(?:Holle|Welt)\b"
)
_FRIDAY = re.compile(r"(?:(?:bis|und|Mo|Di|Mi|Do)\.?|[-–—/,])\s*$")
_INITIAL = re.compile(
    r"\b(?:Herrn?|Frau|Mr\.?|Mrs\.?|Ms\.?|Mme|pan|pani|Pan|Pani|Domnul|Doamna)\s+(?P<name>[^\W\d_a-z]\.)"
)
# "I am" and two words that begin with capitals; in German, one capital alone is any noun.
_I_AM = re.compile(
    r"(?<!\w)(?:[Ii]ch bin|I am|I’m|I'm|[Jj]e suis|[Ss]unt|[Ee]u sou|[Jj]estem|[Uu]në jam|[Bb]en|[Ee]z)\s+"
    rf"(?P<name>{LATIN_NAME})"
)
_TWO_WORDS = re.compile(r"\S+\s+\S+")
# Arabic script knows no capitals: common first names, followed by another word.
_GIVEN = re.compile(
    r"(?<!\w)(?P<name>(?:محمد|محمود|أحمد|احمد|مصطفى|عبد\s?(?:الله|الرحمن|القادر)|حسين|فاطمة|فاطمه|خديجة|مريم|علیرضا|محمدرضا)"
    r"(?:\s+(?!و|في|من|على|إلى|هو|هي)[\u0620-\u06FF]{3,}){1,3})"
)
_BESIDE = r"[\s,;:()–-]{1,4}(?:[Tt]el\.?:?\s*|тел\.?:?\s*|هاتف:?\s*)?"
_PAIR = rf"{LATIN_NAME}"
_PAIR_BEFORE = re.compile(rf"(?P<name>{_PAIR}){_BESIDE}$")
_PAIR_AFTER = re.compile(rf"^[\s,;:()–-]{{1,4}}(?P<name>{_PAIR})")
_NUMBERS = frozenset({rules.HintKind.PHONE, rules.HintKind.EMAIL})
# Streets end in few ways; a place that everybody knows by its kind is no address.
_STREET = re.compile(
    r"(?<![\w-])(?!(?:Haupt)?[Bb]ahnhof|Friedhof|Sportplatz|Spielplatz|Parkplatz|Marktplatz|Schulhof|Arbeitsplatz)"
    r"[A-ZÄÖÜ][\w-]{2,40}(?i:straße|strasse|str\.|weg|allee|platz|ring|gasse|damm|ufer|kamp|stiege|stieg|hof|pfad|wall|esch|"
    r"graben|brink|winkel)\s+\d{1,3}(?!\d|[.,:]\d|\s?(?:Uhr|Euro|€|%))(?:\s?[a-h]\b)?"
)
_DAY = r"(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})"
_BORN = re.compile(
    r"(?<!\w)(?:geboren(?: am)?|geb\.(?: am)?|born(?: on)?|née? le|nascid[oa] (?:em|a)|"
    r"născut[ăa]? (?:pe|în|la)|urodzon[yaą]\w*|"
    r"doğum(?: tarihi(?:m)?)?|народ\w{2,8}|родил\w{1,4}|роден[аи]?|مولود(?:ة)? في|تاريخ الميلاد|متولد|lindur(?: më)?)"
    rf"[ :]{{1,3}}(?P<day>{_DAY})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_](?:[\w’'ʼ\u200c]|-(?=\w))*")


def marks(text: str, language: str) -> list[Mark]:
    """Everything that is marked in a text, in its order, without overlaps. `language`: the tag of the text."""
    seen = text[: rules.MAX_TEXT * 2]
    found: list[Mark] = []
    for one in (*_numbers(text), *_found(seen, list(_numbers(text)), language)):
        if all(one.end <= other.start or other.end <= one.start for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _found(text: str, numbers: list[Mark], language: str) -> Iterator[Mark]:
    yield from _after_title(text)
    yield from _named("name", _INITIAL, text, Notice.NAME, Why.TITLE)
    yield from (one for one in _named("name", _I_AM, text, Notice.NAME, Why.SELF) if _TWO_WORDS.search(one.text))
    yield from _beside(text, numbers)
    yield from _named("name", _GIVEN, text, Notice.NAME, Why.GIVEN)
    yield from _named(0, _STREET, text, Notice.STREET, Why.HOUSE)
    yield from _named("day", _BORN, text, Notice.BIRTHDAY, Why.BORN)
    yield from _insults(text, language)


def _numbers(text: str) -> Iterator[Mark]:
    place = 0
    for piece in rules.pieces(text):
        if piece.kind is not None:
            yield Mark(place, place + len(piece.text), piece.text, piece.kind, Why.FORM)
        place += len(piece.text)


def _named(group: str | int, pattern: re.Pattern[str], text: str, kind: Notice, why: Why) -> Iterator[Mark]:
    for match in pattern.finditer(text):
        yield Mark(match.start(group), match.end(group), match.group(group), kind, why)


def _after_title(text: str) -> Iterator[Mark]:
    for match in NAMES.finditer(text):
        group = "name" if match.group("name") else "name_ar"
        before = match.group("before" if group == "name" else "before_ar")
        friday = before.startswith("Fr.") and _FRIDAY.search(text[max(0, match.start() - 8) : match.start()])
        if friday or _OFFICES.match(match.group(group)):
            continue
        why = Why.SELF if _says_i(before) else Why.TITLE
        yield Mark(match.start(group), match.end(group), match.group(group), Notice.NAME, why)


def _says_i(before: str) -> bool:
    return " " in before.strip() or before.strip().casefold() in {
        "adım",
        "ismim",
        "quhem",
        "اسمي",
        "إسمي",
        "اسمم",
        "chamo-me",
    }


def _beside(text: str, numbers: list[Mark]) -> Iterator[Mark]:
    """Two or three words with capitals directly beside a telephone number or an e-mail address."""
    for one in numbers:
        if one.kind not in _NUMBERS:
            continue
        begin = max(0, one.start - 120)
        before = _PAIR_BEFORE.search(text[begin : one.start])
        after = _PAIR_AFTER.match(text[one.end : one.end + 120])
        for match, offset in ((before, begin), (after, one.end)):
            if match is not None and _TWO_WORDS.search(match.group("name")):
                start, end = offset + match.start("name"), offset + match.end("name")
                yield Mark(start, end, text[start:end], Notice.NAME, Why.CONTACT)


def _insults(text: str, language: str) -> Iterator[Mark]:
    whole, begun, pairs = _words(language)
    words = [(match.start(), match.end(), normal(match.group())) for match in _WORD.finditer(text)]
    for place, (start, end, word) in enumerate(words):
        _next = words[place + 1] if place + 1 < len(words) else None
        two = f"{word} {_next[2]}" if _next else ""
        if two and (two in pairs or any(two.startswith(stem) for stem in pairs if stem.endswith("*"))):
            yield Mark(start, words[place + 1][1], text[start : words[place + 1][1]], Notice.INSULT, Why.LISTED)
        elif word in whole or word.startswith(begun):
            yield Mark(start, end, text[start:end], Notice.INSULT, Why.LISTED)


@cache
def _words(language: str) -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    """Whole words, beginnings and pairs of words for texts in this language; unknown languages use every list."""
    lists = tomllib.loads(LIST.read_text("utf-8"))["words"]
    tag = "de" if language == "de-simple" else language
    chosen = (
        [*lists.get(tag, []), *lists["de"]] if tag in lists else [word for words in lists.values() for word in words]
    )
    whole, begun, pairs = set(), set(), set()
    for entry in chosen:
        plain = normal(entry.removesuffix("*"))
        if " " in plain:
            pairs.add(plain)
        elif entry.endswith("*"):
            begun.add(plain)
        else:
            whole.add(plain)
    return frozenset(whole), tuple(sorted(begun)), frozenset(pairs)


def without(text: str, found: list[Mark]) -> str:
    """The text with […] in the place of these finds."""
    pieces, done = [], 0
    for one in sorted(found, key=lambda mark: mark.start):
        pieces += [text[done : one.start], LEFT_OUT]
        done = one.end
    return "".join([*pieces, text[done:]])


def cut(text: str, found: list[Mark]) -> list[tuple[str, Mark | None]]:
    """The whole text cut into plain words and finds, so that a page can mark the finds."""
    pieces: list[tuple[str, Mark | None]] = []
    done = 0
    for one in found:
        pieces += [(text[done : one.start], None)] if one.start > done else []
        pieces.append((one.text, one))
        done = one.end
    return [*pieces, (text[done:], None)] if done < len(text) else pieces
