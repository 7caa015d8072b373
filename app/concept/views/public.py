"""The living concept for residents: Part A, the eight fields of Part B, measures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import g, render_template

from app.concept import queries
from app.concept.models import ActionField, GuidingGoal, Measure
from app.concept.views.blueprint import bp
from app.contributions import queries as contributions
from app.core import clock
from app.core.languages import content
from app.core.languages.content import Audience, Texts, Wording
from app.permissions import public


class Speaker:
    """Says the parts of loaded texts in the reader's language; handed to templates as one small object."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def __call__(self, subject: Any, part: str = "text") -> Wording | None:
        """The wording of one part, or None when it was never written."""
        return self._texts.say(subject, part, g.language.tag, Audience.PUBLIC)


def _say(subjects: Iterable[Any], *parts: str) -> Speaker:
    return Speaker(content.load(list(subjects), parts))


@bp.get("/<lang:lang>/concept/")
@public
def index() -> str:
    """Part A: what integration means here and who works together. Part B: the way to the eight fields."""
    day = clock.today()
    edition = queries.current_edition(day)
    return render_template("concept/index.html", edition=edition, say=_say(edition.fields, "name", "hint"))


@bp.get("/<lang:lang>/fields/")
@public
def fields() -> str:
    """The eight fields at a glance."""
    rows = queries.fields(clock.today())
    return render_template("concept/fields.html", fields=rows, say=_say(rows, "name", "hint"))


@bp.get("/<lang:lang>/fields/<int:number>/")
@public
def field(number: int) -> str:
    """One field: its network, its goals and measures, what residents wrote."""
    day = clock.today()
    row = queries.field(number, day)
    goals = queries.goals(row.id)
    network = queries.network_for(row, day)
    return render_template(
        "concept/field.html",
        field=row,
        goals=goals,
        network=network,
        network_name=network.name_on(day) if network else None,
        voices=contributions.count_public_in_field(row.id),
        answered=contributions.count_answered_in_field(row.id),
        say=_say(_tree(row, goals), "name", "hint", "text", "title"),
    )


def _tree(row: ActionField, goals: list[GuidingGoal]) -> list[Any]:
    below = [goal for guiding in goals for goal in guiding.action_goals]
    return [row, *goals, *below, *(measure for goal in below for measure in goal.measures)]


@bp.get("/<lang:lang>/measures/<key:reference>")
@public
def measure(reference: str) -> str:
    """One measure: how far it is, what shows that it works, what it needs, which contributions led to it."""
    row = queries.measure(reference)
    action_field = queries.field_of_measure(row)
    led = contributions.public_of_measure(row.id)
    return render_template(
        "concept/measure.html",
        measure=row,
        field=action_field,
        contributions=led,
        say=_say([action_field, *_parts(row), *led], "name", "title", "organisation", "note", "unit"),
    )


def _parts(row: Measure) -> list[Any]:
    return [row, *row.indicators, *row.resources]
