"""Objections of authors, decided by somebody who did not decide before (rule 9)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import queries as account_queries
from app.accounts import sessions
from app.contributions import queries as contribution_queries
from app.core.errors import DomainError, Invalid
from app.core.languages import content
from app.extensions import db
from app.moderation import actions, forms, queries
from app.moderation.models import Objection
from app.moderation.views.blueprint import attach, bp
from app.permissions import Permission, needs


@bp.get("/objections/<uuid:objection_id>")
@needs(Permission.OBJECTION_DECIDE)
def objection(objection_id: uuid.UUID) -> Any:
    """The refused text, the reason, the objection and the form to decide it."""
    return _page(queries.get_objection(objection_id), forms.ObjectionForm()), 200


@bp.post("/objections/<uuid:objection_id>")
@needs(Permission.OBJECTION_DECIDE)
def decide_objection(objection_id: uuid.UUID) -> Any:
    """Decide it."""
    found, form = queries.get_objection(objection_id), forms.ObjectionForm()
    if not form.validate():
        return _page(found, form), 422
    try:
        actions.decide_objection(
            found,
            form.upheld.data == "yes",
            actor=sessions.actor(Permission.OBJECTION_DECIDE),
            statement=form.statement.data,
        )
    except DomainError as error:
        db.session.rollback()
        return _page(queries.get_objection(objection_id), form, error), error.status
    flash(_("Decided. The author reads your words with the code."))
    if form.upheld.data == "yes":
        # What comes next is decided there: a new release, or the new version of an answered text.
        reference = contribution_queries.by_id(found.contribution_id).reference
        return redirect(url_for("moderation.case", reference=reference), 303)
    return redirect(url_for("moderation.objections"), 303)


def _page(found: Objection, form: forms.ObjectionForm, error: DomainError | None = None) -> str:
    contribution = contribution_queries.by_id(found.contribution_id)
    decision = next(row for row in queries.decisions_of(contribution) if row.id == found.decision_id)
    own = decision.decided_by_id == current_user.id
    messages = [words for words in [attach(form, error) if error else None] if words]
    return render_template(
        "moderation/objection.html",
        objection=found,
        contribution=contribution,
        decision=decision,
        name=account_queries.get(decision.decided_by_id).name,
        own=own,
        alone=own and queries.is_alone(decision.decided_by_id),
        form=form,
        messages=messages,
        is_invalid=isinstance(error, Invalid),
        said=content.load([contribution, decision, found], ["text", "statement"]),
    )
