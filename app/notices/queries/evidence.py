"""The closed store: what lies there and when it must go. The words inside are read by one action alone."""

from __future__ import annotations

import uuid
from datetime import date

import sqlalchemy as sa

from app.core.errors import Missing
from app.extensions import db
from app.notices.models import Evidence


def get_evidence(evidence_id: uuid.UUID) -> Evidence:
    """The piece with this id. Raises Missing."""
    found = db.session.get(Evidence, evidence_id)
    if found is None:
        raise Missing("no_evidence")
    return found


def evidence_of(reference: str) -> list[Evidence]:
    """What was kept of one case, oldest first."""
    query = sa.select(Evidence).where(Evidence.reference == reference).order_by(Evidence.kept_at)
    return list(db.session.execute(query).scalars())


def all_evidence() -> list[Evidence]:
    """Everything in the store, what is deleted next first."""
    return list(db.session.execute(sa.select(Evidence).order_by(Evidence.delete_on, Evidence.id)).scalars())


def evidence_due(day: date) -> list[Evidence]:
    """What has to be deleted on `day`."""
    return list(db.session.execute(sa.select(Evidence).where(Evidence.delete_on <= day)).scalars())
