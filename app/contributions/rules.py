"""Kinds, sources and limits of contributions, how a text is cleaned, what to warn of. Pure functions, no database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import holidays

MAX_TEXT = 4000  # code points after NFC (domain.md 4, screens.md P9)
MAX_FIELDS = 3
# How long the number can be shown again after the person's last look at the text, if nobody wipes the screen before;
# an older look is asked for once more before anything is stored. How long a wiped form stays known as wiped.
SHOWN_AGAIN, FRESH_LOOK = timedelta(hours=1), timedelta(minutes=30)
WIPED_DAYS = 30
MAX_MARKS = 4  # combining marks in a row; more is drawing, not writing (trust.md A-22)


class Kind(StrEnum):
    """What a contribution is; set by staff, never asked."""

    IDEA = "idea"
    WISH = "wish"
    CRITICISM = "criticism"
    EXPERIENCE = "experience"
    OFFER = "offer"


class Source(StrEnum):
    """How a contribution came."""

    WEB = "web"
    CARD = "card"
    TABLE_NOTE = "table-note"
    WORKSHOP = "workshop"
    PARTNER = "partner"
    ASSISTED = "assisted"


class Entry(StrEnum):
    """What led a person to the form."""

    POSTER = "poster"
    CARD = "card"
    LINK = "link"


class LanguageOrigin(StrEnum):
    """How the language of a text is known."""

    INTERFACE = "interface"
    DETECTED = "detected"
    AUTHOR = "author"
    MODERATOR = "moderator"
    IMPORT = "import"


class FieldRole(StrEnum):
    """Who named the field: the resident suggests, the moderator assigns."""

    SUGGESTED = "suggested"
    ASSIGNED = "assigned"


class MessageKind(StrEnum):
    """Messages around a case: the resident's additions, the moderator's question before a decision and the reply to
    it; then the talk: a network's question, the author's reply, direct words between author and commissioner."""

    ADDITION = "addition"
    QUERY = "query"
    REPLY = "reply"
    NETWORK_QUESTION = "network_question"
    AUTHOR_REPLY = "author_reply"
    FROM_COMMISSIONER = "from_commissioner"
    TO_COMMISSIONER = "to_commissioner"


# Kinds of the talk between author, commissioner and network; the others lead to a decision or follow it.
TALK = frozenset(
    {
        MessageKind.NETWORK_QUESTION,
        MessageKind.AUTHOR_REPLY,
        MessageKind.FROM_COMMISSIONER,
        MessageKind.TO_COMMISSIONER,
    }
)
# What the author says without being asked by a network: a commissioner reads it, then it goes to the networks.
ADDED = frozenset({MessageKind.ADDITION, MessageKind.REPLY})
# Written by staff, in German.
BY_STAFF = frozenset({MessageKind.QUERY, MessageKind.NETWORK_QUESTION, MessageKind.FROM_COMMISSIONER})


class Interpreter(StrEnum):
    """Whether somebody interpreted when a helper wrote for a person, and in which way. Never who it was."""

    NONE = "none"
    SPOKEN = "spoken"
    SIGNED = "signed"


class Words(StrEnum):
    """Whose words a helper wrote down: the person's own, or notes of what the person said."""

    OWN = "own"
    NOTES = "notes"


class Sent(StrEnum):
    """What became of a form that was sent: stored, stored before, its text replaced, or its text added."""

    NEW = "new"
    SAME = "same"
    CORRECTED = "corrected"
    ADDED = "added"


# Removed from residents' texts: overrides, embeddings, isolates, byte order mark, tag characters (trust.md T-11).
# Kept: zero-width joiners, left-to-right and right-to-left marks, which real spelling needs.
_REMOVED = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, *range(0xE0000, 0xE0020), 0xE007F}
_CONTROL_KEPT = {"\n", "\t"}


def clean_text(text: str) -> str:
    """A resident's text as it is stored: NFC, one kind of line end, invisible tricks removed, ends trimmed."""
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept: list[str] = []
    marks = 0
    for char in normal:
        if _is_removed(char):
            continue
        category = unicodedata.category(char)
        if category in {"Mn", "Me"}:
            marks += 1
        elif category != "Cf":  # a joiner between marks does not begin a new pile
            marks = 0
        if marks <= MAX_MARKS or category == "Cf":
            kept.append(char)
    return "".join(kept).strip()


def _is_removed(char: str) -> bool:
    if char in _CONTROL_KEPT:
        return False
    return ord(char) in _REMOVED or 0xE0000 <= ord(char) <= 0xE007F or unicodedata.category(char) == "Cc"


def length(text: str) -> int:
    """Length as the limit counts it: code points after cleaning."""
    return len(clean_text(text))


class HintKind(StrEnum):
    """What in a text may tell more about a person than she wants."""

    EMAIL = "email"
    IBAN = "iban"
    TRACKING_CODE = "tracking_code"
    CASE_NUMBER = "case_number"
    PHONE = "phone"


@dataclass(frozen=True)
class Piece:
    """A piece of a text. `kind` is None for plain words."""

    text: str
    kind: HintKind | None = None


# Between the digits of a number: spaces, brackets, slashes, dots, dashes and direction marks, at most three in a row.
# Every quantifier is bounded, and only MAX_TEXT code points are looked at (trust.md T-20).
_GAP = r"[ \u00a0\u2009\u202f\u200e\u200f\u2066-\u2069/().\u2010-\u2015-]{0,3}"
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_IBAN = re.compile(r"\b(?:[A-Z]{2}|de)\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_SIXTEEN = re.compile(rf"(?<![\d+])\d(?:{_GAP}\d){{15}}(?!\d)")
_CASE_WORDS = (
    r"az|aktenzeichen|akten-?nr|aktennummer|geschäftszeichen|kunden-?nr|kundennummer|bg-?nummer|azr-?nummer|azr|"
    r"ausweis-?nr|ausweisnummer|passnummer|pass-?nr|case no|case number|file no|file number|reference number|"
    r"passport number|رقم الملف|رقم القضية|رقم المعاملة|رقم الجواز|شماره پرونده|номер справи|номер дела|"
    r"dosya no|dosya numarası|număr dosar|nr dosar|numer sprawy|номер на преписка|numéro de dossier"
)
_CASE = re.compile(rf"(?<!\w)(?:{_CASE_WORDS})[ .:#№-]{{0,5}}[\w/.-]{{0,20}}\d(?:[\w/.-]{{0,30}}\w)?", re.IGNORECASE)
_ASYLUM_FILE = re.compile(r"(?<![\d-])\d{6,8}-\d{3}(?![\d-])")
_NUMBER = re.compile(rf"(?<![\d\w])\+?\(?\d(?:{_GAP}\d){{6,14}}(?!\d)")
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?!\d)")
_GROUPED = re.compile(r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\D{1,3}(?:19|20)\d\d)+")
_MIN_BARE = 9  # digits without a leading zero or plus are a phone number only from this length on


def hints(text: str) -> list[Piece]:
    """Phone numbers, addresses, account, case and tracking numbers in a text: hints that only suggest (rule 13).

    Each find once, in the order of the text; empty when there is nothing to ask about.
    """
    return [piece for piece in pieces(text) if piece.kind is not None]


def pieces(text: str) -> list[Piece]:
    """The whole text cut into plain words and finds, so that a page can mark the finds."""
    found: list[Piece] = []
    done = 0
    for start, end, kind in sorted(_spans(text[:MAX_TEXT])):
        found += [Piece(text[done:start])] if start > done else []
        found.append(Piece(text[start:end], kind))
        done = end
    return [*found, Piece(text[done:])] if done < len(text) else found


def _spans(text: str) -> Iterator[tuple[int, int, HintKind]]:
    left = text
    for kind, pattern, is_one in _FINDERS:
        for match in list(pattern.finditer(left)):
            if is_one(match.group()):
                yield match.start(), match.end(), kind
                left = _blank(left, match)
        if kind is HintKind.CASE_NUMBER:  # a date looks like a phone number to a machine
            for match in list(_DATE.finditer(left)):
                left = _blank(left, match)


def _blank(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + "\n" * (match.end() - match.start()) + text[match.end() :]


def _any(_found: str) -> bool:
    return True


def _is_iban(found: str) -> bool:
    plain = found.replace(" ", "").upper()
    if not plain.isascii():
        return False
    number = "".join(str(int(char, 36)) for char in plain[4:] + plain[:4])
    return int(number) % 97 == 1 or (plain.startswith("DE") and plain[2:].isdigit())


def _is_phone(found: str) -> bool:
    digits = [str(unicodedata.decimal(char)) for char in found if char.isdecimal()]
    if found.startswith("+") or digits[0] == "0":
        return True
    if _GROUPED.fullmatch(found) or _YEARS.fullmatch(found):
        return False
    return len(digits) >= _MIN_BARE


# In this order, because an account number also looks like a phone number.
_FINDERS: tuple[tuple[HintKind, re.Pattern[str], Callable[[str], bool]], ...] = (
    (HintKind.EMAIL, _EMAIL, _any),
    (HintKind.IBAN, _IBAN, _is_iban),
    (HintKind.TRACKING_CODE, _SIXTEEN, _any),
    (HintKind.CASE_NUMBER, _CASE, _any),
    (HintKind.CASE_NUMBER, _ASYLUM_FILE, _any),
    (HintKind.PHONE, _NUMBER, _is_phone),
)

# Words that make the page show emergency numbers beside everything else; it never blocks (domain.md section 8).
_DANGER = re.compile(
    r"selbstmord|suizid|suicid|umbringen|bringe? mich um|nicht mehr leben|kill (?:myself|me|him|her|them)|want to die|"
    r"schlägt mich|vergewaltig|\brape|beats me|انتحار|أقتل|يقتلن|سيقتل|يضربن|اغتصا|самогуб|самоуб|вбити себе|"
    r"убить себя|intihar|öldür|sinucid|samobój|خودکشی|самоуби|suicíd|vetëvras|xwekuj",
    re.IGNORECASE,
)


def suggests_danger(text: str) -> bool:
    """Whether a text sounds as if somebody were in danger: then the emergency numbers are shown, nothing more."""
    return _DANGER.search(text[:MAX_TEXT]) is not None


@lru_cache(maxsize=8)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DE", subdiv="NW", years=year))


def working_days_after(day: date, count: int) -> date:
    """The day that lies `count` working days of North Rhine-Westphalia after `day` (which may itself be a holiday)."""
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in _holidays(day.year):
            count -= 1
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days of North Rhine-Westphalia begin after `first` and up to `last`; none for the same day."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(1 for day in days if day.weekday() < 5 and day not in _holidays(day.year))
