"""What was changed by whom: the story of one thing, and the log of all acts of the office."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.administration.nouns import ALL, Noun
from app.administration.rules import EDIT, GERMAN, Shape
from app.core import clock, history
from app.core.history import HistoryEntry
from app.core.languages import content, locales
from app.core.languages.content import VersionKind
from app.extensions import db

PAGE = 50
# Parts under which the texts of the office are kept.
PARTS = ("text", "about", "name")


@dataclass(frozen=True)
class Line:
    """One value that a change touched."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Change:
    """One change: when, by whom, what."""

    id: uuid.UUID
    at: datetime | None
    day: date
    by: str
    lines: list[Line]
    can_go_back: bool


def story(subject: Any) -> list[Change]:
    """The changes of one thing, newest first."""
    entries = [one for one in reversed(history.of(subject)) if one.verb == EDIT]
    names = accounts.names({one.account_id for one in entries if one.account_id})
    return [_change(entry, names) for entry in entries]


def _change(entry: HistoryEntry, names: dict[int, str]) -> Change:
    before, after = entry.facts["before"], entry.facts["after"]
    lines = [Line(name, before.get(name, ""), value) for name, value in after.items()]
    by = names.get(entry.account_id or 0, "")
    return Change(entry.id, entry.at, entry.day, by, lines, bool(before))


@dataclass(frozen=True)
class Untranslated:
    """A text of the office that some language of the site misses."""

    noun: Noun
    row: Any
    field: str
    german: str
    missing: list[str]


def untranslated() -> list[Untranslated]:
    """Texts with German words that are not in every language; what has ended needs none."""
    found = [(noun, row, name, place) for noun, row in _living() for name, place in noun.texts(row).items()]
    texts = content.load([subject for _noun, _row, _name, (subject, _part) in found], PARTS)
    waiting = []
    for noun, row, name, (subject, part) in found:
        base = texts.base(subject, part)
        if base is None or base.language != GERMAN:
            continue
        tags = [one.tag for one in locales.OFFERED if one.tag != GERMAN]
        missing = [tag for tag in tags if texts.translation(subject, part, tag) is None]
        if missing:
            waiting.append(Untranslated(noun, row, name, base.text, missing))
    return waiting


def _living() -> list[tuple[Noun, Any]]:
    today = clock.today()
    worded = [noun for noun in ALL if any(field.shape is Shape.LANGUAGES for field in noun.fields)]
    return [(noun, row) for noun in worded for row in noun.rows() if not noun.over(row, today)]


def outdated_words(noun: Noun, row: Any, field: str, language: str) -> str:
    """The words of a translation whose German source has changed: seldom all wrong. Empty where there is none."""
    place = noun.texts(row).get(field)
    if place is None:
        return ""
    slot = f"{VersionKind.TRANSLATION}:{language}"
    current = content.load([place[0]], [place[1]]).current(*place)
    return next((one.text for one in current if one.slot == slot), "")


@dataclass(frozen=True)
class Logged:
    """One act of the office for the log."""

    entry: HistoryEntry
    by: str
    about: str


def log(before: int | None = None) -> tuple[list[Logged], int | None]:
    """Acts about accounts and about what the office keeps, newest first, and where the next page begins."""
    query = sa.select(HistoryEntry).where(
        HistoryEntry.position.is_not(None), sa.or_(HistoryEntry.subject_kind == "account", HistoryEntry.verb == EDIT)
    )
    if before is not None:
        query = query.where(HistoryEntry.position < before)
    found = list(db.session.execute(query.order_by(HistoryEntry.position.desc()).limit(PAGE + 1)).scalars())
    page, more = found[:PAGE], len(found) > PAGE
    people = {one.account_id for one in page if one.account_id}
    people |= {int(one.subject_id) for one in page if one.subject_kind == "account"}
    names = accounts.names(people)
    rows = [
        Logged(
            one,
            names.get(one.account_id or 0, ""),
            names.get(int(one.subject_id), "") if one.subject_kind == "account" else "",
        )
        for one in page
    ]
    return rows, page[-1].position if more else None
