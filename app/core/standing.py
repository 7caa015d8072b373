"""What the office edits and many pages say: settings and short texts, read once and kept.

A page asks nothing of the database for them: each process keeps what it read. After the commit of a change (web.py
and the command call `settle`) a small file beside the data is renewed; every process that sees the new file reads
again. Where processes share no disk, they read again after some minutes by themselves.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core import database
from app.core.languages.content import Audience, Texts, TextVersion, Wording
from app.extensions import db

KEEP_SECONDS = 300.0
FILE = "standing.changed"
PLACE = "standing"
CHANGED = "standing_changed"
# Part of a subject under which its standing words are kept.
PART = "text"


class Setting(db.Model):  # type: ignore[name-defined,misc]
    """One value that the office may change. A name that has no row stands for what the installation says."""

    __tablename__ = "setting"
    subject_kind = "setting"

    name: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    value: Mapped[Any] = mapped_column(sa.JSON)

    @property
    def id(self) -> str:
        """How history and texts call it."""
        return self.name


@dataclass
class Named:
    """A text that is named by a word and has no row of its own, such as the sentence for a code."""

    subject_kind: str
    id: str


# Kinds of subjects whose texts are kept. Their words are few and short.
KINDS = (Setting.subject_kind, "standing_text")


@dataclass(frozen=True)
class Standing:
    """All values and texts as they were read."""

    values: Mapping[str, Any] = field(default_factory=dict)
    texts: Texts = field(default_factory=lambda: Texts([]))

    def value(self, name: str, default: Any) -> Any:
        """What the office set, or else `default`."""
        return self.values.get(name, default)

    def exactly(self, name: str, language: str) -> str | None:
        """The words for a name in this very language; None where nobody wrote them or they are outdated."""
        about = Named("standing_text", name)
        base = self.texts.base(about, PART)
        if base is not None and base.language == language:
            return base.text
        found = self.texts.translation(about, PART, language)
        return found.text if found else None

    def say(self, name: str, language: str) -> Wording | None:
        """The words for a name in the reader's language, or else in German."""
        return self.texts.say(Named("standing_text", name), PART, language, Audience.PUBLIC)


def now() -> Standing:
    """What stands now. While the database cannot be read, the installation's own values stand."""
    kept: tuple[object, float, Standing] | None = current_app.extensions.get(PLACE)
    mark = _mark()
    if kept is not None and kept[0] == mark and time.monotonic() - kept[1] < KEEP_SECONDS:
        return kept[2]
    try:
        found = _read()
    except SQLAlchemyError:
        return kept[2] if kept else Standing()
    current_app.extensions[PLACE] = (mark, time.monotonic(), found)
    return found


def changed() -> None:
    """Say that something was changed in the running transaction: it is read anew now and after the commit."""
    db.session.info[CHANGED] = True
    current_app.extensions.pop(PLACE, None)


def settle() -> None:
    """After a commit: let every process read anew what was changed in it."""
    if not db.session.info.pop(CHANGED, False):
        return
    current_app.extensions.pop(PLACE, None)
    fresh = _file().with_suffix(f".{os.getpid()}")
    try:
        fresh.write_text("")
        fresh.replace(_file())
    except OSError:
        # A full disk: the other processes read it some minutes later.
        fresh.unlink(missing_ok=True)


def _file() -> Path:
    return Path(current_app.config["DATA_DIR"]) / FILE


def _mark() -> object:
    """Another one after every change, whichever process made it."""
    try:
        found = _file().stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _read() -> Standing:
    """Two statements, apart from the running transaction."""
    texts = sa.select(TextVersion).where(TextVersion.subject_kind.in_(KINDS), TextVersion.replaced_on.is_(None))
    with database.reading(), Session(db.engine) as session:
        values = {row.name: row.value for row in session.execute(sa.select(Setting)).scalars()}
        versions = list(session.execute(texts).scalars())
        session.expunge_all()
    return Standing(values, Texts(versions))
