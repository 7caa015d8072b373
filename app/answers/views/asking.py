"""A question of the network to the author: asked, taken back."""

from __future__ import annotations

import uuid

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.sessions import actor
from app.answers import actions
from app.answers.forms import QuestionForm
from app.answers.views.acts import back
from app.answers.views.blueprint import bp, managed_case
from app.answers.views.case import case_page
from app.core.errors import Invalid, NotPossibleNow
from app.extensions import db
from app.permissions import Permission, needs

Answered = Response | tuple[str, int]


@bp.post("/staff/network/<ref:reference>/ask")
@needs(Permission.ANSWER_WRITE)
def ask(reference: str) -> Answered:
    """Ask the author. Refused words come back."""
    assignment = managed_case(reference)
    form = QuestionForm()
    if not form.validate():
        return case_page(assignment, question_form=form), 422
    who = actor(Permission.ANSWER_WRITE)
    try:
        actions.ask(assignment, form.question.data or "", actor=who, form_number=form.number.data or None)
    except (Invalid, NotPossibleNow) as error:
        form.blame(error)
        db.session.rollback()
        return case_page(managed_case(reference), question_form=form), error.status
    return back(reference, _("Your question is with the commissioners. They pass it on."))


@bp.post("/staff/network/<ref:reference>/questions/<uuid:message_id>/take-back")
@needs(Permission.ANSWER_WRITE)
def take_question_back(reference: str, message_id: uuid.UUID) -> Answered:
    """No reply is needed any more."""
    actions.take_question_back(managed_case(reference), message_id, actor=actor(Permission.ANSWER_WRITE))
    return back(reference, _("Your question is taken back."))
