"""Texts in other languages that nobody has put into German yet."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.core.languages.content import TextVersion, VersionKind
from app.extensions import db
from app.translating.rules import GERMAN, GERMAN_TAGS


def foreign_without_german(kind: str) -> list[uuid.UUID]:
    """Ids of texts whose base is in another language and has no German translation made from it."""
    base, other, german = aliased(TextVersion), aliased(TextVersion), aliased(TextVersion)
    redacted = sa.exists().where(
        other.subject_kind == base.subject_kind,
        other.subject_id == base.subject_id,
        other.part == base.part,
        other.slot == str(VersionKind.REDACTION),
        other.replaced_on.is_(None),
    )
    translated = sa.exists().where(
        german.subject_kind == base.subject_kind,
        german.subject_id == base.subject_id,
        german.part == base.part,
        german.slot == f"{VersionKind.TRANSLATION}:{GERMAN}",
        german.based_on_id == base.id,
        german.replaced_on.is_(None),
    )
    query = sa.select(base.subject_id).where(
        base.subject_kind == kind,
        base.part == "text",
        base.replaced_on.is_(None),
        base.language.not_in(GERMAN_TAGS),
        sa.or_(
            base.kind == VersionKind.REDACTION,
            sa.and_(base.kind == VersionKind.ORIGINAL, sa.not_(redacted)),
        ),
        sa.not_(translated),
    )
    return [uuid.UUID(key) for key in db.session.execute(query).scalars()]
