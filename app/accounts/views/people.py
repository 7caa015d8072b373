"""The people who work here: for the administration. Everything that changes something wants a fresh password."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields import SelectChoice

from app.accounts import actions, queries, sessions
from app.accounts.forms import ActForm, InviteForm, ProfileForm, RoleForm, refuse
from app.accounts.labels import LABELS
from app.accounts.models import Account
from app.accounts.views.blueprint import bp, sentence
from app.core import clock
from app.core.errors import DomainError
from app.core.history import Actor
from app.core.languages import locales
from app.permissions import Permission, Role, needs


@bp.get("/staff/people/")
@needs(Permission.PEOPLE_MANAGE)
def people() -> Any:
    """Everybody with an account, roles and terms."""
    return render_template(
        "accounts/people.html",
        people=queries.everybody(),
        today=clock.today(),
        waiting=queries.waiting_grants(current_user.id),
    )


@bp.route("/staff/people/new", methods=["GET", "POST"])
@needs(Permission.PEOPLE_MANAGE)
@sessions.confirmed("accounts.new_person")
def new_person() -> Any:
    """Invite somebody; the link goes by mail."""
    form = InviteForm(language=current_user.language)
    offer_choices(form)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            invited = actions.invite(
                form.email.data,
                form.name.data,
                [Role(value) for value in form.roles.data],
                language=form.language.data,
                valid_until=form.valid_until.data,
                actor=acting(),
            )
        except DomainError as error:
            refuse(form, error)
            status = error.status
        else:
            flash(_("The invitation is on its way. The link in it works for seven days."))
            return redirect(url_for("accounts.person", account_id=invited.account.id), 303)
    return render_template("accounts/new_person.html", form=form), status


@bp.route("/staff/people/<int:account_id>", methods=["GET", "POST"])
@needs(Permission.PEOPLE_MANAGE)
@sessions.confirmed("accounts.person", "account_id")
def person(account_id: int) -> Any:
    """One account: name, language, roles, ways to help, and what was done to it."""
    account = queries.get(account_id)
    form = ProfileForm(obj=account)
    offer_choices(form)
    if form.validate_on_submit():
        actions.rename(account, name=form.name.data, language=form.language.data, actor=acting())
        flash(_("Saved."))
        return redirect(url_for("accounts.person", account_id=account_id), 303)
    return person_page(account, form=form), 422 if form.is_submitted() else 200


@bp.post("/staff/people/<int:account_id>/disable")
@needs(Permission.PEOPLE_MANAGE)
@sessions.confirmed("accounts.person", "account_id")
def disable_person(account_id: int) -> Any:
    """Close an account."""
    return act_on(account_id, actions.disable, _("The account is closed."))


@bp.post("/staff/people/<int:account_id>/enable")
@needs(Permission.PEOPLE_MANAGE)
@sessions.confirmed("accounts.person", "account_id")
def enable_person(account_id: int) -> Any:
    """Open an account again."""
    return act_on(account_id, actions.enable, _("The account is open again."))


@bp.post("/staff/people/<int:account_id>/link")
@needs(Permission.PEOPLE_MANAGE)
@sessions.confirmed("accounts.person", "account_id")
def send_link(account_id: int) -> Any:
    """Mail a new link for choosing a password."""
    return act_on(account_id, actions.send_invitation, _("The link is on its way. It works for seven days."))


@bp.post("/staff/people/<int:account_id>/second-factor")
@needs(Permission.PEOPLE_MANAGE)
@sessions.confirmed("accounts.person", "account_id")
def forget_second_factor(account_id: int) -> Any:
    """For somebody who lost the device with the authenticator app."""
    done = _("The authenticator app is removed. The next sign-in sets up a new one.")
    return act_on(account_id, actions.forget_second_factor, done)


@bp.post("/staff/people/<int:account_id>/sign-out")
@needs(Permission.PEOPLE_MANAGE)
@sessions.confirmed("accounts.person", "account_id")
def end_person_sessions(account_id: int) -> Any:
    """Sign somebody out on all devices."""
    return act_on(account_id, actions.end_sessions, _("The person is signed out everywhere."))


def act_on(account_id: int, act: Callable[..., Any], words: str) -> Any:
    """One act on an account, named like its button; the page says why when it is not possible."""
    account = queries.get(account_id)
    if not ActForm().validate_on_submit():
        return person_page(account), 422
    try:
        act(account, actor=acting())
    except DomainError as error:
        return person_page(account, trouble=sentence(error)), error.status
    return done(account, words)


def done(account: Account, words: str) -> Any:
    """Back to the page of the person, with a sentence about what was done."""
    # Who changes the own roles goes on under a new token; all others sign in again.
    if account.id == current_user.id:
        sessions.remember(actions.begin_session(account.id, device=sessions.device(), verified=True))
    flash(words)
    return redirect(url_for("accounts.person", account_id=account.id), 303)


def person_page(
    account: Account, *, form: ProfileForm | None = None, role_form: RoleForm | None = None, trouble: str | None = None
) -> str:
    """The page of one person, with what was typed."""
    profile, role = form or ProfileForm(None, obj=account), role_form or RoleForm(None)
    for one in (profile, role):
        offer_choices(one)
    entries = queries.history_of(account)
    doers = {entry.by for entry in entries if entry.by is not None}
    return render_template(
        "accounts/person.html",
        account=account,
        form=profile,
        role_form=role,
        trouble=trouble,
        history=entries,
        doers=queries.names(doers),
        open_sessions=len(queries.sessions_of(account.id, clock.now() - current_app.config["SESSION_ABSOLUTE"])),
        waiting_email=queries.waiting_email(account.id),
        today=clock.today(),
    )


def offer_choices(form: Any) -> None:
    """Languages and roles for the lists of a form."""
    if "language" in form:
        form.language.choices = [SelectChoice(language.tag, language.name) for language in locales.STAFF]
    for name in ("role", "roles"):
        if name in form:
            form[name].choices = [SelectChoice(role.value, LABELS[role]) for role in Role]


def acting() -> Actor:
    """The signed-in administrator."""
    return sessions.actor(Permission.PEOPLE_MANAGE)
