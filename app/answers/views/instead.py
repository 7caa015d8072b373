"""The steering group answers in place of a network: the same composer, on a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts.sessions import actor
from app.answers import actions, queries
from app.answers.forms import AnswerForm, SeenForm
from app.answers.labels import ERRORS
from app.answers.models import Answer
from app.answers.views import composer
from app.answers.views.blueprint import bp
from app.answers.views.case import facts, is_the_groups, may_approve
from app.contributions import queries as contributions
from app.core.errors import Conflict, Missing, NotPossibleNow
from app.core.history import Actor
from app.extensions import db
from app.permissions import Permission, needs
from app.routing import queries as routing_queries
from app.routing.models import Assignment

Answered = Response | tuple[str, int]
BUTTONS = (
    "approve_and_publish",
    "approve_correction",
    "check_words",
    "correct",
    "discard_correction",
    "hand_over",
    "publish",
    "ready_text",
    "save_draft",
)


@bp.get("/staff/steering/<ref:reference>/answer")
@needs(Permission.ANSWER_INSTEAD)
def instead(reference: str) -> str:
    """The case and the composer. Cases that did not come to the group cannot be found here."""
    assignment = _open(reference)
    if assignment is None:
        raise Missing("no_contribution")
    return _page(assignment)


@bp.post("/staff/steering/<ref:reference>/answer/draft")
@needs(Permission.ANSWER_INSTEAD)
def instead_save_draft(reference: str) -> Answered:
    """Save what is written so far."""
    return _write(reference, actions.save_instead, _("The draft is saved."), complete=False)


@bp.post("/staff/steering/<ref:reference>/answer/check-words")
@needs(Permission.ANSWER_INSTEAD)
def instead_check_words(reference: str) -> Answered:
    """Say how easy the typed words are to read. Nothing is saved, nothing is lost."""
    return _do(reference, lambda assignment: (_page(assignment, answer_form=composer.typed(assignment)), 200))


@bp.post("/staff/steering/<ref:reference>/answer/ready-text")
@needs(Permission.ANSWER_INSTEAD)
def instead_ready_text(reference: str) -> Answered:
    """Put a ready text behind the typed words. Nothing is saved, nothing is replaced."""
    return _do(reference, lambda assignment: (composer.with_ready_text(assignment, PLACE), 200))


@bp.post("/staff/steering/<ref:reference>/answer/hand-over")
@needs(Permission.ANSWER_INSTEAD)
def instead_hand_over(reference: str) -> Answered:
    """Save, and ask another member of the group to look at it."""
    return _write(reference, actions.hand_over_instead, _("Saved. The other members of the group get a mail."))


@bp.post("/staff/steering/<ref:reference>/answer/publish")
@needs(Permission.ANSWER_INSTEAD)
def instead_publish(reference: str) -> Answered:
    """Save and publish the answer of the group."""
    return _write(reference, actions.answer_instead, _("The answer is published."))


@bp.post("/staff/steering/<ref:reference>/answer/correct")
@needs(Permission.ANSWER_INSTEAD)
def instead_correct(reference: str) -> Answered:
    """Put other words in the place of the group's published answer."""
    return _write(reference, actions.correct_published, _("The correction is saved."))


@bp.post("/staff/steering/<ref:reference>/answer/approve-and-publish")
@needs(Permission.ANSWER_INSTEAD)
def instead_approve_and_publish(reference: str) -> Answered:
    """Another member agrees with the words that were on the page, and they are out."""
    return _agree(reference, actions.approve_instead, _("The answer is published."))


@bp.post("/staff/steering/<ref:reference>/answer/approve-correction")
@needs(Permission.ANSWER_INSTEAD)
def instead_approve_correction(reference: str) -> Answered:
    """Another member agrees with the corrected words."""
    return _agree(reference, actions.approve_correction, _("The correction is published."))


@bp.post("/staff/steering/<ref:reference>/answer/discard-correction")
@needs(Permission.ANSWER_INSTEAD)
def instead_discard_correction(reference: str) -> Answered:
    """Take corrected words away that nobody has agreed with."""

    def discard(answer: Answer, *, actor: Actor, version: int) -> Answer:
        return actions.discard_correction(answer, actor=actor)

    return _agree(reference, discard, _("The published words stay."))


def _open(reference: str) -> Assignment | None:
    """The place of the network that leads, while the case is with the group or the group's answer is out."""
    lead = routing_queries.lead_of(contributions.get(reference))
    if lead is None or lead.is_escalated:
        return lead
    answer = queries.of_assignment(lead)
    own = answer is not None and answer.by_steering and answer.published_at is not None
    return lead if own else None


def _do(reference: str, act: Callable[[Assignment], Answered | None], done: str = "") -> Answered:
    assignment = _open(reference)
    if assignment is None:
        # Another network has it now, or it has more time: typed words are given back.
        typed = "\n\n".join(filter(None, (request.form.get(name) for name in ("text", "simple", "next_step"))))
        return render_template("answers/instead_over.html", reference=reference, typed=typed), 409
    answered = act(assignment)
    if answered is not None:
        return answered
    flash(done)
    return redirect(url_for("answers.instead", reference=reference), 303)


def _write(reference: str, act: Callable[..., Answer], done: str, *, complete: bool = True) -> Answered:
    by = actor(Permission.ANSWER_INSTEAD)
    return _do(reference, lambda place: composer.write(place, act, by, PLACE, complete=complete), done)


def _agree(reference: str, act: Callable[..., Answer], done: str) -> Answered:
    by = actor(Permission.ANSWER_INSTEAD)

    def agree(assignment: Assignment) -> Answered | None:
        answer = queries.of_assignment(assignment)
        if answer is None:
            raise Missing("no_contribution")
        try:
            act(answer, actor=by, version=SeenForm().version.data or 0)
        except (Conflict, NotPossibleNow) as error:
            db.session.rollback()
            return _page(assignment, refusals=[ERRORS[error.code]]), error.status
        return None

    return _do(reference, agree, done)


def _page(assignment: Assignment, **forms: Any) -> str:
    found = queries.case(assignment, g.language.tag)
    form: AnswerForm = forms.get("answer_form") or composer.answer_form(found)
    refusals = forms.get("refusals", [])
    return render_template(
        "answers/instead.html", answer_form=form, refusals=refusals, **facts(found), **_there(found, form)
    )


def _conflict(assignment: Assignment, form: AnswerForm) -> str:
    found = queries.case(assignment, g.language.tag)
    form.start_from(found.answer.version if found.answer else 0)
    return render_template("answers/conflict.html", answer_form=form, **facts(found), **_there(found, form))


def _there(case: queries.Case, form: AnswerForm) -> dict[str, Any]:
    reference = case.contribution.reference
    return {
        "urls": {name: url_for(f"answers.instead_{name}", reference=reference) for name in BUTTONS},
        "readings": composer.readings(form),
        # A draft of the network is for the network's own second person.
        "may_approve": is_the_groups(case) and may_approve(case, current_user.id),
        "manages": False,
    }


PLACE = composer.Place(_page, _conflict)
