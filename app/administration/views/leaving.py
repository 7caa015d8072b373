"""Somebody leaves: one button after one question."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.accounts import queries as accounts
from app.accounts import sessions
from app.accounts.labels import ERRORS
from app.administration import actions
from app.administration.forms import ActForm
from app.administration.views.blueprint import bp
from app.core import clock
from app.core.errors import NotPossibleNow
from app.networks import queries as networks
from app.permissions import Permission, needs


@bp.route("/staff/people/<int:account_id>/leave", methods=["GET", "POST"])
@needs(Permission.PEOPLE_MANAGE)
@sessions.confirmed("administration.leave", "account_id")
def leave(account_id: int) -> Any:
    """What ends, and the button that ends it."""
    account, form, trouble = accounts.get(account_id), ActForm(), None
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            actions.leave(account_id, actor=sessions.actor(Permission.PEOPLE_MANAGE))
        except NotPossibleNow as error:
            trouble, status = ERRORS[error.code], error.status
        else:
            flash(_("Everything has ended. What the person did stays in the history."))
            return redirect(url_for("accounts.person", account_id=account_id), 303)
    today = clock.today()
    seats = networks.held_or_coming(account_id, today)
    names = {one.id: one.name_on(today) for one in networks.all_networks(ended=True)}
    page = render_template(
        "administration/leave.html",
        account=account,
        roles=sorted(account.roles_on(today)),
        seats=[(seat, names[seat.network_id]) for seat in seats],
        trouble=trouble,
    )
    return page, status
