"""Changing what the office keeps: every change is written down with before and after, and can be taken back."""

from __future__ import annotations

from typing import Any

from app.administration import rules
from app.administration.nouns import Noun
from app.administration.rules import Problem, Sheet
from app.core import history
from app.core.errors import Conflict, DomainError, Missing
from app.core.history import Actor, HistoryEntry
from app.core.languages import locales
from app.extensions import db

LANGUAGES = frozenset(language.tag for language in locales.OFFERED)


class Refused(DomainError):
    """Values that break rules; `problems` says which and where."""

    status = 422

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("values_wrong")
        self.problems = problems


def save(
    noun: Noun, row: Any | None, values: Sheet, *, actor: Actor, seen: str | None = None, keep: bool = False
) -> Any:
    """Put `values` in the place of the present ones; what is left out stays. None for `row` makes a new one.

    `seen`: stamp of the sheet that was in view; Conflict("changed") when it is another one by now. Refused names what
    is wrong; Invalid comes from the rules of the thing itself. Nothing is written down when nothing changes.
    """
    # One at a time: who comes second reads what the first one wrote.
    history.hold()
    before = noun.read(row) if row is not None else noun.blank()
    if row is not None and seen is not None and rules.stamp(before) != seen:
        raise Conflict("changed")
    after = {**before, **values}
    if row is not None:
        after |= {field.name: before[field.name] for field in noun.fields if field.fixed}
    found = rules.problems(noun.fields, after, LANGUAGES)
    if found:
        raise Refused(found)
    if row is not None and not rules.difference(before, after):
        return row
    saved = noun.write(row, before, after, actor, keep=keep)
    _write_down(noun, saved, before if row is not None else {}, actor)
    return saved


def take_back(noun: Noun, row: Any, entry_id: Any, *, actor: Actor) -> Any:
    """Set what one change touched back to what it was before. Raises Missing, and errors as save()."""
    entry = db.session.get(HistoryEntry, entry_id)
    mine = (row.subject_kind, str(row.id), rules.EDIT)
    if entry is None or (entry.subject_kind, entry.subject_id, entry.verb) != mine or not entry.facts["before"]:
        raise Missing
    values = rules.with_flat(noun.read(row), entry.facts["before"])
    return save(noun, row, values, actor=actor, keep=True)


def _write_down(noun: Noun, row: Any, before: Sheet, actor: Actor) -> None:
    changed = rules.difference(before, noun.read(row))
    old = {name: pair[0] for name, pair in changed.items()} if before else {}
    new = {name: pair[1] for name, pair in changed.items()}
    history.record(actor, rules.EDIT, row, before=old, after=new)
