"""One case on the desk: everything on one page."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import g, render_template
from flask_babel import format_date
from flask_babel import gettext as _

from app.answers import queries
from app.answers.forms import AnswerForm, HandBackForm, NoteForm, QuestionForm
from app.answers.views.blueprint import bp, manages, own_case
from app.core import clock
from app.core.languages.readability import Reading, read
from app.networks import queries as network_queries
from app.permissions import Permission, needs
from app.routing import queries as routing_queries
from app.routing.models import Assignment


@bp.get("/staff/network/<ref:reference>")
@needs(Permission.NETWORK_READ)
def case(reference: str) -> str:
    """The whole case of one network."""
    return case_page(own_case(reference))


def case_page(assignment: Assignment, **forms: Any) -> str:
    """The page of a case. `forms`: those that were sent and refused, with what was typed."""
    found = queries.case(assignment, g.language.tag)
    shown = {
        "answer_form": forms.get("answer_form") or answer_form(found),
        "note_form": forms.get("note_form") or NoteForm(formdata=None),
        "question_form": forms.get("question_form") or QuestionForm(formdata=None).renew(),
        "hand_back_form": forms.get("hand_back_form") or hand_back_form(assignment, sent=False),
    }
    return render_template("answers/case.html", **shown, **_facts(found), readings=_readings(shown["answer_form"]))


def conflict_page(assignment: Assignment, form: AnswerForm) -> str:
    """Both texts side by side: what somebody else saved, and what was typed here."""
    found = queries.case(assignment, g.language.tag)
    form.start_from(found.answer.version if found.answer else 0)
    return render_template("answers/conflict.html", answer_form=form, **_facts(found), readings=_readings(form))


def _readings(form: AnswerForm) -> dict[str, Reading]:
    """How easy the words in the boxes are to read."""
    return {"text": read(form.text.data or ""), "simple": read(form.simple.data or "", simple=True)}


def answer_form(case: queries.Case, *, sent: bool = False) -> AnswerForm:
    """The composer of a case: with what was sent, or with what is saved."""
    choices = [(measure.id, title) for measure, title in case.measures]
    if sent:
        return AnswerForm(measures=choices)
    words, answer = case.words, case.answer
    saved = {
        "version": answer.version if answer else 0,
        "text": words.text.text if words and words.text else "",
        "simple": words.simple if words else "",
        "next_step": words.next_step.text if words and words.next_step else "",
        "outcome": answer.outcome.value if answer and answer.outcome else None,
    }
    form = AnswerForm(formdata=None, measures=choices, data=saved)
    form.measures.data = [link.measure_id for link in answer.measures] if answer else []
    return form


def hand_back_form(assignment: Assignment, *, sent: bool = True) -> HandBackForm:
    """Where the case could go instead: every other network."""
    form = HandBackForm() if sent else HandBackForm(formdata=None)
    today = clock.today()
    others = [one for one in network_queries.all_networks() if one.id != assignment.network_id]
    form.offer([(one.id, one.name_on(today)) for one in others])
    return form


def _facts(case: queries.Case) -> dict[str, Any]:
    today = clock.today()
    receipt = case.receipt
    return {
        "case": case,
        "today": today,
        "berlin_day": clock.berlin_day,
        "manages": manages(case.assignment.network_id),
        "network_name": case.assignment.network.name_on(today),
        "received": format_date(receipt.on, "LLLL y" if receipt.month_known else "y"),
        "lateness": routing_queries.lateness_of(case.assignment, today),
        "linked": {link.measure_id for link in case.contribution.measures},
        "story": sorted((entry for step in case.steps for entry in _told(step, case)), key=_day),
    }


def _day(entry: dict[str, Any]) -> date:
    return entry["day"]


def _told(step: Assignment, case: queries.Case) -> list[dict[str, Any]]:
    """What happened to one assignment, by days. Reasons of other networks stay with them."""
    name = step.network.name_on(clock.berlin_day(step.assigned_at))
    came = _("Came to %(network)s, which answers.", network=name)
    if not step.is_lead:
        came = _("Came to %(network)s, which it also concerns.", network=name)
    told = [(step.assigned_at, came)]
    if step.acknowledged_at is not None:
        person = case.people.get(step.acknowledged_by_id or 0, "")
        told.append((step.acknowledged_at, _("%(network)s took it on: %(person)s.", network=name, person=person)))
    if step.handed_back_at is not None:
        told.append((step.handed_back_at, _("%(network)s handed it back.", network=name)))
    if step.ended_at is not None:
        told.append((step.ended_at, _("It left %(network)s.", network=name)))
    return [{"day": clock.berlin_day(moment), "text": text} for moment, text in told]
