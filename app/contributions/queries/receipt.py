"""When and where a case came from, as coarse as rule 14 asks: for networks and the steering group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.concept.models import District
from app.contributions.lifecycle import MAY_BE_PUBLIC
from app.contributions.models import Contribution, ContributionField
from app.contributions.queries.public import SMALLEST_GROUP
from app.contributions.rules import FieldRole
from app.extensions import db


@dataclass(frozen=True)
class Receipt:
    """When and where a contribution came from: month or year, district or none."""

    on: date
    month_known: bool
    district: District | None


def receipt(contribution: Contribution) -> Receipt:
    """Rule 14: a district only for five or more of its field, then a month only for five or more of both."""
    month = contribution.received_on.replace(day=1)
    primary, district = contribution.primary_field, contribution.district
    if district is None or primary is None:
        return Receipt(month, True, None)
    query = (
        sa.select(Contribution.received_on)
        .join(ContributionField, ContributionField.contribution_id == Contribution.id)
        .where(
            Contribution.district_id == district.id,
            Contribution.state.in_(MAY_BE_PUBLIC),
            ContributionField.action_field_id == primary.id,
            ContributionField.role == FieldRole.ASSIGNED,
        )
    )
    days = list(db.session.execute(query).scalars())
    if len(days) < SMALLEST_GROUP:
        return Receipt(month, True, None)
    same_month = sum(day.replace(day=1) == month for day in days)
    return Receipt(month, same_month >= SMALLEST_GROUP, district)
