"""Taking the last decision back, and the line that offers it."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import format_time
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import sessions
from app.core.errors import DomainError
from app.extensions import db
from app.moderation import actions, queries
from app.moderation.staff_words import DONE
from app.moderation.views.blueprint import bp, sentence
from app.moderation.views.chosen import as_address, wanted
from app.permissions import Permission, needs


def offered() -> dict[str, Any] | None:
    """The last decision of this person as long as it can be taken back: for the line on top of the desk."""
    last = queries.last_step(current_user.id)
    if last is None or last.decision.undo_until is None:
        return None
    return {
        "id": last.decision.step_id,
        "words": DONE[last.decision.decision],
        "reference": last.contribution.reference,
        "count": last.count,
        "until": format_time(last.decision.undo_until, "short"),
    }


@bp.post("/undo/<uuid:step_id>")
@needs(Permission.CONTRIBUTION_DECIDE)
def undo(step_id: uuid.UUID) -> Any:
    """Take it back, and go to the case again; for a wave, back to the waves."""
    actor = sessions.actor(Permission.CONTRIBUTION_DECIDE)
    try:
        cases = actions.undo(step_id, actor=actor)
    except DomainError as error:
        if error.status == 404:
            raise
        db.session.rollback()
        return render_template("moderation/too_late.html", words=sentence(error)), error.status
    flash(_("Undone. Everything is as it was before."))
    if len(cases) > 1:
        return redirect(url_for("moderation.queue", **as_address(wanted(request.args))), 303)
    actions.claim(cases[0], actor=actor)
    return redirect(url_for("moderation.case", reference=cases[0].reference, _anchor="case"), 303)
