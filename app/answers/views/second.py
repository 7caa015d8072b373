"""What is done with an answer that is there: the second person agrees, it is carried out, somebody looks again."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _

from app.accounts.sessions import actor
from app.answers import actions, queries
from app.answers.forms import LookAgainForm, SeenForm
from app.answers.models import Answer
from app.answers.views.acts import Answered, back
from app.answers.views.blueprint import bp, managed_case
from app.answers.views.case import case_page
from app.core.errors import Conflict, Invalid, Missing
from app.extensions import db
from app.permissions import Permission, needs
from app.routing.models import Assignment


@bp.post("/staff/network/<ref:reference>/approve")
@needs(Permission.ANSWER_PUBLISH)
def approve(reference: str) -> Answered:
    """The second person agrees; the answer waits to be published."""
    return _seen(reference, actions.approve, _("You agreed. The answer can be published now."))


@bp.post("/staff/network/<ref:reference>/approve-and-publish")
@needs(Permission.ANSWER_PUBLISH)
def approve_and_publish(reference: str) -> Answered:
    """The second person agrees, and the answer is out."""
    return _seen(reference, actions.approve_and_publish, _("The answer is published."))


@bp.post("/staff/network/<ref:reference>/approve-correction")
@needs(Permission.ANSWER_PUBLISH)
def approve_correction(reference: str) -> Answered:
    """The second person agrees with new words for a published answer."""
    return _seen(reference, actions.approve_correction, _("The answer is corrected."))


@bp.post("/staff/network/<ref:reference>/discard-correction")
@needs(Permission.ANSWER_PUBLISH)
def discard_correction(reference: str) -> Answered:
    """Take new words away that wait for the second person."""
    actions.discard_correction(_answer(managed_case(reference)), actor=actor(Permission.ANSWER_PUBLISH))
    return back(reference, _("The waiting correction is gone. The published answer stays."))


@bp.post("/staff/network/<ref:reference>/carried-out")
@needs(Permission.ANSWER_PUBLISH)
def carried_out(reference: str) -> Answered:
    """Say that the measure has been carried out."""
    actions.mark_carried_out(_answer(managed_case(reference)), actor=actor(Permission.ANSWER_PUBLISH))
    return back(reference, _("Marked as carried out."))


@bp.post("/staff/network/<ref:reference>/look-again")
@needs(Permission.ANSWER_PUBLISH)
def look_again(reference: str) -> Answered:
    """Somebody looked at the answer again, as it was promised."""
    assignment = managed_case(reference)
    form = LookAgainForm()
    if not form.validate():
        return case_page(assignment, look_form=form), 422
    try:
        who = actor(Permission.ANSWER_PUBLISH)
        actions.look_again(_answer(assignment), actor=who, next_on=form.next_on.data)
    except Invalid as error:
        form.blame(error)
        return case_page(assignment, look_form=form), 422
    return back(reference, _("Saved. The author can read that you looked again."))


def _answer(assignment: Assignment) -> Answer:
    answer = queries.of_assignment(assignment)
    if answer is None:
        raise Missing
    return answer


def _seen(reference: str, act: Callable[..., Answer], done: str) -> Answered:
    """An act of the second person on exactly the words that were on the page."""
    assignment = managed_case(reference)
    form = SeenForm()
    try:
        act(_answer(assignment), actor=actor(Permission.ANSWER_PUBLISH), version=form.version.data or 0)
    except Conflict as error:
        db.session.rollback()
        return case_page(assignment, refusal=error), 409
    return back(reference, done)
