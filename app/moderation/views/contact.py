"""Seeing an author's address: password again, a reason, a line in the history (rule 5). Shown once, kept nowhere."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask_login import current_user

from app.accounts import sessions
from app.contributions import queries as contribution_queries
from app.core.errors import DomainError
from app.extensions import db
from app.moderation import actions, forms
from app.moderation.views.blueprint import attach, bp
from app.permissions import Permission, needs


@bp.get("/<ref:reference>/contact")
@needs(Permission.CONTACT_REVEAL)
@sessions.confirmed("moderation.contact", "reference")
def contact(reference: str) -> Any:
    """Ask for the reason."""
    contribution = contribution_queries.get(reference)
    return render_template("moderation/contact.html", contribution=contribution, form=forms.ContactForm(), messages=[])


@bp.post("/<ref:reference>/contact")
@needs(Permission.CONTACT_REVEAL)
@sessions.confirmed("moderation.contact", "reference")
def reveal_contact(reference: str) -> Any:
    """Show the address as the answer itself, so that no other page ever holds it."""
    contribution, form = contribution_queries.get(reference), forms.ContactForm()
    try:
        address = actions.reveal_contact(
            contribution, actor=sessions.actor(Permission.CONTACT_REVEAL), reason=form.reason.data or ""
        )
    except DomainError as error:
        db.session.rollback()
        messages = [words for words in [attach(form, error)] if words]
        contribution = contribution_queries.get(reference)
        page = render_template("moderation/contact.html", contribution=contribution, form=form, messages=messages)
        return page, error.status
    return render_template(
        "moderation/contact.html", contribution=contribution, form=None, address=address, name=current_user.name
    )
