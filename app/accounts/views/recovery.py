"""Codes on paper: the way in without the phone, and a new set of ten."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.accounts import actions, queries, sessions
from app.accounts.forms import ActForm, RecoveryForm, refuse
from app.accounts.rules import RECOVERY_FEW
from app.accounts.views.blueprint import bp
from app.accounts.views.sign_in import start_again
from app.core import clock
from app.core.errors import DomainError, NotPossibleNow
from app.permissions import Permission, needs, public


@bp.route("/staff/sign-in/recovery", methods=["GET", "POST"])
@public
def sign_in_recovery() -> Any:
    """One of the ten codes in place of the six digits."""
    waiting = sessions.pending()
    if waiting is None or waiting.account.totp_secret is None:
        return start_again()
    form = RecoveryForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            sessions.remember(actions.pass_with_recovery_code(str(sessions.own_token()), form.code.data))
        except NotPossibleNow:
            return start_again()
        except DomainError as error:
            refuse(form, error)
            status = error.status
        else:
            _say_what_is_left(queries.recovery_codes_left(waiting.account_id))
            return redirect(url_for("accounts.account"), 303)
    return render_template("accounts/recovery.html", form=form), status


@bp.route("/staff/account/recovery-codes", methods=["GET", "POST"])
@needs(Permission.STAFF_AREA)
@sessions.confirmed("accounts.recovery_codes")
def recovery_codes() -> Any:
    """Make ten codes. They are the answer to the button itself: no address shows them a second time."""
    mine, form = queries.get(current_user.id), ActForm()
    if form.validate_on_submit():
        codes = actions.new_recovery_codes(mine, actor=sessions.myself())
        return render_template("accounts/recovery_paper.html", codes=codes, account=mine, today=clock.today())
    left = queries.recovery_codes_left(mine.id)
    page = render_template("accounts/recovery_codes.html", left=left, few=RECOVERY_FEW)
    return page, 422 if form.is_submitted() else 200


def _say_what_is_left(left: int) -> None:
    words = ngettext(
        "This code is used up now. You have %(num)s code left.",
        "This code is used up now. You have %(num)s codes left.",
        left,
    )
    flash(words, "message" if left > RECOVERY_FEW else "warning")
    flash(_("Is the phone lost? Then set up another app now."), "info")
