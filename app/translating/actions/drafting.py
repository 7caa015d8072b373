"""Drafts by a machine: planned and made by the worker alone, through the outbox, and always labelled as what they are.

What leaves the house is one part of one text: telephone numbers, addresses, file numbers and names are masked, contact
data are never part of it, and nothing tells whose text it is (trust.md T-24).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from app.contributions import rules as contribution_rules
from app.contributions.names import NAMES
from app.core import database, outbox
from app.core.errors import DomainError
from app.core.history import SYSTEM
from app.core.languages import machines
from app.core.languages.content import Origin, TextVersion
from app.core.outbox import Commit, NotDone, NotNeeded, NotNow
from app.extensions import db
from app.translating import queries, rules
from app.translating.actions.editing import put_translation
from app.translating.rules import SubjectKind

KIND = "draft_translation"
# New work of one round of the worker.
PLANNED_AT_ONCE = 20


def plan_drafts() -> int:
    """Put what waits for a translation and has an engine into the outbox, each text once; gives their number.

    The key of a row names the version that the draft is made from: a changed source is drafted anew.
    """
    if not machines.is_on():
        return 0
    planned = 0
    for one in queries.waiting():
        if planned == PLANNED_AT_ONCE:
            break
        if one.need is rules.Need.TO_CHECK:
            continue
        planned += _plan(one)
    db.session.flush()
    return planned


def _plan(one: queries.Waiting) -> int:
    planned = 0
    for source in _sources(one.kind, one.key, one.language):
        key = f"{KIND}:{source.id}:{one.language}"
        if machines.supports(source.language, one.language) and outbox.known(key) is None:
            facts = {"part": source.part, "source": str(source.id)}
            outbox.put(KIND, f"text:{one.kind}:{one.key}", language=one.language, facts=facts, key=key)
            planned += 1
    return planned


def _sources(kind: SubjectKind, key: str, language: str) -> list[TextVersion]:
    """The parts of a text that have no translation into `language` yet."""
    try:
        found = queries.sides(queries.subject(kind, rules.key_of(kind, key)), language)
    except DomainError:
        return []
    return [side.source for side in found if side.translation is None]


def make_draft(recipient: str, language: str, facts: Mapping[str, Any], commit: Commit) -> None:
    """The work behind one row of the outbox: read, ask the engine outside of any transaction, store the draft.

    Raises NotNeeded when a person was faster or the words are gone, NotNow while the engine rests, NotDone else.
    """
    _what, name, key = recipient.split(":")
    kind, version = SubjectKind(name), str(facts["source"])
    source = _source(kind, key, language, version)
    # The engine may be slow: nothing stays open, nobody waits.
    commit()
    masked = mask(source.text)
    try:
        [found], engine = machines.draft([masked.text], source.language, language)
    except machines.EngineResting as trouble:
        raise NotNow(str(trouble)) from trouble
    except machines.EngineTrouble as trouble:
        raise NotDone(str(trouble)) from trouble
    with database.writing():
        # Meanwhile the text may have changed, or somebody was faster.
        source = _source(kind, key, language, version)
        subject = queries.subject(kind, rules.key_of(kind, key))
        words = masked.unmasked(found)
        put_translation(
            subject, source.part, language, words, actor=SYSTEM, origin=Origin.MACHINE, source=source.id, engine=engine
        )
        commit()


def _source(kind: SubjectKind, key: str, language: str, version: str) -> TextVersion:
    for source in _sources(kind, key, language):
        if str(source.id) == version:
            return source
    raise NotNeeded("nothing to translate")


class Masked:
    """A text in which pieces that could tell who somebody is are replaced by numbers in brackets, and the way back."""

    def __init__(self, text: str, kept: list[str]) -> None:
        self.text, self._kept = text, kept

    def unmasked(self, translated: str) -> str:
        """The translation with the pieces put back; a bracket that the machine lost stays lost."""
        return _TOKEN.sub(lambda found: self._piece(int(found.group(1)), found.group()), translated)

    def _piece(self, number: int, token: str) -> str:
        return self._kept[number - 1] if 1 <= number <= len(self._kept) else token


_TOKEN = re.compile(r"\[\s*(\d{1,3})\s*\]")


def mask(text: str) -> Masked:
    """Take out numbers and addresses, and names that stand after a title or after "my name is"."""
    kept: list[str] = []

    def hide(piece: str) -> str:
        kept.append(piece)
        return f"[{len(kept)}]"

    # Brackets with numbers that are in the text already come back as they were.
    plain = _TOKEN.sub(lambda found: hide(found.group()), text)
    pieces = contribution_rules.pieces(plain)
    without = "".join(hide(piece.text) if piece.kind else piece.text for piece in pieces)
    return Masked(NAMES.sub(lambda found: _named(found, hide), without), kept)


def _named(found: re.Match[str], hide: Callable[[str], str]) -> str:
    before, name = found.group("before", "name") if found.group("name") else found.group("before_ar", "name_ar")
    return str(before) + hide(str(name))
