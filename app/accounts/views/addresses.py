"""A new e-mail address: entered with the password, confirmed with the link that the new address gets."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import actions, queries, sessions
from app.accounts.forms import ActForm, EmailForm, refuse
from app.accounts.models import Account
from app.accounts.views.blueprint import bp, sentence
from app.core.errors import DomainError, NotPossibleNow
from app.core.history import Actor
from app.permissions import Permission, needs, public


@bp.route("/staff/account/email", methods=["GET", "POST"])
@needs(Permission.STAFF_AREA)
@sessions.confirmed("accounts.own_email")
def own_email() -> Any:
    """Another address for one's own account."""
    return _ask(queries.get(current_user.id), sessions.myself(), url_for("accounts.account"))


@bp.route("/staff/people/<int:account_id>/email", methods=["GET", "POST"])
@needs(Permission.PEOPLE_MANAGE)
@sessions.confirmed("accounts.person_email", "account_id")
def person_email(account_id: int) -> Any:
    """Another address for somebody: the same link, the same note to the old one."""
    back = url_for("accounts.person", account_id=account_id)
    return _ask(queries.get(account_id), sessions.actor(Permission.PEOPLE_MANAGE), back)


@bp.route("/staff/email/<signed:token>", methods=["GET", "POST"])
@public
def email_link(token: str) -> Any:
    """Confirm a new address. Reading the page changes nothing: mail programs look at links before people do."""
    form = ActForm()
    change = queries.email_change(token)
    if change is None:
        return render_template("accounts/link_gone.html"), 404
    if not form.validate_on_submit():
        page = render_template("accounts/confirm_email.html", address=change.new_email)
        return page, 422 if form.is_submitted() else 200
    try:
        actions.confirm_email(token)
    except NotPossibleNow as error:
        page = render_template("accounts/confirm_email.html", address=change.new_email, trouble=sentence(error))
        return page, error.status
    flash(_("Your new e-mail address is confirmed. You sign in with it from now on."))
    return redirect(url_for("accounts.account" if current_user.is_authenticated else "accounts.sign_in"), 303)


def _ask(account: Account, actor: Actor, back: str) -> Any:
    form = EmailForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            actions.ask_new_email(account, form.email.data, actor=actor)
        except DomainError as error:
            refuse(form, error)
            status = error.status
        else:
            flash(_("A link is on its way to the new address. The change is done when it is used."))
            return redirect(back, 303)
    return render_template("accounts/new_email.html", form=form, account=account, back=back), status
