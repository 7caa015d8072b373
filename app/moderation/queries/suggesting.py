"""What software suggests about one case: read from what the worker stored, in one statement."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.concept.models import ActionField
from app.contributions.lifecycle import State
from app.contributions.models import Contribution, ContributionField
from app.core import similar
from app.extensions import db
from app.moderation.models import CaseHint
from app.moderation.queries.comparing import ALIVE
from app.moderation.rules import ALIKE_SHOWN, FIELDS_SHOWN, Suggested


@dataclass
class Alike:
    """Another case that may say the same, and why it is shown. It serves as a subject of content.load()."""

    id: uuid.UUID
    reference: str
    state: State
    language: str
    voices: int
    reason: Suggested
    same_field: bool
    same_district: bool
    subject_kind: str = Contribution.subject_kind


@dataclass(frozen=True)
class LikelyField:
    """An action field that may fit; `example` is the sorted case that lies nearest, if there is one."""

    number: int
    name: str
    example: str | None


@dataclass(frozen=True)
class Suggestions:
    """Three cases and two fields at most; empty lists where nothing was compared yet."""

    alike: Sequence[Alike] = field(default_factory=list)
    fields: Sequence[LikelyField] = field(default_factory=list)


def suggestions(contribution: Contribution) -> Suggestions:
    """What is shown beside this case: words first, then meaning; never a case that was withdrawn or refused since."""
    other = aliased(Contribution)
    query = (
        sa.select(
            CaseHint.kind, other.id, other.reference, other.state, other.language, other.voices,
            other.district_id, _shares_field(contribution.id, other.id), ActionField.number, ActionField.name,
        )
        .outerjoin(other, other.id == CaseHint.other_id)
        .outerjoin(ActionField, ActionField.id == CaseHint.action_field_id)
        .where(CaseHint.contribution_id == contribution.id)
        .order_by(CaseHint.position)
    )  # fmt: skip
    rows = [row for row in db.session.execute(query) if similar.is_on() or row[0] is Suggested.SAME_WORDS]
    alike = _alike(contribution, [row for row in rows if row[0] is not Suggested.FIELD and row[3] in ALIVE])
    fields = [
        LikelyField(row[8], row[9], row[2] if row[3] in ALIVE else None) for row in rows if row[0] is Suggested.FIELD
    ]
    return Suggestions(alike, fields[:FIELDS_SHOWN])


def _alike(contribution: Contribution, rows: Sequence[sa.Row]) -> list[Alike]:
    found: dict[uuid.UUID, Alike] = {}
    for kind in (Suggested.SAME_WORDS, Suggested.SAME_MEANING):
        for row in rows:
            if row[0] is kind and row[1] not in found:
                same_district = row[6] is not None and row[6] == contribution.district_id
                found[row[1]] = Alike(row[1], row[2], row[3], row[4], row[5], kind, bool(row[7]), same_district)
    return list(found.values())[:ALIKE_SHOWN]


def _shares_field(one: uuid.UUID, other: sa.orm.InstrumentedAttribute[uuid.UUID]) -> sa.ColumnElement[bool]:
    mine, theirs = aliased(ContributionField), aliased(ContributionField)
    return sa.exists().where(
        mine.contribution_id == one,
        theirs.contribution_id == other,
        mine.action_field_id == theirs.action_field_id,
    )
