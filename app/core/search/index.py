"""Texts go into the index, out of it, and are found. Called by actions, inside their transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.core.search.models import TRIGRAMS, SearchEntry, random_number
from app.core.search.normal import normal, words
from app.extensions import db

# From so many letters on a word is found inside others; shorter ones only as the beginning of a word.
INSIDE_FROM = 3
ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class Entry:
    """What rebuild() needs to know about one subject."""

    kind: str
    subject_id: object
    text: str


def put(kind: str, subject_id: object, text: str) -> None:
    """Make the subject be found under the words of `text`, and under nothing that was put before."""
    drop(kind, subject_id)
    row = _row(Entry(kind, subject_id, text))
    db.session.execute(sa.insert(SearchEntry), [row])
    if _on_sqlite():
        db.session.execute(
            sa.text(f"INSERT INTO {TRIGRAMS}(rowid, text) VALUES (:id, :text)"),
            {"id": row["id"], "text": row["text"]},
        )


def drop(kind: str, subject_id: object) -> None:
    """Take the subject out of the search. No error if it is not in it."""
    about = (SearchEntry.kind == kind, SearchEntry.subject_id == str(subject_id))
    known = db.session.execute(sa.select(SearchEntry.id, SearchEntry.text).where(*about)).one_or_none()
    if known is None:
        return
    if _on_sqlite():
        # FTS5 must be told what it is to forget: it does not keep the text itself.
        db.session.execute(
            sa.text(f"INSERT INTO {TRIGRAMS}({TRIGRAMS}, rowid, text) VALUES ('delete', :id, :text)"),
            {"id": known.id, "text": known.text},
        )
    db.session.execute(sa.delete(SearchEntry).where(SearchEntry.id == known.id))


def find(kind: str, asked: str) -> sa.Select[Any]:
    """Ids (text, as str() gives them) of the subjects in whose text every asked word occurs, in any order.

    Meant for `column.in_(search.find(…))` with a text column; nothing asked means nothing found.
    """
    return sa.select(SearchEntry.subject_id).where(SearchEntry.kind == kind, *_conditions(words(asked)))


def find_uuids(kind: str, asked: str) -> sa.Select[Any]:
    """The same for random ids: `Contribution.id.in_(search.find_uuids("contribution", asked))`."""
    bare = sa.func.replace(SearchEntry.subject_id, "-", "")
    return sa.select(sa.cast(bare, sa.Uuid)).where(SearchEntry.kind == kind, *_conditions(words(asked)))


def rebuild(entries: Iterable[Entry]) -> int:
    """Forget everything and index these entries anew (any iterable). Returns their number."""
    db.session.execute(sa.delete(SearchEntry))
    count, rows = 0, []
    for entry in entries:
        rows.append(_row(entry))
        if len(rows) == ROWS_AT_ONCE:
            db.session.execute(sa.insert(SearchEntry), rows)
            count, rows = count + len(rows), []
    if rows:
        db.session.execute(sa.insert(SearchEntry), rows)
    _tell("rebuild")
    return count + len(rows)


def settle() -> None:
    """Tidy the index, every night. Where SQLite is older than 3.42 this alone removes the last traces of dropped texts.

    They are letters in threes without any order; the texts themselves are gone at once.
    """
    _tell("optimize")


def _row(entry: Entry) -> dict[str, Any]:
    text = f" {normal(entry.text)} "
    return {"id": random_number(), "kind": entry.kind, "subject_id": str(entry.subject_id), "text": text}


def _conditions(asked: list[str]) -> list[sa.ColumnElement[bool]]:
    if not asked:
        return [sa.false()]
    # Words hold letters and digits alone after normalising; escaping keeps that from being a matter of luck.
    found = [
        SearchEntry.text.contains(word if len(word) >= INSIDE_FROM else f" {word}", autoescape=True) for word in asked
    ]
    trigrams = {word[at : at + 3] for word in asked for at in range(len(word) - 2)}
    if trigrams and _on_sqlite():
        index = sa.table(TRIGRAMS, sa.column("rowid"))
        quoted = " AND ".join('"' + trigram.replace('"', '""') + '"' for trigram in sorted(trigrams))
        hits = sa.select(index.c.rowid).where(sa.column(TRIGRAMS).op("MATCH")(quoted))
        found.insert(0, SearchEntry.id.in_(hits))
    return found


def _on_sqlite() -> bool:
    return db.session.get_bind().dialect.name == "sqlite"


def _tell(command: str) -> None:
    if _on_sqlite():
        db.session.execute(sa.text(f"INSERT INTO {TRIGRAMS}({TRIGRAMS}) VALUES (:command)"), {"command": command})
