"""Notes of theme tables that wait for a translation: into German to be read, then for the people of the table."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.languages import content
from app.core.languages.content import Origin, Texts, VersionKind
from app.dialogforum.models.tables import TableNote
from app.dialogforum.rules.tables import NoteDecision
from app.extensions import db
from app.translating.queries.entries import Waiting
from app.translating.rules import GERMAN, GERMAN_TAGS, Need, SubjectKind

# Whoever sat at a table looks for its notes in this time.
YEAR = timedelta(days=366)


def table_notes() -> list[Waiting]:
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


def _missing(row: TableNote, texts: Texts) -> dict[str, Need]:
    """German so that commissioners and networks can read it; a released note also in the languages of its table."""
    base = texts.base(row, "text")
    if base is None:
        return {}
    wanted = dict.fromkeys(row.table.languages if row.is_released else [], Need.FOR_TABLE)
    wanted[GERMAN] = Need.FOR_NETWORK if row.is_released else Need.TO_READ
    read = GERMAN_TAGS if base.language in GERMAN_TAGS else {base.language}
    return {tag: need for tag, need in wanted.items() if tag not in read and not texts.translation(row, "text", tag)}


def _made(row: TableNote, texts: Texts) -> dict[str, Need]:
    """Translations that were made from older words, or by a machine that nobody has checked."""
    needs = {}
    for version in texts.current(row, "text"):
        if version.kind is not VersionKind.TRANSLATION:
            continue
        if texts.translation(row, "text", version.language) is not version:
            needs[version.language] = Need.OUTDATED
        elif version.origin is Origin.MACHINE and version.checked_on is None:
            needs[version.language] = Need.TO_CHECK
    return needs
