"""One case on the desk: everything on one page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import g, render_template, url_for
from flask_babel import format_date
from flask_babel import gettext as _
from flask_login import current_user

from app.answers import queries, rules
from app.answers.forms import AnswerForm, HandBackForm, LookAgainForm, NoteForm, QuestionForm
from app.answers.labels import ERRORS, LABELS
from app.answers.views import composer
from app.answers.views.blueprint import bp, manages, own_case
from app.core import clock
from app.networks import queries as network_queries
from app.permissions import Permission, needs
from app.routing import queries as routing_queries
from app.routing.models import Assignment

# The buttons of a case on the desk, by what they are called in the templates.
BUTTONS = (
    "acknowledge",
    "approve",
    "approve_and_publish",
    "approve_correction",
    "carried_out",
    "check_words",
    "correct",
    "discard_correction",
    "hand_over",
    "look_again",
    "publish",
    "ready_text",
    "save_draft",
)


@bp.get("/staff/network/<ref:reference>")
@needs(Permission.NETWORK_READ)
def case(reference: str) -> str:
    """The whole case of one network."""
    return case_page(own_case(reference))


def case_page(assignment: Assignment, **forms: Any) -> str:
    """The page of a case. `forms`: those that were sent and refused, with what was typed; `refusal`: what is said."""
    found = queries.case(assignment, g.language.tag)
    refusal = forms.get("refusal")
    form: AnswerForm = forms.get("answer_form") or composer.answer_form(found)
    shown = {
        "answer_form": form,
        "note_form": forms.get("note_form") or NoteForm(formdata=None),
        "question_form": forms.get("question_form") or QuestionForm(formdata=None).renew(),
        "look_form": forms.get("look_form") or LookAgainForm(formdata=None),
        "hand_back_form": forms.get("hand_back_form") or hand_back_form(assignment, sent=False),
        "refusals": [ERRORS[refusal.code]] if refusal else [],
    }
    return render_template("answers/case.html", **shown, **facts(found), **_at_the_desk(found, form))


def conflict_page(assignment: Assignment, form: AnswerForm) -> str:
    """Both texts side by side: what somebody else saved, and what was typed here."""
    found = queries.case(assignment, g.language.tag)
    form.start_from(found.answer.version if found.answer else 0)
    return render_template("answers/conflict.html", answer_form=form, **facts(found), **_at_the_desk(found, form))


def _at_the_desk(case: queries.Case, form: AnswerForm) -> dict[str, Any]:
    there: dict[str, Any] = {"reference": case.contribution.reference, "network": case.assignment.network_id}
    return {
        "urls": {name: url_for(f"answers.{name}", **there) for name in BUTTONS},
        "readings": composer.readings(form),
        "manages": manages(case.assignment.network_id),
        "may_approve": not is_the_groups(case) and may_approve(case, current_user.id),
    }


def may_approve(case: queries.Case, account_id: int) -> bool:
    """Whether this person can be the second one for the words that wait."""
    if case.pending is not None:
        return rules.may_approve(account_id, case.pending.written_by_id)
    waits = case.needs_two and case.answer is not None and case.answer.published_at is None
    return waits and case.answer is not None and rules.may_approve(account_id, case.answer.drafted_by_id)


def is_the_groups(case: queries.Case) -> bool:
    """Whether the steering group wrote what is there: that is for its own second person."""
    return case.answer is not None and case.answer.by_steering


def hand_back_form(assignment: Assignment, *, sent: bool = True) -> HandBackForm:
    """Where the case could go instead: every other network."""
    form = HandBackForm() if sent else HandBackForm(formdata=None)
    today = clock.today()
    others = [one for one in network_queries.all_networks() if one.id != assignment.network_id]
    form.offer([(one.id, one.name_on(today)) for one in others])
    return form


def facts(case: queries.Case) -> dict[str, Any]:
    """What the page of a case shows beside words: the same on the desk and behind a link."""
    today = clock.today()
    receipt = case.receipt
    waiting = case.pending.content["outcome"] if case.pending else None
    return {
        "case": case,
        "today": today,
        "berlin_day": clock.berlin_day,
        "network_name": case.assignment.network.name_on(today),
        "received": format_date(receipt.on, "LLLL y" if receipt.month_known else "y"),
        "lateness": routing_queries.lateness_of(case.assignment, today),
        "linked": {link.measure_id for link in case.contribution.measures},
        "waiting_outcome": next((words for code, words in LABELS.items() if code == waiting), None),
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
    told = [(step.assigned_at, came), *(_own_way(step) if step.network_id == case.assignment.network_id else [])]
    if step.acknowledged_at is not None:
        person = case.people.get(step.acknowledged_by_id or 0, "")
        told.append((step.acknowledged_at, _("%(network)s took it on: %(person)s.", network=name, person=person)))
    if step.handed_back_at is not None:
        told.append((step.handed_back_at, _("%(network)s handed it back.", network=name)))
    if step.ended_at is not None:
        told.append((step.ended_at, _("It left %(network)s.", network=name)))
    return [{"day": clock.berlin_day(moment), "text": text} for moment, text in told]


def _own_way(step: Assignment) -> list[tuple[datetime, str]]:
    """What the steering group did about the case while it was with this network."""
    told = []
    if step.escalated_at is not None:
        told.append((step.escalated_at, _("It went to the steering group.")))
    for one in step.extensions:
        until = format_date(date.fromisoformat(one["to"]), "long")
        told.append((datetime.fromisoformat(one["at"]), _("More time was given, until this day: %(day)s", day=until)))
    return told


AT_THE_DESK = composer.Place(case_page, conflict_page)
