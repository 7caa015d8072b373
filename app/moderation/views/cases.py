"""The page of one case: reading it, taking it on, its German working text."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import sessions
from app.contributions import queries as contribution_queries
from app.contributions.models import Contribution
from app.core.errors import Invalid, NotPossibleNow
from app.extensions import db
from app.moderation import actions, forms, queries
from app.moderation.views.blueprint import bp
from app.moderation.views.chosen import as_address, plain, wanted
from app.moderation.views.page import prepared, render_case
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
    return redirect(url_for("moderation.case", reference=reference, _anchor="case"), 303)


@bp.post("/<ref:reference>/leave")
@needs(Permission.CONTRIBUTION_DECIDE)
def leave(reference: str) -> Any:
    """ "I do not read this any more": on to what comes behind it."""
    found = contribution_queries.get(reference)
    actions.leave(found, actor=sessions.actor(Permission.CONTRIBUTION_DECIDE))
    return open_next(wanted(request.args), behind=found)


@bp.post("/keys")
@needs(Permission.CONTRIBUTION_DECIDE)
def single_keys() -> Any:
    """Let letters alone work as keys, or not; back to the case, if there is one."""
    actions.use_single_keys(current_user.id, request.form.get("single_keys") == "on")
    back = plain(request.args.get("back"))
    address = url_for("moderation.case", reference=back, _anchor="keys") if back else url_for("moderation.queue")
    return redirect(address, 303)


@bp.post("/next")
@needs(Permission.CONTRIBUTION_DECIDE)
def read_next() -> Any:
    """Open the first waiting case that nobody else is reading."""
    return open_next(wanted(request.args))


def open_next(chosen: queries.Filter, *, behind: Contribution | None = None) -> Any:
    """Take on the next case and go to its heading; without one, back to the queue with thanks."""
    actor = sessions.actor(Permission.CONTRIBUTION_DECIDE)
    found = queries.next_unread(actor.account_id or 0, chosen, behind=behind)
    if found is None:
        flash(_("Nothing else waits with this choice.") if as_address(chosen) else _("All read. Thank you!"))
        return redirect(url_for("moderation.queue", **as_address(chosen)), 303)
    actions.claim(found, actor=actor)
    return redirect(url_for("moderation.case", reference=found.reference, _anchor="case"), 303)


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
