"""Looks at what is guarded: addresses, sealed originals, evidence, needs. For the auditor, who may change nothing."""

from __future__ import annotations

import uuid

import sqlalchemy as sa

from app.contributions.models import Contribution
from app.core.history import HistoryEntry
from app.extensions import db

GUARDED = ("reveal_contact", "read_original", "read_evidence", "keep_evidence", "erase_evidence", "read_seats")
MOST = 300


def looks() -> list[HistoryEntry]:
    """The latest ones, newest first. Evidence is listed by itself, so its second line about the case is left out."""
    query = (
        sa.select(HistoryEntry)
        .where(HistoryEntry.verb.in_(GUARDED))
        .where(sa.or_(HistoryEntry.verb != "keep_evidence", HistoryEntry.subject_kind == "evidence"))
        .order_by(HistoryEntry.day.desc(), HistoryEntry.position.desc().nulls_last())
        .limit(MOST)
    )
    return list(db.session.execute(query).scalars())


def references(rows: list[HistoryEntry]) -> dict[str, str]:
    """The public reference behind each line, by the id of its subject; one statement."""
    found = {row.subject_id: str(row.facts["reference"]) for row in rows if "reference" in row.facts}
    keys = [uuid.UUID(row.subject_id) for row in rows if row.subject_kind == Contribution.subject_kind]
    query = sa.select(Contribution.id, Contribution.reference).where(Contribution.id.in_(keys))
    return {**found, **{str(key): reference for key, reference in db.session.execute(query)}}
