"""Roles for a time: given, changed, ended, and confirmed by a second administrator."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask_babel import gettext as _

from app.accounts import actions, queries, sessions
from app.accounts.forms import RoleForm, TermForm, refuse
from app.accounts.models import Account
from app.accounts.views.blueprint import bp
from app.accounts.views.people import act_on, acting, done, offer_choices, person_page
from app.core.errors import DomainError, Missing
from app.core.history import Actor
from app.permissions import Permission, Role, needs


@bp.post("/staff/people/<int:account_id>/roles")
@needs(Permission.PEOPLE_MANAGE)
@sessions.confirmed("accounts.person", "account_id")
def add_role(account_id: int) -> Any:
    """One more role for a term."""
    account = queries.get(account_id)
    form = RoleForm()
    offer_choices(form)
    if form.validate_on_submit():
        try:
            given = actions.grant_role(
                account,
                Role(form.role.data),
                valid_from=form.valid_from.data,
                valid_until=form.valid_until.data,
                actor=acting(),
            )
        except DomainError as error:
            refuse(form, error)
        else:
            words = _("The role is given. The person signs in again to use it.")
            return done(account, _("Another administrator must confirm this role.") if given.waits else words)
    return person_page(account, role_form=form), 422


@bp.route("/staff/people/<int:account_id>/roles/<int:grant_id>", methods=["GET", "POST"])
@needs(Permission.PEOPLE_MANAGE)
@sessions.confirmed("accounts.term", "account_id", "grant_id")
def term(account_id: int, grant_id: int) -> Any:
    """The last day of one role."""
    account = queries.get(account_id)
    grant = next((grant for grant in account.grants if grant.id == grant_id), None)
    if grant is None or grant.waits:
        raise Missing
    form = TermForm(obj=grant)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            actions.change_term(account, grant_id, form.valid_until.data, actor=acting())
        except DomainError as error:
            refuse(form, error)
            status = error.status
        else:
            return done(account, _("The term is changed."))
    return render_template("accounts/term.html", form=form, account=account, grant=grant), status


@bp.post("/staff/people/<int:account_id>/roles/<int:grant_id>/end")
@needs(Permission.PEOPLE_MANAGE)
@sessions.confirmed("accounts.person", "account_id")
def end_role(account_id: int, grant_id: int) -> Any:
    """Take a role away at once."""

    def end(account: Account, *, actor: Actor) -> None:
        actions.end_role(account, grant_id, actor=actor)

    return act_on(account_id, end, _("The role has ended."))


@bp.post("/staff/people/<int:account_id>/roles/<int:grant_id>/confirm")
@needs(Permission.PEOPLE_MANAGE)
@sessions.confirmed("accounts.person", "account_id")
def confirm_role(account_id: int, grant_id: int) -> Any:
    """Confirm a role that another administrator asked for herself."""

    def confirm(account: Account, *, actor: Actor) -> None:
        actions.confirm_role(account, grant_id, actor=actor)

    return act_on(account_id, confirm, _("The role is confirmed. The person signs in again to use it."))


@bp.post("/staff/people/<int:account_id>/roles/<int:grant_id>/refuse")
@needs(Permission.PEOPLE_MANAGE)
@sessions.confirmed("accounts.person", "account_id")
def refuse_role(account_id: int, grant_id: int) -> Any:
    """Do not confirm it, or take the own wish back."""

    def say_no(account: Account, *, actor: Actor) -> None:
        actions.refuse_role(account, grant_id, actor=actor)

    return act_on(account_id, say_no, _("The role is not given."))
