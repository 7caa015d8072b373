"""One line of what waits for a translation."""

from __future__ import annotations

from dataclasses import dataclass

from app.translating.rules import Need, SubjectKind

# Entries of one kind on the page of what waits.
MOST = 200


@dataclass(frozen=True)
class Waiting:
    """One text that waits for one language."""

    need: Need
    kind: SubjectKind
    key: str
    title: str | None
    language: str
    is_example: bool
