"""Yearly counts of everything that happened with contributions, notices and objections, in eight statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.answers.models import Answer
from app.contributions.models import AssistedEntry, Contribution
from app.contributions.rules import Interpreter, working_days_between
from app.core import clock
from app.core.history import HistoryEntry
from app.extensions import db
from app.moderation.models import ModerationDecision, Objection
from app.moderation.rules import Decision, ReasonCode
from app.notices.models import ContentNotice
from app.notices.rules import Ending

# More years than these would not fit on a page; older ones stand in the reports.
MOST_YEARS = 5


@dataclass
class Year:
    """What happened in one year, counted before anything is hidden."""

    received: int = 0
    helped: int = 0
    interpreted: int = 0
    published: int = 0
    decisions: Counter[Decision] = field(default_factory=Counter)
    refused: Counter[ReasonCode] = field(default_factory=Counter)
    redacted: Counter[ReasonCode] = field(default_factory=Counter)
    notices: Counter[Ending | None] = field(default_factory=Counter)
    objections: Counter[bool | None] = field(default_factory=Counter)
    reading_days: list[int] = field(default_factory=list)
    answering_days: list[int] = field(default_factory=list)


def counted_until(today: date) -> date:
    """Figures end with the last month: from day to day nobody can see what a single day added."""
    return today.replace(day=1)


def years(today: date) -> dict[int, Year]:
    """The latest years with their counts, newest first; everything before the first day of this month."""
    end = counted_until(today)
    found: defaultdict[int, Year] = defaultdict(Year)
    for count in (_received, _helped, _published, _decisions, _notices, _objections, _reading, _answering):
        count(found, end)
    return {year: found[year] for year in sorted(found, reverse=True)[:MOST_YEARS]}


def _year(column: Any) -> sa.ColumnElement[int]:
    return sa.cast(sa.extract("year", column), sa.Integer)


def _received(found: defaultdict[int, Year], end: date) -> None:
    year = _year(Contribution.received_on)
    query = sa.select(year, sa.func.count()).where(Contribution.received_on < end).group_by(year)
    for one, count in db.session.execute(query):
        found[one].received = count


def _helped(found: defaultdict[int, Year], end: date) -> None:
    """Written by a helper for somebody, and how many of them with somebody who interpreted."""
    year = _year(Contribution.received_on)
    with_interpreter = sa.case((AssistedEntry.interpreter != Interpreter.NONE, 1), else_=0)
    query = (
        sa.select(year, sa.func.count(), sa.func.sum(with_interpreter))
        .join(Contribution, Contribution.id == AssistedEntry.contribution_id)
        .where(Contribution.received_on < end)
        .group_by(year)
    )
    for one, helped, interpreted in db.session.execute(query):
        found[one].helped, found[one].interpreted = helped, int(interpreted)


def _published(found: defaultdict[int, Year], end: date) -> None:
    """From history: what was withdrawn later was published all the same."""
    year = _year(HistoryEntry.day)
    query = (
        sa.select(year, sa.func.count(sa.distinct(HistoryEntry.subject_id)))
        .where(HistoryEntry.verb == "make_public", HistoryEntry.day < end)
        .group_by(year)
    )
    for one, count in db.session.execute(query):
        found[one].published = count


def _decisions(found: defaultdict[int, Year], end: date) -> None:
    row = ModerationDecision
    year = _year(row.decided_at)
    query = (
        sa.select(year, row.decision, row.reason, row.redacted_for, sa.func.count())
        .where(row.decided_at < clock.start_of(end), row.undone_at.is_(None))
        .group_by(year, row.decision, row.reason, row.redacted_for)
    )
    for one, decision, reason, redacted_for, count in db.session.execute(query):
        found[one].decisions[decision] += count
        if decision is Decision.REFUSE and reason is not None:
            found[one].refused[reason] += count
        if redacted_for is not None:
            found[one].redacted[redacted_for] += count


def _notices(found: defaultdict[int, Year], end: date) -> None:
    year = _year(ContentNotice.day)
    query = (
        sa.select(year, ContentNotice.ending, sa.func.count())
        .where(ContentNotice.day < end)
        .group_by(year, ContentNotice.ending)
    )
    for one, ending, count in db.session.execute(query):
        found[one].notices[ending] += count


def _objections(found: defaultdict[int, Year], end: date) -> None:
    year = _year(Objection.day)
    query = (
        sa.select(year, Objection.upheld, sa.func.count()).where(Objection.day < end).group_by(year, Objection.upheld)
    )
    for one, upheld, count in db.session.execute(query):
        found[one].objections[upheld] += count


def _reading(found: defaultdict[int, Year], end: date) -> None:
    """Working days from arrival to the first decision, by the year of arrival."""
    first = (
        sa.select(ModerationDecision.contribution_id, sa.func.min(ModerationDecision.decided_at).label("at"))
        .where(ModerationDecision.undone_at.is_(None))
        .group_by(ModerationDecision.contribution_id)
        .subquery()
    )
    query = sa.select(Contribution.received_on, first.c.at).join(first, first.c.contribution_id == Contribution.id)
    for received, decided in db.session.execute(query.where(Contribution.received_on < end)):
        found[received.year].reading_days.append(working_days_between(received, clock.berlin_day(decided)))


def _answering(found: defaultdict[int, Year], end: date) -> None:
    """Days from arrival to the first published answer, by the year of the answer."""
    first = (
        sa.select(Answer.contribution_id, sa.func.min(Answer.published_on).label("day"))
        .where(Answer.published_on.is_not(None))
        .group_by(Answer.contribution_id)
        .subquery()
    )
    query = sa.select(Contribution.received_on, first.c.day).join(first, first.c.contribution_id == Contribution.id)
    for received, answered in db.session.execute(query.where(first.c.day < end)):
        found[answered.year].answering_days.append((answered - received).days)
