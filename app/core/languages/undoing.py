"""content.py's other hand: versions of texts that one act made and replaced, put back as they were before it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.history import Subject
from app.core.languages.versions import TextVersion
from app.extensions import db

_AT_ONCE = {"synchronize_session": "fetch"}


def current_ids(subjects: Iterable[Subject]) -> dict[str, list[str]]:
    """Subject id → the ids of its current versions of all parts. The subjects are of one kind. One statement."""
    found: dict[str, list[str]] = {}
    kinds = {str(subject.id): subject.subject_kind for subject in subjects}
    query = (
        sa.select(TextVersion.subject_id, TextVersion.id)
        .where(
            TextVersion.subject_kind.in_(set(kinds.values())),
            TextVersion.subject_id.in_(list(kinds)),
            TextVersion.replaced_on.is_(None),
        )
        .order_by(TextVersion.id)
    )
    for key, version in db.session.execute(query):
        found.setdefault(key, []).append(str(version))
    return found


def put_back(made: Collection[str], replaced: Collection[str]) -> None:
    """Let the versions `made` by an act be current no longer, and those `replaced` by it be current again.

    No version is deleted: the words of the act can still be read by who took it back.
    """
    db.session.flush()
    _retire(TextVersion.id.in_(map(uuid.UUID, made)))
    back = [uuid.UUID(one) for one in replaced]
    slots = sa.select(TextVersion.subject_kind, TextVersion.subject_id, TextVersion.part, TextVersion.slot)
    for kind, subject, part, slot in db.session.execute(slots.where(TextVersion.id.in_(back))).all():
        # A machine may have filled the place in the meantime.
        _retire(
            TextVersion.subject_kind == kind,
            TextVersion.subject_id == subject,
            TextVersion.part == part,
            TextVersion.slot == slot,
        )
    db.session.execute(
        sa.update(TextVersion).where(TextVersion.id.in_(back)).values(replaced_on=None), execution_options=_AT_ONCE
    )


def _retire(*about: Any) -> None:
    db.session.execute(
        sa.update(TextVersion).where(*about, TextVersion.replaced_on.is_(None)).values(replaced_on=clock.today()),
        execution_options=_AT_ONCE,
    )
