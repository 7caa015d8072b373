"""Waves: many similar texts in one language that came within few days and wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.core.languages import content
from app.core.languages.content import TextVersion
from app.core.search.normal import normal
from app.extensions import db
from app.moderation import waves as likeness
from app.moderation.queries.pages import ORDER
from app.moderation.rules import WAVE_DAYS, WAVE_FROM, WAVE_TEXTS


@dataclass(frozen=True)
class Wave:
    """Similar texts, the oldest day first. The first one gives the wave its address."""

    cases: list[Contribution]
    texts: dict[str, TextVersion]

    @property
    def first(self) -> Contribution:
        """The text that the others are like."""
        return self.cases[0]

    @property
    def days(self) -> tuple[date, date]:
        """From which day to which they came."""
        days = [case.received_on for case in self.cases]
        return min(days), max(days)


def waves() -> list[Wave]:
    """All waves that wait now, the largest first. Two statements; looks at the newest WAVE_TEXTS texts."""
    newest = sa.select(Contribution.id).where(Contribution.state == State.SUBMITTED)
    newest = newest.order_by(Contribution.received_on.desc(), Contribution.id).limit(WAVE_TEXTS)
    found = _waves(sa.select(Contribution).where(Contribution.id.in_(newest)))
    return sorted(found, key=lambda wave: -len(wave.cases))


def wave_of(contribution: Contribution) -> Wave | None:
    """The wave that a waiting case is part of, or None. Two statements."""
    window = timedelta(days=WAVE_DAYS)
    near = Contribution.received_on.between(contribution.received_on - window, contribution.received_on + window)
    same = sa.select(Contribution).where(
        Contribution.state == State.SUBMITTED, Contribution.language == contribution.language, near
    )
    found = _waves(same.limit(WAVE_TEXTS))
    return next((wave for wave in found if contribution in wave.cases), None)


def _waves(query: sa.Select[Contribution]) -> list[Wave]:
    rows = list(db.session.execute(query.order_by(*ORDER)).scalars())
    loaded = content.load(rows, ["text"])
    texts = {str(row.id): version for row in rows if (version := loaded.original(row, "text")) is not None}
    found = []
    for language in sorted({row.language for row in rows}):
        cases = [row for row in rows if row.language == language and str(row.id) in texts]
        for places in likeness.grouped([normal(texts[str(case.id)].text) for case in cases]):
            found += _within_days([cases[place] for place in places], texts)
    return found


def _within_days(cases: list[Contribution], texts: dict[str, TextVersion]) -> list[Wave]:
    """Similar texts cut where more than WAVE_DAYS lie between them; only groups that are large enough."""
    parts: list[list[Contribution]] = []
    for case in sorted(cases, key=lambda one: (one.received_on, one.id)):
        if parts and (case.received_on - parts[-1][0].received_on).days <= WAVE_DAYS:
            parts[-1].append(case)
        else:
            parts.append([case])
    return [Wave(part, {str(one.id): texts[str(one.id)] for one in part}) for part in parts if len(part) >= WAVE_FROM]
