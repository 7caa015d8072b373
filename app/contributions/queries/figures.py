"""What is public, counted and listed as a whole."""

from __future__ import annotations

import sqlalchemy as sa

from app.contributions.lifecycle import HAS_ANSWER, MAY_BE_PUBLIC
from app.contributions.models import Contribution, ContributionField
from app.contributions.queries.cases import search_text
from app.contributions.rules import FieldRole
from app.core import search
from app.extensions import db

PUBLISHED = (Contribution.publication_number.is_not(None), Contribution.is_public.is_(True))


def count_answered_in_field(field_id: int, *, first: bool = False) -> int:
    """How many public contributions that concern a field have a published answer; `first`: whose first field it is."""
    touched = sa.select(ContributionField.contribution_id).where(
        ContributionField.action_field_id == field_id, ContributionField.role == FieldRole.ASSIGNED
    )
    if first:
        touched = touched.where(ContributionField.is_primary)
    query = (
        sa.select(sa.func.count())
        .select_from(Contribution)
        .where(*PUBLISHED, Contribution.state.in_(HAS_ANSWER), Contribution.id.in_(touched))
    )
    return db.session.execute(query).scalar_one()


def searchable() -> list[search.Entry]:
    """Every public contribution with the words under which it is found, for making the index anew."""
    query = sa.select(Contribution).where(*PUBLISHED, Contribution.state.in_(MAY_BE_PUBLIC))
    rows = db.session.execute(query).scalars()
    return [search.Entry("contribution", row.id, search_text(row)) for row in rows]
