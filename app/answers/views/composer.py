"""The composer of an answer, on the desk and behind a link: its form, and what happens with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import g
from flask_babel import gettext as _

from app.answers import actions, queries
from app.answers.actions import More
from app.answers.forms import AnswerForm, Choices
from app.answers.labels import LABELS
from app.answers.models import Answer
from app.core.errors import Conflict, Invalid, NotPossibleNow
from app.core.history import Actor
from app.core.languages.readability import Reading, read
from app.extensions import db
from app.routing.models import Assignment

# Refusals that belong beside the composer; after all others the case itself has changed.
BESIDE = frozenset({"approval_missing", "own_words"})


@dataclass(frozen=True)
class Place:
    """Where the composer stands: how its page and the page with two versions are shown."""

    page: Callable[..., str]
    conflict: Callable[[Assignment, AnswerForm], str]
    csrf: bool = True


def answer_form(case: queries.Case, *, sent: bool = False, csrf: bool = True) -> AnswerForm:
    """The composer of a case: with what was sent, or with what is saved or waits for the second person."""
    more: dict[str, Any] = {} if csrf else {"meta": {"csrf": False}}
    form = AnswerForm(**more) if sent else AnswerForm(formdata=None, data=_saved(case), **more)
    form.offer(_choices(case))
    return form


def _choices(case: queries.Case) -> Choices:
    return Choices(
        measures=[(measure.id, title) for measure, title in case.measures],
        goals=[(queries.goal_key(goal), words) for goal, words in case.goals],
        decisions=[(row.id, _decision(row)) for row in case.decisions],
        ready=[(one.template.id, _ready(one)) for one in case.ready],
    )


def _decision(row: Any) -> str:
    return " · ".join(filter(None, [row.body.name, row.reference, row.subject]))


def _ready(one: queries.ReadyText) -> str:
    outcome = LABELS[one.template.outcome] if one.template.outcome else None
    return f"{outcome}: {one.title}" if outcome else one.title


def _saved(case: queries.Case) -> dict[str, Any]:
    version = case.answer.version if case.answer else 0
    if case.answer is None:
        return {"version": version}
    saved: dict[str, Any] = dict(case.pending.content) if case.pending else queries.plain_words(case.answer)
    day = saved["review_on"]
    saved["review_on"] = date.fromisoformat(day) if day else None
    return {**saved, "version": version, "together": case.answer.together}


def readings(form: AnswerForm) -> dict[str, Reading]:
    """How easy the words in the boxes are to read."""
    return {"text": read(form.text.data or ""), "simple": read(form.simple.data or "", simple=True)}


def write(
    assignment: Assignment, act: Callable[..., Answer], actor: Actor, place: Place, *, complete: bool = True
) -> tuple[str, int] | None:
    """One act with the words of the composer. Refused ones come back with every typed word; None: it is done."""
    case = queries.case(assignment, g.language.tag)
    form = answer_form(case, sent=True, csrf=place.csrf)
    if not form.validate() or (complete and not form.is_complete()):
        return place.page(assignment, answer_form=form), 422
    try:
        _act(act, assignment, case, form, actor)
    except Invalid as error:
        return _refused(assignment, form, error, place), 422
    except Conflict:
        db.session.rollback()
        return place.conflict(assignment, form), 409
    except NotPossibleNow as error:
        if error.code not in BESIDE:
            raise
        return _refused(assignment, form, Invalid(error.code, "text"), place), 409
    return None


def _act(
    act: Callable[..., Answer], assignment: Assignment, case: queries.Case, form: AnswerForm, actor: Actor
) -> None:
    chosen, goals = set(form.measures.data or []), set(form.goals.data or [])
    more = More(
        goals=[goal for goal, _words in case.goals if queries.goal_key(goal) in goals],
        review_on=form.review_on.data,
        grants_resources=bool(form.grants_resources.data),
        decision=queries.decision(form.decision.data),
        together=bool(form.together.data),
    )
    facts: dict[str, Any] = {"measures": [row for row, _title in case.measures if row.id in chosen], "more": more}
    if act is actions.correct_published:
        facts["reason"] = form.reason.data or ""
    words = (form.text.data or "", form.simple.data or "", form.next_step.data or "", form.chosen)
    act(assignment, *words, actor=actor, version=form.version.data or 0, **facts)


def _refused(assignment: Assignment, form: AnswerForm, error: Invalid, place: Place) -> str:
    # What the act had begun to write must not be shown as if it were saved.
    db.session.rollback()
    form.blame(error)
    return place.page(assignment, answer_form=form)


def typed(assignment: Assignment, *, csrf: bool = True) -> AnswerForm:
    """What stands in the boxes now."""
    return answer_form(queries.case(assignment, g.language.tag), sent=True, csrf=csrf)


def with_ready_text(assignment: Assignment, place: Place) -> str:
    """The composer with a ready text behind what was typed. Nothing is saved."""
    case = queries.case(assignment, g.language.tag)
    form = answer_form(case, sent=True, csrf=place.csrf)
    wanted = form.template.data
    ready = next((one for one in case.ready if one.template.id == wanted), None)
    if ready is None:
        form.template.errors = [_("Please choose a ready text first.")]
    else:
        form.insert(ready.text, ready.simple)
        if form.chosen is None and ready.template.outcome is not None:
            form.outcome.data = ready.template.outcome.value
    return place.page(assignment, answer_form=form)
