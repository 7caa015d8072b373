"""What political bodies decided: recorded by the steering group or the office, before anybody calls it granted."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from app.accounts import queries as accounts
from app.accounts.sessions import actor
from app.concept import actions, queries
from app.concept.forms import DecisionForm
from app.concept.labels import LABELS
from app.concept.models import PoliticalDecision
from app.concept.rules import DecisionState
from app.concept.staff_labels import ERRORS
from app.concept.views.blueprint import bp
from app.core import history
from app.core.errors import Invalid
from app.core.languages import content
from app.core.languages.content import Audience
from app.extensions import db
from app.permissions import Permission, needs


@bp.get("/staff/decisions/")
@needs(Permission.DECISION_RECORD)
def decisions() -> str:
    """Everything that was recorded, and a form for a new decision."""
    return _page(None, _form(None))


@bp.post("/staff/decisions/")
@needs(Permission.DECISION_RECORD)
def record_decision() -> Any:
    """Record a decision."""
    return _record(None)


@bp.get("/staff/decisions/<int:decision_id>")
@needs(Permission.DECISION_RECORD)
def decision(decision_id: int) -> str:
    """One decision with its history, to add what has become known."""
    found = queries.decision(decision_id)
    return _page(found, _form(found))


@bp.post("/staff/decisions/<int:decision_id>")
@needs(Permission.DECISION_RECORD)
def change_decision(decision_id: int) -> Any:
    """Put down what has become known of a decision."""
    return _record(queries.decision(decision_id))


def _record(found: PoliticalDecision | None) -> Any:
    form = _form(found, sent=True)
    if not form.validate():
        return _page(found, form), 422
    try:
        actions.record_decision(
            found,
            body=form.other_body.data or form.body.data or "",
            state=DecisionState(form.state.data),
            decided_on=form.decided_on.data,
            reference=form.reference.data or "",
            subject=form.subject.data or "",
            need=queries.resource_need(form.need.data) if form.need.data else None,
            actor=actor(Permission.DECISION_RECORD),
        )
    except Invalid as error:
        db.session.rollback()
        field = form[error.field or "body"]
        field.errors = [*field.errors, str(ERRORS[error.code])]
        return _page(queries.decision(found.id) if found else None, form), 422
    flash(_("The decision is recorded."))
    return redirect(url_for("concept.decisions"), 303)


def _form(found: PoliticalDecision | None, *, sent: bool = False) -> DecisionForm:
    form = DecisionForm() if sent else DecisionForm(formdata=None, data=_saved(found))
    form.body.choices = [("", _("Another body")), *((body.name, body.name) for body in queries.bodies())]
    form.state.choices = [(state.value, LABELS[state]) for state in DecisionState]
    needs = queries.needs_to_decide(found)
    texts = content.load([measure for _need, measure in needs], ["title"])
    form.need.choices = [("", _("No resource of a measure"))]
    for need, measure in needs:
        title = texts.say(measure, "title", "de", Audience.STAFF)
        amount = f"{need.amount:g} {need.unit}"
        form.need.choices.append((str(need.id), f"{measure.reference} {title.text if title else ''} · {amount}"))
    return form


def _saved(found: PoliticalDecision | None) -> dict[str, Any]:
    if found is None:
        return {"state": DecisionState.GRANTED.value}
    return {
        "body": found.body.name,
        "state": found.state.value,
        "decided_on": found.decided_on,
        "reference": found.reference,
        "subject": found.subject,
        "need": str(found.resource_need_id or ""),
    }


def _page(found: PoliticalDecision | None, form: DecisionForm) -> str:
    acts = history.of(found) if found else []
    rows = queries.decisions()
    measures = queries.measures_of(rows)
    texts = content.load(list(measures.values()), ["title"])
    titles = {key: texts.say(measure, "title", "de", Audience.STAFF) for key, measure in measures.items()}
    return render_template(
        "concept/decisions.html",
        decision=found,
        form=form,
        decisions=rows,
        titles=titles,
        acts=acts,
        names=accounts.names({act.account_id for act in acts if act.account_id}),
        language_tag=g.language.tag,
    )
