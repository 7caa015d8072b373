"""Leaving one case to a colleague."""

from __future__ import annotations

from typing import Any

from flask import flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import queries as account_queries
from app.accounts import sessions
from app.contributions import queries as contribution_queries
from app.contributions.models import Contribution
from app.core import clock
from app.core.errors import Invalid, NotPossibleNow
from app.extensions import db
from app.moderation import actions, forms
from app.moderation.views.blueprint import attach, bp
from app.moderation.views.cases import open_next
from app.moderation.views.chosen import wanted
from app.permissions import Permission, Role, needs


@bp.get("/<ref:reference>/hand-over")
@needs(Permission.CONTRIBUTION_DECIDE)
def hand_over_form(reference: str) -> Any:
    """Whom to ask, and a note."""
    return _page(contribution_queries.get(reference), _form(formdata=None), [])


@bp.post("/<ref:reference>/hand-over")
@needs(Permission.CONTRIBUTION_DECIDE)
def hand_over(reference: str) -> Any:
    """Leave it to the colleague, and go on with the next one."""
    contribution, form = contribution_queries.get(reference), _form()
    try:
        actor = sessions.actor(Permission.CONTRIBUTION_DECIDE)
        actions.hand_over(contribution, form.colleague.data, form.note.data or "", actor=actor)
    except (Invalid, NotPossibleNow) as error:
        db.session.rollback()
        messages = [words for words in [attach(form, error)] if words]
        return _page(contribution_queries.get(reference), form, messages), error.status
    flash(_("Your colleague gets a mail."))
    return open_next(wanted({}), behind=contribution)


def _form(**how: Any) -> forms.HandOverForm:
    form = forms.HandOverForm(**how)
    today = clock.today()
    colleagues = [row for row in account_queries.reachable(Role.MODERATOR, today) if row.id != current_user.id]
    form.colleague.choices = forms.options([(row.id, row.name) for row in colleagues])
    return form


def _page(contribution: Contribution, form: forms.HandOverForm, messages: list[str]) -> str:
    return render_template("moderation/hand_over.html", contribution=contribution, form=form, messages=messages)
