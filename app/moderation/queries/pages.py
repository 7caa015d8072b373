"""Pages of cases: oldest day first, in a fixed random order within a day, automatic-looking ones last.

Random ids make that order: they tell nothing about the order of arrival and stay the same from page to page
(trust.md T-06).
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from app.contributions.models import Contribution
from app.extensions import db

ORDER = (Contribution.looks_automatic, Contribution.received_on, Contribution.id)


@dataclass(frozen=True)
class QueuePage:
    """One page of cases. `after` is the reference that the next page starts behind, None on the last one."""

    rows: list[Contribution]
    after: str | None


def page(query: sa.Select[Contribution], after: str | None, size: int) -> QueuePage:
    """`size` cases of a query, those behind the case `after`."""
    start = db.session.execute(sa.select(*ORDER).filter_by(reference=after)).one_or_none() if after else None
    if start is not None:
        query = query.where(sa.tuple_(*ORDER) > place(start))
    rows = list(db.session.execute(query.order_by(*ORDER).limit(size + 1)).scalars())
    more = len(rows) > size
    return QueuePage(rows[:size], rows[size - 1].reference if more else None)


def place(row: sa.Row | Contribution) -> sa.Tuple:
    """Where a case stands in the order, to compare others with."""
    values = (row.looks_automatic, row.received_on, row.id)
    return sa.tuple_(*[sa.literal(value, column.type) for value, column in zip(values, ORDER, strict=True)])
