"""The public figures: what came in, what became of it, by reason and year. No group is ever small enough to see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template
from flask_babel import gettext as _

from app.accounts import queries as accounts
from app.contributions.labels import LABELS as CONTRIBUTIONS
from app.contributions.rules import Source
from app.core import clock
from app.moderation.labels import LABELS as DECISIONS
from app.moderation.rules import REFUSAL_REASONS, Decision
from app.notices.labels import LABELS as NOTICES
from app.permissions import Permission, needs, public
from app.reports import labels, queries, rules
from app.reports.queries import Year
from app.reports.rules import Shown

bp = Blueprint("reports", __name__)

WAYS = (
    Decision.RELEASE,
    Decision.RETURN,
    Decision.MERGE,
    Decision.REFER,
    Decision.TAKE_BACK,
    Decision.HIDE,
)


@dataclass(frozen=True)
class Row:
    """One figure in every year."""

    name: Any
    cells: list[Shown]
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """Figures that belong together."""

    caption: str
    rows: list[Row]


@bp.get("/<lang:lang>/figures/")
@public
def figures() -> str:
    """Everything on one page, year beside year."""
    today = clock.today()
    found = queries.years(today)
    years = list(found.values())
    return render_template(
        "reports/figures.html",
        years=list(found),
        tables=[_ways(years), *_by_reason(years), _notices(years), _objections(years), _time(years)],
        until=queries.counted_until(today),
    )


def _ways(years: list[Year]) -> Table:
    rows = [
        Row(_("Received"), [rules.alone(year.received) for year in years]),
        Row(CONTRIBUTIONS[Source.ASSISTED], [rules.alone(year.helped) for year in years]),
        Row(_("With an interpreter"), [rules.alone(year.interpreted) for year in years]),
        Row(_("Published"), [rules.alone(year.published) for year in years]),
        *(Row(DECISIONS[way], [rules.alone(year.decisions[way]) for year in years]) for way in WAYS),
    ]
    return Table(_("What came in, and what became of it"), rows)


def _by_reason(years: list[Year]) -> list[Table]:
    names = [DECISIONS[reason] for reason in REFUSAL_REASONS]
    return [
        _summed(_("Refused, by reason"), years, names, lambda year: [year.refused[one] for one in REFUSAL_REASONS]),
        _summed(
            _("Something left out, by reason"),
            years,
            names,
            lambda year: [year.redacted[one] for one in REFUSAL_REASONS],
        ),
    ]


def _notices(years: list[Year]) -> Table:
    names = [NOTICES[one] if one else labels.OBJECTIONS[None] for one in labels.ENDINGS]
    caption = _("Notices about public texts")
    return _summed(caption, years, names, lambda year: [year.notices[one] for one in labels.ENDINGS])


def _objections(years: list[Year]) -> Table:
    order = (True, False, None)
    names = [labels.OBJECTIONS[one] for one in order]
    return _summed(_("Objections of authors"), years, names, lambda year: [year.objections[one] for one in order])


def _time(years: list[Year]) -> Table:
    rows = [
        Row(_("Working days until the first decision"), [rules.typical(year.reading_days) for year in years]),
        Row(_("Days until the first answer"), [rules.typical(year.answering_days) for year in years]),
    ]
    return Table(_("How long it took: half was quicker, half was slower"), rows)


def _summed(caption: str, years: list[Year], names: Iterable[Any], counts: Callable[[Year], list[int]]) -> Table:
    groups = [rules.group(counts(year)) for year in years]
    parts = [Row(name, [one.parts[place] for one in groups]) for place, name in enumerate(names)]
    return Table(caption, [Row(_("Altogether"), [one.total for one in groups], is_total=True), *parts])


@bp.get("/staff/looks/")
@needs(Permission.HISTORY_READ)
def looks() -> str:
    """Who looked at an address, a sealed original or evidence, when and why."""
    rows = queries.looks()
    return render_template(
        "reports/looks.html",
        rows=rows,
        names=accounts.names({row.account_id for row in rows if row.account_id}),
        references=queries.references(rows),
    )
