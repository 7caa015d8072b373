"""One-time links: asking for one, and choosing a password with it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.accounts import actions, queries, sessions
from app.accounts.forms import ForgottenForm, NewPasswordForm, refuse
from app.accounts.rules import PASSWORD_MIN
from app.accounts.views.blueprint import bp
from app.accounts.views.sign_in import next_step
from app.core.errors import DomainError, NotPossibleNow
from app.permissions import public


@bp.route("/staff/forgotten", methods=["GET", "POST"])
@public
def forgotten() -> Any:
    """Ask for a link. The answer is the same for every address."""
    form = ForgottenForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            actions.send_sign_in_link(form.email.data)
        except DomainError as error:
            refuse(form, error)
            status = error.status
        else:
            flash(_("If there is an account with this address, we have sent a link to it."))
            return redirect(url_for("accounts.sign_in"), 303)
    return render_template("accounts/forgotten.html", form=form), status


@bp.route("/staff/link/<signed:token>", methods=["GET", "POST"])
@public
def one_time_link(token: str) -> Any:
    """Choose a password. Reading the page uses nothing up: mail programs look at links before people do."""
    form = NewPasswordForm()
    if not form.is_submitted() and queries.usable_link(token) is None:
        return _gone()
    if form.validate_on_submit():
        try:
            account = actions.use_link(token, form.password.data)
        except NotPossibleNow:
            return _gone()
        except DomainError as error:
            refuse(form, error)
        else:
            sessions.remember(actions.begin_session(account.id, device=sessions.device()))
            return next_step(account)
    page = render_template("accounts/choose_password.html", form=form, minimum=PASSWORD_MIN)
    return page, 422 if form.is_submitted() else 200


def _gone() -> Any:
    return render_template("accounts/link_gone.html"), 404
