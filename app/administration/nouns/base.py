"""What the pages, the history and the file know of each kind of thing the office edits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from app.administration.rules import Field, Sheet
from app.core.errors import Missing
from app.core.history import Actor


class Noun:
    """One kind of thing: how it is found, read and written. Rows are subjects of history."""

    # In addresses; with underscores the name of its section in a file.
    name = ""
    fields: tuple[Field, ...] = ()
    # Under which name the key of a row stands in a file; empty where there is one row alone.
    key_name = "key"
    # Whether further ones can be made. What goes is ended with a day, never deleted.
    adds = True

    def rows(self) -> list[Any]:
        """All of them, ended ones too, in their order."""
        raise NotImplementedError

    def address(self, row: Any) -> str:
        """By which a row is called in addresses."""
        return str(row.id)

    def key(self, row: Any) -> str:
        """By which a row is called in a file: the same in every installation."""
        return str(row.key)

    def title(self, row: Any) -> str:
        """What a row is called on a page."""
        return str(row.name)

    def read(self, row: Any) -> Sheet:
        """The present values of a row."""
        raise NotImplementedError

    def write(self, row: Any | None, before: Sheet, after: Sheet, actor: Actor, *, keep: bool) -> Any:
        """Put checked values into a row, or into a new one (None). Raises Invalid with the field's name.

        `keep`: translations that are in `after` hold, also where their German words have changed.
        """
        raise NotImplementedError

    def find(self, address: str) -> Any:
        """The row behind an address. Raises Missing."""
        found = next((row for row in self.rows() if self.address(row) == address), None)
        if found is None:
            raise Missing
        return found

    def by_key(self, key: str) -> Any | None:
        """The row with this key, or None."""
        return next((row for row in self.rows() if self.key(row) == key), None)

    def texts(self, row: Any) -> dict[str, tuple[Any, str]]:
        """Where the words of each field with languages are kept: subject and part."""
        return {}

    def blank(self) -> Sheet:
        """The values of something that is not there yet."""
        return {field.name: field.empty() for field in self.fields}

    def over(self, row: Any, today: date) -> bool:
        """Whether a row is over; for lists of many, without reading its texts."""
        last = getattr(row, "ended_on", None) or getattr(row, "retired_on", None)
        return last is not None and last < today

    def ended(self, sheet: Sheet, today: date) -> bool:
        """Whether something is over."""
        last = sheet.get("ended_on")
        return bool(last) and str(last) < today.isoformat()


def day_of(value: Any) -> date | None:
    """The day in a checked sheet, or None."""
    return date.fromisoformat(value) if value else None


def iso(day: date | None) -> str:
    """A day as a sheet holds it."""
    return day.isoformat() if day else ""


def new_key(name: str, taken: Iterable[str]) -> str:
    """A short key made from a name, such as "migrationsberatung"."""
    spelled = name.casefold()
    for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        spelled = spelled.replace(letter, written)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    begun = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:30].strip("-") or "entry"
    known, number, key = set(taken), 1, begun
    while key in known:
        number += 1
        key = f"{begun}-{number}"
    return key
