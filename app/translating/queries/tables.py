"""Texts of the Dialogforum that wait for a translation: notes of tables, promises, opening words."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.languages import content
from app.core.languages.content import Origin, Texts, VersionKind
from app.dialogforum.models.documentation import Commitment, ForumDocumentation
from app.dialogforum.models.tables import TableNote, ThemeTable
from app.dialogforum.rules.tables import NoteDecision
from app.extensions import db
from app.translating.queries.entries import Waiting
from app.translating.rules import GERMAN, GERMAN_TAGS, Need, SubjectKind

# Whoever sat at a table looks for its notes in this time.
YEAR = timedelta(days=366)


def of_the_forum() -> list[Waiting]:
    """Everything of the Dialogforum that waits. Without tables there is nothing: then one statement tells."""
    spoken = _spoken()
    return [*_notes(), *_texts(spoken)] if spoken else []


def _notes() -> list[Waiting]:
    """What each note of the last year that may still be read needs, by language."""
    kept = sa.or_(TableNote.decision.is_(None), TableNote.decision != NoteDecision.LEFT_OUT)
    query = sa.select(TableNote).where(kept, TableNote.written_on > clock.today() - YEAR)
    rows = list(db.session.execute(query).scalars())
    texts = content.load(rows, ["text"])
    return [
        Waiting(need, SubjectKind.TABLE_NOTE, str(row.id), row.table.name, language, row.is_example)
        for row in rows
        for language, need in {**_made(row, texts), **_missing(row, texts)}.items()
    ]


def _texts(spoken_at: dict[int, list[str]]) -> list[Waiting]:
    """Promises and opening words of the last year, for the languages that were spoken at the tables of their round."""
    since = clock.today() - YEAR
    promises = db.session.execute(sa.select(Commitment).where(Commitment.state_on > since)).scalars()
    openings = db.session.execute(
        sa.select(ForumDocumentation).where(ForumDocumentation.published_on > since)
    ).scalars()
    rows: list[Commitment | ForumDocumentation] = [*promises, *openings]
    texts = content.load(rows, ["text", "statement"])
    found = []
    for row in rows:
        kind = SubjectKind.COMMITMENT if isinstance(row, Commitment) else SubjectKind.DOCUMENTATION
        title, example = f"Dialogforum {row.round.year}", row.round.is_example
        needs = {tag: Need.FOR_TABLE for tag in spoken_at.get(row.round_id, []) if _lacks(row, texts, tag)}
        needs |= _made(row, texts)
        found += [Waiting(need, kind, str(row.id), title, tag, example) for tag, need in needs.items()]
    return found


def _spoken() -> dict[int, list[str]]:
    """Round → the languages of its tables, German left out."""
    found: dict[int, list[str]] = {}
    for round_id, languages in db.session.execute(sa.select(ThemeTable.round_id, ThemeTable.languages)):
        known = found.setdefault(round_id, [])
        known += [tag for tag in languages if tag not in {*GERMAN_TAGS, *known}]
    return found


def _lacks(row: Commitment | ForumDocumentation, texts: Texts, tag: str) -> bool:
    """Whether any part of it that is written is missing in this language."""
    written = [part for part in ("text", "statement") if texts.base(row, part)]
    return any(texts.translation(row, part, tag) is None for part in written)


def _missing(row: TableNote, texts: Texts) -> dict[str, Need]:
    """German so that commissioners and networks can read it; a released note also in the languages of its table."""
    base = texts.base(row, "text")
    if base is None:
        return {}
    wanted = dict.fromkeys(row.table.languages if row.is_released else [], Need.FOR_TABLE)
    wanted[GERMAN] = Need.FOR_NETWORK if row.is_released else Need.TO_READ
    read = GERMAN_TAGS if base.language in GERMAN_TAGS else {base.language}
    return {tag: need for tag, need in wanted.items() if tag not in read and not texts.translation(row, "text", tag)}


def _made(row: TableNote | Commitment | ForumDocumentation, texts: Texts) -> dict[str, Need]:
    """Translations that were made from older words, or by a machine that nobody has checked."""
    needs = {}
    for version in [*texts.current(row, "text"), *texts.current(row, "statement")]:
        if version.kind is not VersionKind.TRANSLATION:
            continue
        if texts.translation(row, version.part, version.language) is not version:
            needs[version.language] = Need.OUTDATED
        elif version.origin is Origin.MACHINE and version.checked_on is None:
            needs[version.language] = Need.TO_CHECK
    return needs
