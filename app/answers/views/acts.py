"""What a network does with a case: one address for each button."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.sessions import actor
from app.answers import actions
from app.answers.forms import NoteForm
from app.answers.models import Answer
from app.answers.views import composer
from app.answers.views.blueprint import bp, managed_case, own_case
from app.answers.views.case import AT_THE_DESK, case_page, hand_back_form
from app.core.errors import Invalid
from app.networks import queries as network_queries
from app.permissions import Permission, needs

Answered = Response | tuple[str, int]


@bp.post("/staff/network/<ref:reference>/acknowledge")
@needs(Permission.NETWORK_ACKNOWLEDGE)
def acknowledge(reference: str) -> Answered:
    """The network takes the case on."""
    assignment = managed_case(reference)
    actions.acknowledge(assignment, actor=actor(Permission.NETWORK_ACKNOWLEDGE))
    return back(reference, _("Your network has taken this on."))


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
    return back(reference, _("The note is saved."))


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
    return back(reference, _("The case is handed back. It stays here until it has a new place."))


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
    return case_page(assignment, answer_form=composer.typed(assignment)), 200


@bp.post("/staff/network/<ref:reference>/ready-text")
@needs(Permission.ANSWER_WRITE)
def ready_text(reference: str) -> Answered:
    """Put a ready text behind the typed words. Nothing is saved, nothing is replaced."""
    return composer.with_ready_text(managed_case(reference), AT_THE_DESK), 200


@bp.post("/staff/network/<ref:reference>/hand-over")
@needs(Permission.ANSWER_WRITE)
def hand_over(reference: str) -> Answered:
    """Save, and ask the second person to look at it."""
    done = _("Saved. The second person of your tandem gets a mail.")
    return _write(reference, actions.hand_over, Permission.ANSWER_WRITE, done)


@bp.post("/staff/network/<ref:reference>/publish")
@needs(Permission.ANSWER_PUBLISH)
def publish(reference: str) -> Answered:
    """Save and publish the answer."""
    return _write(reference, actions.save_and_publish, Permission.ANSWER_PUBLISH, _("The answer is published."))


@bp.post("/staff/network/<ref:reference>/correct")
@needs(Permission.ANSWER_PUBLISH)
def correct(reference: str) -> Answered:
    """Put other words in the place of a published answer, or ask the second person to."""
    done = _("The correction is saved.")
    return _write(reference, actions.correct_published, Permission.ANSWER_PUBLISH, done)


def _write(
    reference: str, act: Callable[..., Answer], permission: Permission, done: str, *, complete: bool = True
) -> Answered:
    assignment = managed_case(reference)
    refused = composer.write(assignment, act, actor(permission), AT_THE_DESK, complete=complete)
    return back(reference, done) if refused is None else refused


def back(reference: str, message: str) -> Response:
    """To the page of the case, with a sentence about what was done."""
    flash(message)
    network = request.args.get("network", type=int)
    return redirect(url_for("answers.case", reference=reference, network=network), 303)
