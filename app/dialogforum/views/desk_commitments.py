"""The promises of a network: tasks with a day on its board, and how they stand."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import sessions
from app.core.errors import DomainError, Missing
from app.core.languages import content, locales
from app.core.languages.content import Audience
from app.dialogforum import labels
from app.dialogforum.actions import commitments as actions
from app.dialogforum.forms.desk_documentation import ReportForm
from app.dialogforum.models.documentation import Commitment
from app.dialogforum.queries import documentation as queries
from app.dialogforum.rules.documentation import Standing
from app.dialogforum.views.blueprint import bp
from app.dialogforum.views.desk_tables import private
from app.extensions import db
from app.networks import queries as networks
from app.permissions import Permission, Role, can, needs

READ, KEEP = Permission.FORUM_READ, Permission.COMMITMENT_KEEP
# Who looks after the promises of every network.
EVERY_NETWORK = frozenset({Role.STEERING_MEMBER, Role.ADMIN})


@bp.get("/staff/dialogforum/promises/")
@needs(READ)
def promises() -> Any:
    """The promises of one's networks, the most urgent first; the steering group and the office see all."""
    return _page()


@bp.post("/staff/dialogforum/promises/<int:commitment_id>")
@needs(KEEP)
def promise_report(commitment_id: int) -> Any:
    """Say how a promise stands."""
    form, row = ReportForm(), queries.commitment(commitment_id)
    if not _keeps(row):
        raise Missing
    try:
        actions.report_on(
            row,
            form.state.data or "",
            form.became.data or "",
            version=form.version.data or 0,
            actor=sessions.actor(KEEP),
        )
    except DomainError as error:
        return _refused(form, error, commitment_id)
    flash(_("It is stored. Everybody reads it in the documentation."), "success")
    return redirect(url_for("dialogforum.promises", _anchor=f"promise-{commitment_id}"), 303)


def _keeps(row: Commitment) -> bool:
    """Whether this person may say how it stands: the tandem of its network, or the steering group."""
    if not can(current_user, KEEP):
        return False
    return Role.STEERING_MEMBER in current_user.roles or row.network_id in current_user.managed_network_ids


def _refused(form: ReportForm, error: DomainError, commitment_id: int) -> Any:
    db.session.rollback()
    words, name = str(labels.ERRORS[error.code]) % error.facts, getattr(error, "field", None)
    if name and name in form:
        form[name].errors = [*form[name].errors, words]
    return _page(form, [] if name else [words], commitment_id), error.status


def _page(wrong: ReportForm | None = None, messages: list[str] | None = None, wrong_id: int | None = None) -> Any:
    every = bool(current_user.roles & EVERY_NETWORK)
    ids = [one.id for one in networks.all_networks(ended=True)] if every else current_user.network_ids
    rows = queries.told(queries.on_board(ids), locales.GERMAN.tag, Audience.STAFF)
    rows.sort(key=lambda one: list(Standing).index(one.standing))
    page = render_template(
        "dialogforum/desk/promises.html",
        rows=rows,
        forms={one.row.id: wrong if wrong and one.row.id == wrong_id else _of(one) for one in rows},
        keeps={one.row.id: _keeps(one.row) for one in rows},
        wrong=wrong,
        messages=messages or [],
    )
    return private(page)


def _of(one: queries.Promise) -> ReportForm:
    form, known = ReportForm(formdata=None), content.original(one.row, "statement")
    form.state.data, form.became.data = one.row.state.value, known.text if known else ""
    for field in form:
        field.id = f"{field.short_name}-{one.row.id}"
        field.label.field_id = field.id
    return form
