"""The whole configuration as one TOML file: written out, and read in with every difference named before it counts.

A file holds no people, no secrets and no contributions. What a file leaves out stays as it is.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import tomli_w

from app.administration import rules
from app.administration.actions.editing import LANGUAGES
from app.administration.nouns import ALL, Noun
from app.administration.rules import Field, Problem, Shape, Sheet

SCHEMA = 1
HEAD = "# Configuration of Dialogforum Rheine. What is left out stays as it is; what goes is ended with a day.\n"


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where in the file: "networks[hf-4].carries[0].until"."""

    place: str
    code: str


@dataclass(frozen=True)
class Item:
    """One thing that the file changes or makes."""

    noun: Noun
    key: str
    row: Any | None
    values: Sheet
    lines: dict[str, tuple[Any, Any]]

    def place(self, path: tuple[str | int, ...] = ()) -> str:
        """Where a value of it stands in the file."""
        return place_of(self.noun, self.key, path)


@dataclass(frozen=True)
class Plan:
    """What a file would do: its faults, or else its changes in their order."""

    faults: list[Fault] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """A short name for exactly these changes to exactly these values."""
        lines = [(one.noun.name, one.key, one.lines) for one in self.items]
        return hashlib.sha256(json.dumps(lines, sort_keys=True).encode()).hexdigest()[:24]


def dump() -> str:
    """Everything that the office edits, as a file."""
    parts = [HEAD, f"schema = {SCHEMA}\n"]
    for noun in ALL:
        parts += [_section(noun, row) for row in noun.rows()]
    return "\n".join(parts)


def plan(text: str) -> Plan:
    """What a file would change. Nothing is changed here."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Plan([Fault(str(error), "file_unreadable")])
    if content.pop("schema", None) != SCHEMA:
        return Plan([Fault("schema", "file_schema")])
    known = {noun.name for noun in ALL}
    faults = [Fault(name, "unknown_name") for name in content if name not in known]
    items: list[Item] = []
    for noun in ALL:
        if noun.name in content:
            _plan_section(noun, content[noun.name], faults, items)
    return Plan(faults, [] if faults else items)


def place_of(noun: Noun, key: str, path: tuple[str | int, ...] = ()) -> str:
    """Where a value stands in the file."""
    begun = f"{noun.name}[{key}]" if noun.key_name else noun.name
    return begun + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)


def _section(noun: Noun, row: Any) -> str:
    """One thing as a table of the file; languages as "about.ar", rows one to a line."""
    sheet = noun.read(row)
    lines = [f"[[{noun.name}]]" if noun.key_name else f"[{noun.name}]"]
    if noun.key_name not in {one.name for one in noun.fields} and noun.key_name:
        lines.append(_entry(noun.key_name, noun.key(row)))
    for one in noun.fields:
        lines += _lines(one, sheet[one.name])
    return "\n".join(lines) + "\n"


def _lines(one: Field, value: Any) -> list[str]:
    if one.shape is Shape.LANGUAGES:
        order = sorted(value, key=lambda tag: (tag != rules.GERMAN, tag))
        return [f"{one.name}.{_entry(tag, value[tag])}" for tag in order]
    if one.shape is Shape.ROWS:
        return [f"{one.name} = [", *(f"    {_row(one, row)}," for row in value), "]"]
    return [_entry(one.name, _written(one, value))]


def _row(one: Field, row: Mapping[str, Any]) -> str:
    entries = [_entry(column.name, _written(column, row[column.name])) for column in one.columns]
    return "{ " + ", ".join(entries) + " }"


def _entry(name: str, value: Any) -> str:
    return tomli_w.dumps({name: value}, multiline_strings=True).rstrip("\n")


def _written(one: Field, value: Any) -> Any:
    return date.fromisoformat(value) if one.shape is Shape.DAY and value else value


def _plain(value: Any) -> Any:
    """Values of a file as sheets hold them: days are texts."""
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _plan_section(noun: Noun, content: Any, faults: list[Fault], items: list[Item]) -> None:
    tables = content if noun.key_name else [content]
    if not isinstance(tables, list) or not all(isinstance(one, Mapping) for one in tables):
        faults.append(Fault(noun.name, "not_rows"))
        return
    rows = {noun.key(row): row for row in noun.rows()}
    seen: set[str] = set()
    for number, table in enumerate(tables):
        key = str(table.get(noun.key_name, "")) if noun.key_name else next(iter(rows))
        if not key or key in seen:
            faults.append(Fault(f"{noun.name}[{number}].{noun.key_name}", "key_twice" if key else "value_missing"))
        elif key not in rows and not noun.adds:
            faults.append(Fault(place_of(noun, key), "unknown_name"))
        else:
            _plan_one(noun, key, rows.get(key), _plain(table), faults, items)
        seen.add(key)


def _plan_one(noun: Noun, key: str, row: Any | None, table: Sheet, faults: list[Fault], items: list[Item]) -> None:
    if noun.key_name not in {one.name for one in noun.fields}:
        table.pop(noun.key_name, None)
    before = noun.read(row) if row is not None else noun.blank()
    values = {name: _merged(before.get(name), value) for name, value in table.items()}
    for one in noun.fields:
        if one.shape is Shape.ROWS and isinstance(values.get(one.name), list):
            values[one.name] = [_whole(one, line) for line in values[one.name]]
    after = {**before, **values}
    found = rules.problems(noun.fields, after, LANGUAGES)
    faults += [Fault(place_of(noun, key, one.path), one.code) for one in found]
    lines = {} if found else rules.difference(before if row is not None else {}, after)
    if lines:
        items.append(Item(noun, key, row, values, lines))


def _merged(before: Any, value: Any) -> Any:
    """Languages that a file leaves out stay."""
    return {**before, **value} if isinstance(before, Mapping) and isinstance(value, Mapping) else value


def _whole(one: Field, line: Any) -> Any:
    """A row with every column, so that it is the same as the one that was read."""
    return {**{column.name: column.empty() for column in one.columns}, **line} if isinstance(line, Mapping) else line


def faults_of(item: Item, problems: list[Problem]) -> list[Fault]:
    """Problems of one thing as faults of the file."""
    return [Fault(item.place(problem.path), problem.code) for problem in problems]
