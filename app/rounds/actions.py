"""Opening a round."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.concept.models import ConceptEdition
from app.core import history
from app.core.history import Actor
from app.extensions import db
from app.rounds import queries
from app.rounds.models import ParticipationRound
from app.rounds.rules import Phase


def open_round(
    year: int,
    edition: ConceptEdition,
    starts: Mapping[Phase, date],
    ends_on: date,
    *,
    actor: Actor,
    **facts: object,
) -> ParticipationRound:
    """Open the round of a year with the first day of each phase; a round that is there already is returned as it is.

    `facts` may set place, forum_on, the targets in days and is_example.
    """
    known = queries.of_year(year)
    if known is not None:
        return known
    row = ParticipationRound(
        year=year,
        edition_id=edition.id,
        starts_on=min(starts.values()),
        ends_on=ends_on,
        phase_starts={phase.value: day.isoformat() for phase, day in starts.items()},
        **facts,
    )
    db.session.add(row)
    db.session.flush()
    history.record(actor, "open_round", row, year=year)
    return row
