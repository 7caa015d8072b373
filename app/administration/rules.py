"""Sheets: what can be edited about one thing, as plain values; how they are checked, compared and named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

# A sheet holds text, whole numbers, flags, days as ISO texts (empty: none), texts by language, and rows of these.
Sheet = dict[str, Any]

LONG = 2000
LINE = 200
GERMAN = "de"
# What is written into history, beside the facts "before" and "after".
EDIT = "edit_sheet"


class Shape(StrEnum):
    """What kind of value a field holds."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    FLAG = "flag"
    CHOICE = "choice"
    LANGUAGES = "languages"
    ROWS = "rows"


@dataclass(frozen=True)
class Field:
    """One field of a sheet. `fixed`: said once, when the thing is made. `hidden`: made by itself, seen in files."""

    name: str
    shape: Shape = Shape.LINE
    required: bool = False
    most: int = LINE
    choices: tuple[StrEnum, ...] = ()
    columns: tuple[Field, ...] = ()
    fixed: bool = False
    hidden: bool = False

    def empty(self) -> Any:
        """The value of a field that nobody has filled in."""
        empty: dict[Shape, Any] = {Shape.FLAG: False, Shape.LANGUAGES: {}, Shape.ROWS: [], Shape.NUMBER: 0}
        return empty.get(self.shape, "")


@dataclass(frozen=True)
class Problem:
    """What is wrong with a value, and where: ("carries", 0, "until")."""

    path: tuple[str | int, ...]
    code: str


def stamp(sheet: Mapping[str, Any]) -> str:
    """A short name for exactly these values: whoever saves says which ones were in view."""
    return hashlib.sha256(json.dumps(sheet, sort_keys=True).encode()).hexdigest()[:24]


def flat(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """A sheet with one entry for each language: "about.ar"."""
    found: dict[str, Any] = {}
    for name, value in sheet.items():
        if isinstance(value, Mapping):
            found.update({f"{name}.{tag}": text for tag, text in value.items() if text})
        else:
            found[name] = value
    return found


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What is not the same in two sheets, by flat name, as before and after. Missing counts as empty."""
    one, two = flat(before), flat(after)
    names = [*one, *(name for name in two if name not in one)]
    return {name: (one.get(name, ""), two.get(name, "")) for name in names if one.get(name, "") != two.get(name, "")}


def with_flat(sheet: Mapping[str, Any], values: Mapping[str, Any]) -> Sheet:
    """The sheet with some flat values put in."""
    changed = {name: dict(value) if isinstance(value, Mapping) else value for name, value in sheet.items()}
    for name, value in values.items():
        field, _dot, tag = name.partition(".")
        if tag:
            changed.setdefault(field, {})[tag] = value
        else:
            changed[field] = value
    return changed


def problems(fields: tuple[Field, ...], sheet: Mapping[str, Any], languages: frozenset[str]) -> list[Problem]:
    """Everything that is wrong with the values of a sheet; unknown names too."""
    known = {field.name for field in fields}
    found = [Problem((name,), "unknown_name") for name in sheet if name not in known]
    for field in fields:
        found += _field_problems(field, sheet.get(field.name, field.empty()), (field.name,), languages)
    return found


def _field_problems(
    field: Field, value: Any, path: tuple[str | int, ...], languages: frozenset[str]
) -> Iterator[Problem]:
    if field.shape is Shape.LANGUAGES:
        yield from _language_problems(field, value, path, languages)
    elif field.shape is Shape.ROWS:
        yield from _row_problems(field, value, path, languages)
    else:
        code = _plain_problem(field, value)
        if code is not None:
            yield Problem(path, code)


def _plain_problem(field: Field, value: Any) -> str | None:
    if field.shape is Shape.FLAG:
        return None if isinstance(value, bool) else "not_a_flag"
    if field.shape is Shape.NUMBER:
        good = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 9999
        return None if good else "not_a_number"
    if not isinstance(value, str):
        return "not_a_text"
    if not value.strip():
        return "value_missing" if field.required else None
    if field.shape is Shape.DAY:
        return None if _is_day(value) else "not_a_day"
    if field.shape is Shape.CHOICE:
        return None if value in field.choices else "not_a_choice"
    return "value_long" if len(value) > field.most else None


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _language_problems(
    field: Field, value: Any, path: tuple[str | int, ...], languages: frozenset[str]
) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        yield Problem(path, "not_languages")
        return
    for tag, text in value.items():
        if tag not in languages:
            yield Problem((*path, tag), "no_such_language")
        elif not isinstance(text, str):
            yield Problem((*path, tag), "not_a_text")
        elif len(text) > field.most:
            yield Problem((*path, tag), "value_long")
    written = {tag for tag, text in value.items() if isinstance(text, str) and text.strip()}
    if GERMAN not in written and (written or field.required):
        yield Problem((*path, GERMAN), "german_first")


def _row_problems(
    field: Field, value: Any, path: tuple[str | int, ...], languages: frozenset[str]
) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield Problem(path, "not_rows")
        return
    if field.required and not value:
        yield Problem((*path, 0, field.columns[0].name), "value_missing")
    known = {column.name for column in field.columns}
    for number, row in enumerate(value):
        if not isinstance(row, Mapping):
            yield Problem((*path, number), "not_rows")
            continue
        for name in row:
            if name not in known:
                yield Problem((*path, number, name), "unknown_name")
        for column in field.columns:
            yield from _field_problems(
                column, row.get(column.name, column.empty()), (*path, number, column.name), languages
            )
