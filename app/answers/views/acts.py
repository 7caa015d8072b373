"""What a network does with a case: one address for each button."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, g, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.sessions import actor
from app.answers import actions, queries
from app.answers.forms import NoteForm
from app.answers.models import Answer
from app.answers.views.blueprint import bp, managed_case, own_case
from app.answers.views.case import answer_form, case_page, conflict_page, hand_back_form
from app.core.errors import Conflict, Invalid, Missing
from app.networks import queries as network_queries
from app.permissions import Permission, needs

Answered = Response | tuple[str, int]


@bp.post("/staff/network/<ref:reference>/acknowledge")
@needs(Permission.NETWORK_ACKNOWLEDGE)
def acknowledge(reference: str) -> Answered:
    """The network takes the case on."""
    assignment = managed_case(reference)
    actions.acknowledge(assignment, actor=actor(Permission.NETWORK_ACKNOWLEDGE))
    return _back(reference, _("Your network has taken this on."))


@bp.post("/staff/network/<ref:reference>/note")
@needs(Permission.NETWORK_NOTE)
def add_note(reference: str) -> Answered:
    """Leave a note for the own network."""
    assignment = own_case(reference)
    form = NoteForm()
    if not form.validate():
        return case_page(assignment, note_form=form), 422
    try:
        actions.add_note(assignment, form.note.data or "", actor=actor(Permission.NETWORK_NOTE))
    except Invalid as error:
        form.blame(error)
        return case_page(assignment, note_form=form), 422
    return _back(reference, _("The note is saved."))


@bp.post("/staff/network/<ref:reference>/hand-back")
@needs(Permission.NETWORK_HAND_BACK)
def hand_back(reference: str) -> Answered:
    """Give the case back and name a better place."""
    assignment = managed_case(reference)
    form = hand_back_form(assignment)
    if not form.validate():
        return case_page(assignment, hand_back_form=form), 422
    better = form.better_network.data
    try:
        actions.hand_back(
            assignment,
            actor=actor(Permission.NETWORK_HAND_BACK),
            reason=form.reason.data or "",
            better_network=network_queries.get(better) if better else None,
            better_place=form.better_place.data,
        )
    except Invalid as error:
        form.blame(error)
        return case_page(assignment, hand_back_form=form), 422
    return _back(reference, _("The case is handed back. It stays here until it has a new place."))


@bp.post("/staff/network/<ref:reference>/draft")
@needs(Permission.ANSWER_WRITE)
def save_draft(reference: str) -> Answered:
    """Save what is written so far."""
    act = Permission.ANSWER_WRITE
    return _write(reference, actions.save_draft, act, _("The draft is saved."), complete=False)


@bp.post("/staff/network/<ref:reference>/check-words")
@needs(Permission.ANSWER_WRITE)
def check_words(reference: str) -> Answered:
    """Say how easy the typed words are to read. Nothing is saved, nothing is lost."""
    assignment = managed_case(reference)
    return case_page(assignment, answer_form=answer_form(queries.case(assignment, g.language.tag), sent=True)), 200


@bp.post("/staff/network/<ref:reference>/publish")
@needs(Permission.ANSWER_PUBLISH)
def publish(reference: str) -> Answered:
    """Save and publish the answer."""
    return _write(reference, actions.save_and_publish, Permission.ANSWER_PUBLISH, _("The answer is published."))


@bp.post("/staff/network/<ref:reference>/correct")
@needs(Permission.ANSWER_PUBLISH)
def correct(reference: str) -> Answered:
    """Put other words in the place of a published answer."""
    return _write(reference, actions.correct_published, Permission.ANSWER_PUBLISH, _("The answer is corrected."))


@bp.post("/staff/network/<ref:reference>/carried-out")
@needs(Permission.ANSWER_PUBLISH)
def carried_out(reference: str) -> Answered:
    """Say that the measure has been carried out."""
    answer = queries.of_assignment(managed_case(reference))
    if answer is None:
        raise Missing
    actions.mark_carried_out(answer, actor=actor(Permission.ANSWER_PUBLISH))
    return _back(reference, _("Marked as carried out."))


def _write(
    reference: str, act: Callable[..., Answer], permission: Permission, done: str, *, complete: bool = True
) -> Answered:
    """One act with the words of the composer. Refused ones come back with every typed word."""
    assignment = managed_case(reference)
    case = queries.case(assignment, g.language.tag)
    form = answer_form(case, sent=True)
    if not form.validate() or (complete and not form.is_complete()):
        return case_page(assignment, answer_form=form), 422
    chosen = set(form.measures.data or [])
    measures = [measure for measure, _title in case.measures if measure.id in chosen]
    words = (form.text.data or "", form.simple.data or "", form.next_step.data or "", form.chosen)
    try:
        act(assignment, *words, actor=actor(permission), version=form.version.data or 0, measures=measures)
    except Invalid as error:
        form.blame(error)
        return case_page(assignment, answer_form=form), 422
    except Conflict:
        return conflict_page(assignment, form), 409
    return _back(reference, done)


def _back(reference: str, message: str) -> Response:
    flash(message)
    network = request.args.get("network", type=int)
    return redirect(url_for("answers.case", reference=reference, network=network), 303)
