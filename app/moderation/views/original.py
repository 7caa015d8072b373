"""Reading what was left out of a text: password again, a reason, a line in the history. Shown once."""

from __future__ import annotations

from typing import Any

from flask import render_template

from app.accounts import sessions
from app.contributions import queries as contribution_queries
from app.core.errors import DomainError
from app.extensions import db
from app.moderation import actions, forms
from app.moderation.views.blueprint import attach, bp
from app.permissions import Permission, needs


@bp.get("/<ref:reference>/original")
@needs(Permission.CONTRIBUTION_DECIDE)
@sessions.confirmed("moderation.original", "reference")
def original(reference: str) -> Any:
    """Ask for the reason."""
    return _page(reference, form=forms.SealedForm(), messages=[])


@bp.post("/<ref:reference>/original")
@needs(Permission.CONTRIBUTION_DECIDE)
@sessions.confirmed("moderation.original", "reference")
def read_original(reference: str) -> Any:
    """Show the words as the answer itself, so that no other page ever holds them."""
    form = forms.SealedForm()
    try:
        found = actions.read_original(
            contribution_queries.get(reference),
            actor=sessions.actor(Permission.CONTRIBUTION_DECIDE),
            reason=form.reason.data or "",
        )
    except DomainError as error:
        db.session.rollback()
        messages = [words for words in [attach(form, error)] if words]
        return _page(reference, form=form, messages=messages), error.status
    return _page(reference, form=None, original=found)


def _page(reference: str, **more: Any) -> str:
    contribution = contribution_queries.get(reference)
    return render_template("moderation/original.html", contribution=contribution, **more)
