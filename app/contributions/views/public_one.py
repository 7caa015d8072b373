"""One published contribution with its story. Everything that is not public looks as if it did not exist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from app.answers import queries as answer_queries
from app.contributions import lifecycle, queries
from app.contributions.models import Contribution
from app.contributions.views.blueprint import bp
from app.contributions.views.public import district_name, field_name
from app.core.history import Subject
from app.core.languages import content
from app.core.languages.content import Audience, Texts, VersionKind, Wording
from app.permissions import public
from app.routing import queries as routing_queries


@dataclass(frozen=True)
class Shown:
    """A text for readers: their language first, then German and the original on request."""

    words: Wording | None
    german: Wording | None
    original: Wording | None


@dataclass(frozen=True)
class AnswerShown:
    """A published answer of one network."""

    network: str
    by_steering: bool
    key: str
    outcome: Any
    text: Shown
    next_step: Wording | None
    published_on: date | None
    carried_out_on: date | None
    corrected_on: date | None
    correction: Wording | None
    review_on: date | None
    goals: list[Wording]


@bp.get("/<lang:lang>/contributions/<ref:reference>")
@public
def one(reference: str) -> ResponseReturnValue:
    """One contribution: its words, the answers, what became of it."""
    found = queries.public_one(reference)
    answers = answer_queries.published_for(found)
    links = queries.measures_of(found)
    measures = [link.measure for link in links]
    goals = [link.goal for answer in answers for link in answer.goals]
    subjects: list[Subject] = [found, *answers, *goals, *measures, *found.assigned_fields]
    texts = content.load(subjects, ["title", "text", "next_step", "name", "correction"])
    district = queries.public_district(found)
    return render_template(
        "contributions/one.html",
        contribution=found,
        title=texts.say(found, "title", g.language.tag, Audience.PUBLIC),
        text=_shown(found, texts),
        redacted=_is_redacted(found, texts),
        step=lifecycle.public_step(found.state, answer_queries.facts_for(found, answers)),
        fields=[(field.number, field_name(field, texts)) for field in found.assigned_fields],
        district=district_name(district.name, district.kind) if district else None,
        month=_month(found.received_on),
        answers=[_answer(answer, texts) for answer in answers],
        measures=[(measure.reference, _title(measure, texts)) for measure in measures],
        story=_story(found, answers),
    )


def _shown(subject: Any, texts: Texts) -> Shown:
    words = texts.say(subject, "text", g.language.tag, Audience.PUBLIC)
    base = texts.base(subject, "text")
    if words is None or base is None:
        return Shown(None, None, None)
    german = texts.translation(subject, "text", "de")
    return Shown(
        words=words,
        german=content.wording(german) if german and words.language != "de" else None,
        original=content.wording(base) if words.kind is VersionKind.TRANSLATION else None,
    )


def _is_redacted(found: Contribution, texts: Texts) -> bool:
    base = texts.base(found, "text")
    return base is not None and base.kind is VersionKind.REDACTION


def _answer(answer: Any, texts: Texts) -> AnswerShown:
    day = answer.published_on
    return AnswerShown(
        network=answer.network.name_on(day),
        by_steering=answer.by_steering,
        key=answer.network.key,
        outcome=answer.outcome,
        text=_shown(answer, texts),
        next_step=texts.say(answer, "next_step", g.language.tag, Audience.PUBLIC),
        published_on=day,
        carried_out_on=answer.carried_out_on,
        corrected_on=answer.corrected_on,
        correction=texts.say(answer, "correction", g.language.tag, Audience.PUBLIC),
        review_on=answer.review_on,
        goals=[words for link in answer.goals if (words := _goal(link.goal, texts)) is not None],
    )


def _goal(goal: Any, texts: Texts) -> Wording | None:
    return texts.say(goal, "text", g.language.tag, Audience.PUBLIC)


def _title(measure: Any, texts: Texts) -> Wording | None:
    return texts.say(measure, "title", g.language.tag, Audience.PUBLIC)


def _month(day: date) -> str:
    return str(format_date(day, "LLLL y"))


def _story(found: Contribution, answers: list[Any]) -> list[dict[str, Any]]:
    """What happened, oldest first. Acts of residents are told by the month, so that no day points at a person."""
    story: list[dict[str, Any]] = [{"text": _("%(month)s: the contribution arrived.", month=_month(found.received_on))}]
    if found.published_on:
        story.append({"text": _("%(month)s: a commissioner read and published it.", month=_month(found.published_on))})
        for assignment in routing_queries.open_of(found):
            name = assignment.network.name_on(found.published_on)
            story.append({"text": _("It went to this network: %(network)s", network=name)})
    for answer in answers:
        name = answer.network.name_on(answer.published_on)
        said = _("This network answered: %(network)s", network=name)
        if answer.by_steering:
            said = _("The steering group answered for this network: %(network)s", network=name)
        story.append({"day": answer.published_on, "text": said})
    for answer in answers:
        if answer.corrected_on:
            name = answer.network.name_on(answer.published_on)
            story.append(
                {"day": answer.corrected_on, "text": _("This network corrected its answer: %(network)s", network=name)}
            )
        if answer.carried_out_on:
            story.append({"day": answer.carried_out_on, "text": _("It has been carried out.")})
    return story
