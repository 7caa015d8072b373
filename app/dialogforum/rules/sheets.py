"""Spreadsheets of partners: which column is which, what a cell means, what becomes of a row. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.core.errors import Invalid

MAX_NAME = 60


class Column(StrEnum):
    """What a column holds."""

    ID = "id"
    TEXT = "text"
    LANGUAGE = "language"
    FIELDS = "fields"
    DISTRICT = "district"
    OFFER = "offer"
    QUOTE = "quote"
    CARD = "card"


class Fate(StrEnum):
    """What becomes of a row."""

    ACCEPTED = "accepted"
    KNOWN = "known"
    REFUSED = "refused"
    LEFT_OUT = "left_out"


# Headings in German and English, as people write them; those of the template in other languages come on top.
HEADINGS: dict[Column, tuple[str, ...]] = {
    Column.ID: ("id", "nr", "nummer", "lfd nr", "laufende nummer", "kennung", "number", "no"),
    Column.TEXT: ("text", "beitrag", "idee", "wunsch", "contribution", "idea", "wish"),
    Column.LANGUAGE: ("sprache", "language", "lang"),
    Column.FIELDS: ("handlungsfeld", "handlungsfelder", "hf", "feld", "felder", "field", "fields", "action field"),
    Column.DISTRICT: ("stadtteil", "ortsteil", "district"),
    Column.OFFER: ("mitmach angebot", "angebot", "möchte helfen", "offer", "wants to help"),
    Column.QUOTE: ("zitat", "zitat erlaubt", "darf zitiert werden", "quote", "quote allowed", "may be quoted"),
    Column.CARD: ("karte", "kartennummer", "karten nr", "card", "card number", "card no"),
}
YES = frozenset({"ja", "yes", "j", "y", "x", "1", "true", "wahr", "✓", "evet", "نعم", "так"})
NO = frozenset({"", "nein", "no", "n", "0", "-", "–", "false", "falsch", "hayır", "لا", "ні"})
_APART = re.compile(r"[\W_]+")
_NUMBERS = re.compile(r"(?:hf|handlungsfeld|field)?[\s.:-]{0,3}([1-9])\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Given:
    """A row as it was given: its number in the sheet, and the line that it makes for an import."""

    number: int
    line: Mapping[str, Any]
    card: str = ""


@dataclass(frozen=True)
class Parcel:
    """All rows of one sheet, on their way from the look at them to the button."""

    name: str
    source: str
    rows: Sequence[Given]
    unread: Sequence[str] = ()


@dataclass(frozen=True)
class Row:
    """What becomes of a row. `reason`: why it is refused; `like`: another row with nearly the same words; `again`:
    the very same words came before."""

    given: Given
    fate: Fate
    reason: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    language: str = ""
    like: int | None = None
    again: bool = False
    reference: str = ""

    @property
    def number(self) -> int:
        """Its number in the sheet."""
        return self.given.number

    @property
    def text(self) -> str:
        """Its words as they were given."""
        return str(self.given.line.get("text", ""))

    @property
    def is_without_number(self) -> bool:
        """Whether it would be taken in, and nobody holds a stub with its number."""
        return self.fate is Fate.ACCEPTED and not self.given.card

    @property
    def is_doubtful(self) -> bool:
        """Whether it would be taken in, although it looks like another."""
        return self.fate is Fate.ACCEPTED and (self.like is not None or self.again)


def heading(words: str) -> str:
    """A heading without case, signs and spaces around."""
    return _APART.sub(" ", words.casefold()).strip()


def columns(cells: Sequence[str], more: Mapping[str, Column]) -> tuple[dict[Column, int], list[str]]:
    """Where each column stands, and the headings that nobody understands. Raises Invalid for the field "file"."""
    known = {**more, **{word: column for column, words in HEADINGS.items() for word in words}}
    places: dict[Column, int] = {}
    unread = []
    for place, cell in enumerate(cells):
        column = known.get(heading(cell))
        if column is None:
            unread += [cell] if cell else []
        elif column in places:
            raise Invalid("sheet_column_twice", field="file", column=cell)
        else:
            places[column] = place
    if Column.TEXT not in places:
        raise Invalid("sheet_no_text_column", field="file")
    return places, unread


def fields(cell: str, names: Mapping[str, int]) -> list[int] | str:
    """Numbers of fields from "4", "4, 6", "HF 4" or their names; the cell itself when that is not clear."""
    if not cell:
        return []
    if heading(cell) in names:
        return [names[heading(cell)]]
    found = []
    for part in re.split(r"[,;/+&\n]| und | and ", cell):
        number = _NUMBERS.match(part.strip())
        if number is None and heading(part) not in names:
            return cell
        found.append(int(number.group(1)) if number else names[heading(part)])
    return found


def flag(cell: str) -> bool | str:
    """Yes or no; the cell itself when it is neither."""
    word = cell.casefold().strip()
    return word in YES or (False if word in NO else cell)


def occurrences(texts: Iterable[str]) -> list[int]:
    """How often each text stood before in the same list."""
    seen: dict[str, int] = {}
    found = []
    for text in texts:
        found.append(seen.get(text, 0))
        seen[text] = found[-1] + 1
    return found
