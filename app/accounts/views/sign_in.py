"""The way in and out: password, code, first set-up of the second factor."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import actions, queries, second_factor, sessions
from app.accounts.forms import CodeForm, SetUpForm, SignInForm, refuse
from app.accounts.models import Account, StaffSession
from app.accounts.views.blueprint import bp
from app.core import clock, keys, scan
from app.core.errors import DomainError, Invalid, NotPossibleNow
from app.core.history import Actor, ActorKind
from app.permissions import public

SET_UP_PURPOSE = "second-factor-set-up"


@bp.route("/staff/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Any:
    """E-mail address and password; leads on to the second factor."""
    if current_user.is_authenticated:
        return redirect(url_for("site.desk"))
    form = SignInForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            account_id = actions.check_password(form.email.data, form.password.data)
        except DomainError as error:
            refuse(form, error)
            status = error.status
        else:
            sessions.remember(actions.begin_session(account_id, device=sessions.device()))
            return next_step(queries.get(account_id))
    return render_template("accounts/sign_in.html", form=form), status


@bp.route("/staff/sign-in/code", endpoint="second_factor", methods=["GET", "POST"])
@public
def second_factor_page() -> Any:
    """Six digits from the authenticator app."""
    waiting = sessions.pending()
    if waiting is None:
        return start_again()
    if waiting.account.totp_secret is None:
        return redirect(url_for("accounts.totp_set_up"), 303)
    form = CodeForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            sessions.remember(actions.pass_second_factor(str(sessions.own_token()), form.code.data))
        except NotPossibleNow:
            return start_again()
        except DomainError as error:
            refuse(form, error)
            status = error.status
        else:
            return redirect(url_for("site.desk"), 303)
    return render_template("accounts/code.html", form=form), status


@bp.route("/staff/sign-in/set-up", methods=["GET", "POST"])
@public
def totp_set_up() -> Any:
    """The first authenticator app of an account. Whoever has one already must use it."""
    waiting = sessions.pending()
    if waiting is None:
        return start_again()
    if waiting.account.totp_secret is not None:
        return redirect(url_for("accounts.second_factor"), 303)
    form = SetUpForm()
    if form.validate_on_submit() and _set_up(form, waiting):
        flash(_("Your account is ready. Welcome!"))
        # The password was entered a moment ago: the page opens without asking for it again.
        return redirect(url_for("accounts.recovery_codes"), 303)
    return set_up_page(form, waiting.account)


@bp.post("/staff/sign-out")
@public
def sign_out() -> Any:
    """End this sign-in for good, also for copies of the cookie."""
    token = sessions.own_token()
    if token is not None:
        actions.sign_out(token)
    session.clear()
    return redirect(url_for("accounts.sign_in"), 303)


def next_step(account: Account) -> Any:
    """Where somebody goes after the password: to the code, or to set up the app that shows codes."""
    step = "accounts.totp_set_up" if account.totp_secret is None else "accounts.second_factor"
    return redirect(url_for(step), 303)


def read_secret(form: SetUpForm, account_id: int) -> str:
    """The secret that rides along in the form. Raises Invalid("set_up_old") unless made for this account lately."""
    try:
        content = keys.unseal(SET_UP_PURPOSE, form.sealed.data or "")
    except keys.SealBroken as error:
        raise Invalid("set_up_old", "code") from error
    age = clock.now().timestamp() - content["at"]
    if content["account"] != account_id or age > current_app.config["SESSION_IDLE"].total_seconds():
        raise Invalid("set_up_old", "code")
    return str(content["secret"])


def set_up_page(form: SetUpForm, account: Account) -> Any:
    """The page with the picture to scan; after a mistake it keeps the secret that was scanned already."""
    try:
        secret = read_secret(form, account.id)
    except Invalid:
        secret = second_factor.new_secret()
    content = {"secret": secret, "account": account.id, "at": int(clock.now().timestamp())}
    form.sealed.data = keys.seal(SET_UP_PURPOSE, content)
    address = second_factor.address(secret, email=account.email, issuer=current_app.config["SITE_NAME"])
    page = render_template(
        "accounts/set_up.html",
        form=form,
        picture=scan.picture(address),
        secret=second_factor.groups(secret),
    )
    return page, 422 if form.is_submitted() else 200


def _set_up(form: SetUpForm, waiting: StaffSession) -> bool:
    myself = Actor(ActorKind.STAFF, waiting.account_id)
    try:
        secret = read_secret(form, waiting.account_id)
        actions.set_second_factor(queries.get(waiting.account_id), secret, form.code.data, actor=myself)
        sessions.remember(actions.complete_sign_in(str(sessions.own_token())))
    except DomainError as error:
        refuse(form, error)
        return False
    return True


def start_again() -> Any:
    """Back to the first page of the way in: the sign-in that waited has ended."""
    flash(_("Please sign in."), "info")
    return redirect(url_for("accounts.sign_in"), 303)
