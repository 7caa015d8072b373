"""One address for each button of a talk. What does not work comes back with every typed word."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from app.accounts.sessions import actor
from app.contributions import queries as contribution_queries
from app.contributions.models import Contribution
from app.core.errors import Invalid, NotPossibleNow
from app.core.history import Actor
from app.extensions import db
from app.permissions import Permission, needs
from app.talks import actions
from app.talks.forms import KeepForm, PassForm, TalkForm, WriteForm
from app.talks.views.blueprint import bp
from app.talks.views.pages import talk_page

Act = Callable[[Contribution, Actor], object]


def _do(reference: str, form: TalkForm, act: Act, done: str) -> Any:
    """Do the one act and show the talk again; or show what went wrong, with what was typed."""
    contribution = contribution_queries.get(reference)
    if not form.validate():
        return talk_page(contribution, form, 422), 422
    try:
        act(contribution, actor(Permission.CONTRIBUTION_DECIDE))
    except (Invalid, NotPossibleNow) as error:
        db.session.rollback()
        form.blame(error)
        return talk_page(contribution_queries.get(reference), form, error.status), error.status
    flash(done)
    return redirect(url_for("talks.talk", reference=reference), 303)


@bp.post("/<ref:reference>/<uuid:message_id>/pass")
@needs(Permission.CONTRIBUTION_DECIDE)
def pass_on(reference: str, message_id: uuid.UUID) -> Any:
    """Let a question reach the author, or a reply the network."""
    form = PassForm(message_id.hex)
    passed = actions.Passed(form.text.data or "", form.german.data or "", form.german_seen)
    return _do(reference, form, lambda case, who: actions.pass_on(case, message_id, passed, actor=who), _("Passed on."))


@bp.post("/<ref:reference>/<uuid:message_id>/keep")
@needs(Permission.CONTRIBUTION_DECIDE)
def keep(reference: str, message_id: uuid.UUID) -> Any:
    """Send a question back to the network, or keep a reply from it, with a reason."""
    form = KeepForm(message_id.hex)
    reason = form.reason.data or ""
    done = _("Not passed on. Your reason is told.")
    return _do(reference, form, lambda case, who: actions.keep(case, message_id, reason, actor=who), done)


@bp.post("/<ref:reference>/<uuid:message_id>/read")
@needs(Permission.CONTRIBUTION_DECIDE)
def read(reference: str, message_id: uuid.UUID) -> Any:
    """ "I read this": words to the commissioners alone."""
    form = TalkForm(message_id.hex)
    return _do(reference, form, lambda case, who: actions.read(case, message_id, actor=who), _("Marked as read."))


@bp.post("/<ref:reference>/write")
@needs(Permission.CONTRIBUTION_DECIDE)
def write(reference: str) -> Any:
    """Write to the author; this also begins a talk."""
    form = WriteForm("new")
    text, number = form.text.data or "", form.number.data or None
    done = _("The author reads it with the code.")
    return _do(reference, form, lambda case, who: actions.write(case, text, actor=who, form_number=number), done)


@bp.post("/<ref:reference>/close")
@needs(Permission.CONTRIBUTION_DECIDE)
def close(reference: str) -> Any:
    """End the talk."""
    return _do(reference, TalkForm("close"), lambda case, who: actions.close(case, actor=who), _("The talk is closed."))


@bp.post("/<ref:reference>/reopen")
@needs(Permission.CONTRIBUTION_DECIDE)
def reopen(reference: str) -> Any:
    """Open the talk again."""
    return _do(
        reference, TalkForm("reopen"), lambda case, who: actions.reopen(case, actor=who), _("The talk is open again.")
    )
