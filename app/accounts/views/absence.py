"""When one is away: said by oneself, and ended by oneself."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import format_date
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import actions, queries, sessions
from app.accounts.forms import AbsenceForm, refuse
from app.accounts.views.blueprint import bp
from app.core import clock
from app.core.errors import DomainError
from app.permissions import Permission, Role, needs


@bp.route("/staff/account/absence", methods=["GET", "POST"])
@needs(Permission.STAFF_AREA)
def absence() -> Any:
    """From when to when one is away."""
    form = AbsenceForm()
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            first, last = form.first_day.data, form.last_day.data
            actions.go_away(queries.get(current_user.id), first, last, actor=sessions.myself())
        except DomainError as error:
            refuse(form, error)
            status = error.status
        else:
            flash(_("Saved. Meanwhile your mails go to colleagues."))
            _warn(first, last)
            return redirect(url_for("accounts.absence"), 303)
    rows = queries.absences_of(current_user.id, clock.today())
    return render_template("accounts/absence.html", form=form, absences=rows, today=clock.today()), status


@bp.post("/staff/account/absence/<int:absence_id>/end")
@needs(Permission.STAFF_AREA)
def end_absence(absence_id: int) -> Any:
    """Back again, or not away at all."""
    actions.come_back(queries.get(current_user.id), absence_id, actor=sessions.myself())
    flash(_("The absence is ended."))
    return redirect(url_for("accounts.absence"), 303)


def _warn(first: date, last: date) -> None:
    """Say it when nobody would read what residents send."""
    if Role.MODERATOR not in current_user.roles:
        return
    day = queries.day_without(Role.MODERATOR, max(first, clock.today()), last)
    if day is not None:
        words = _("On %(day)s no commissioner is there. The administration gets a mail.", day=format_date(day, "long"))
        flash(words, "warning")
