"""One's own account: name, language, password, authenticator app, open sign-ins."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields import SelectChoice

from app.accounts import actions, queries, sessions
from app.accounts.forms import ChangePasswordForm, ConfirmForm, ProfileForm, SetUpForm, refuse
from app.accounts.rules import PASSWORD_MIN, RECOVERY_FEW
from app.accounts.views.blueprint import bp
from app.accounts.views.sign_in import read_secret, set_up_page
from app.core import clock
from app.core.errors import DomainError
from app.core.languages import locales
from app.permissions import Permission, needs


@bp.route("/staff/account", methods=["GET", "POST"])
@needs(Permission.STAFF_AREA)
def account() -> Any:
    """Name and language, and the way to everything else of one's own."""
    mine = queries.get(current_user.id)
    form = ProfileForm(obj=mine)
    form.language.choices = [SelectChoice(language.tag, language.name) for language in locales.STAFF]
    if form.validate_on_submit():
        actions.rename(mine, name=form.name.data, language=form.language.data, actor=sessions.myself())
        flash(_("Saved."))
        return redirect(url_for("accounts.account"), 303)
    page = render_template(
        "accounts/account.html",
        form=form,
        account=mine,
        open_sessions=queries.sessions_of(mine.id, clock.now() - current_app.config["SESSION_ABSOLUTE"]),
        own_hash=current_user.session_hash,
        session_key=queries.session_key,
        codes_left=queries.recovery_codes_left(mine.id),
        few_codes=RECOVERY_FEW,
        waiting_email=queries.waiting_email(mine.id),
    )
    return page, 422 if form.is_submitted() else 200


@bp.post("/staff/account/sessions/<signed:token>/end")
@needs(Permission.STAFF_AREA)
def end_session(token: str) -> Any:
    """End one of one's own sign-ins; the one of this device is a sign-out."""
    actions.end_one_session(queries.get(current_user.id), token, actor=sessions.myself())
    if current_user.session_hash.startswith(token):
        session.clear()
        return redirect(url_for("accounts.sign_in"), 303)
    flash(_("The device is signed out."))
    return redirect(url_for("accounts.account"), 303)


@bp.route("/staff/account/password", methods=["GET", "POST"])
@needs(Permission.STAFF_AREA)
def own_password() -> Any:
    """A new password; all other sign-ins end, this one gets a new cookie."""
    form = ChangePasswordForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            mine = actions.change_password(
                current_user.id, current_user.email, form.old.data, form.password.data, actor=sessions.myself()
            )
        except DomainError as error:
            refuse(form, error)
            status = error.status
        else:
            _stay(mine.id)
            flash(_("Your password is changed. All other devices are signed out."))
            return redirect(url_for("accounts.account"), 303)
    return render_template("accounts/own_password.html", form=form, minimum=PASSWORD_MIN), status


@bp.route("/staff/account/second-factor", methods=["GET", "POST"])
@needs(Permission.STAFF_AREA)
@sessions.confirmed("accounts.own_second_factor")
def own_second_factor() -> Any:
    """Another authenticator app in place of the one until now."""
    mine = queries.get(current_user.id)
    form = SetUpForm()
    if form.validate_on_submit():
        try:
            secret = read_secret(form, mine.id)
            actions.set_second_factor(mine, secret, form.code.data, actor=sessions.myself())
        except DomainError as error:
            refuse(form, error)
        else:
            actions.end_sessions(mine, actor=sessions.myself())
            _stay(mine.id)
            flash(_("Your new authenticator app is set up."))
            return redirect(url_for("accounts.account"), 303)
    return set_up_page(form, mine)


@bp.post("/staff/account/sign-out-everywhere")
@needs(Permission.STAFF_AREA)
def sign_out_everywhere() -> Any:
    """End all sign-ins on all devices, this one too."""
    actions.end_sessions(queries.get(current_user.id), actor=sessions.myself())
    session.clear()
    return redirect(url_for("accounts.sign_in"), 303)


@bp.route("/staff/confirm", methods=["GET", "POST"])
@needs(Permission.STAFF_AREA)
def confirm_password() -> Any:
    """The password once more, before a page that is guarded twice; leads back to it."""
    form = ConfirmForm()
    back = sessions.way_back(request.args.get("back", ""))
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            actions.confirm_password(current_user.session_hash, current_user.email, form.password.data)
        except DomainError as error:
            refuse(form, error)
            status = error.status
        else:
            return redirect(back, 303)
    return render_template("accounts/confirm.html", form=form), status


def _stay(account_id: int) -> None:
    """Go on under a new token after all sessions of the account have ended."""
    sessions.remember(actions.begin_session(account_id, device=sessions.device(), verified=True))
