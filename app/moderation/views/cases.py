"""The page of one case: reading it, taking it on, its German working text."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from app.accounts import sessions
from app.contributions import queries as contribution_queries
from app.core.errors import Invalid, NotPossibleNow
from app.extensions import db
from app.moderation import actions, forms, queries
from app.moderation.views.blueprint import bp
from app.moderation.views.page import prepared, render_case
from app.moderation.views.queue import wanted
from app.permissions import Permission, needs


@bp.get("/<ref:reference>")
@needs(Permission.QUEUE_READ)
def case(reference: str) -> Any:
    """Everything about one case. Looking at it this way claims nothing."""
    return render_case(contribution_queries.get(reference))


@bp.post("/<ref:reference>/read")
@needs(Permission.CONTRIBUTION_DECIDE)
def read(reference: str) -> Any:
    """ "I read this": others see it, and the author can no longer replace the text."""
    actions.claim(contribution_queries.get(reference), actor=sessions.actor(Permission.CONTRIBUTION_DECIDE))
    return redirect(url_for("moderation.case", reference=reference), 303)


@bp.post("/<ref:reference>/leave")
@needs(Permission.CONTRIBUTION_DECIDE)
def leave(reference: str) -> Any:
    """ "I do not read this any more"."""
    actions.leave(contribution_queries.get(reference), actor=sessions.actor(Permission.CONTRIBUTION_DECIDE))
    return redirect(url_for("moderation.queue"), 303)


@bp.post("/next")
@needs(Permission.CONTRIBUTION_DECIDE)
def read_next() -> Any:
    """Open the first waiting case that nobody else is reading."""
    return open_next(wanted(request.form))


def open_next(chosen: queries.Filter) -> Any:
    """Take on the next case and go to its page; without one, back to the queue with thanks."""
    actor = sessions.actor(Permission.CONTRIBUTION_DECIDE)
    found = queries.next_unread(actor.account_id or 0, chosen)
    if found is None:
        flash(_("All read. Thank you!"))
        return redirect(url_for("moderation.queue"), 303)
    actions.claim(found, actor=actor)
    return redirect(url_for("moderation.case", reference=found.reference), 303)


@bp.post("/<ref:reference>/german")
@needs(Permission.CONTRIBUTION_DECIDE)
def german(reference: str) -> Any:
    """Save the German working text without deciding anything."""
    contribution = contribution_queries.get(reference)
    form = prepared(forms.ReleaseForm(), contribution)
    try:
        actions.german_text(
            contribution, form["german"].data or "", actor=sessions.actor(Permission.CONTRIBUTION_DECIDE)
        )
    except (Invalid, NotPossibleNow) as error:
        db.session.rollback()
        return render_case(contribution_queries.get(reference), form, error)
    flash(_("The German text is saved."))
    return redirect(url_for("moderation.case", reference=reference), 303)
