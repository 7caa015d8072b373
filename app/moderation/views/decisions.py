"""One address for each decision. A form that does not work comes back with everything that was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from app.accounts import sessions
from app.contributions import queries as contribution_queries
from app.contributions.models import Contribution
from app.contributions.rules import Kind
from app.core.errors import Invalid, Missing, NotPossibleNow
from app.core.history import Actor
from app.extensions import db
from app.moderation import actions, forms, queries
from app.moderation.rules import ReasonCode
from app.moderation.views.blueprint import bp
from app.moderation.views.cases import open_next
from app.moderation.views.page import prepared, render_case
from app.moderation.views.queue import plain
from app.permissions import Permission, needs

Act = Callable[[Contribution, Any, Actor], Any]


def _decide(reference: str, kind: type[forms.CaseForm], act: Act, done: str) -> Any:
    """Check the form, do the one act, and go back to the queue; or show the case with what went wrong."""
    contribution = contribution_queries.get(reference)
    form = prepared(kind(), contribution)
    if not form.validate():
        return render_case(contribution, form)
    try:
        act(contribution, form, sessions.actor(Permission.CONTRIBUTION_DECIDE))
    except (Invalid, NotPossibleNow) as error:
        # Nothing of a decision that failed may stay; the page is made from what is stored.
        db.session.rollback()
        return render_case(contribution_queries.get(reference), form, error)
    flash(done)
    if request.form.get("then") == "next":
        return open_next(queries.Filter())
    return redirect(url_for("moderation.queue"), 303)


def _reason(value: str | None) -> ReasonCode | None:
    return ReasonCode(value) if value else None


@bp.post("/<ref:reference>/release")
@needs(Permission.CONTRIBUTION_DECIDE)
def release(reference: str) -> Any:
    """Declare the text valid."""
    return _decide(reference, forms.ReleaseForm, _release, _("Released. The networks have it now."))


def _release(contribution: Contribution, form: Any, actor: Actor) -> None:
    numbers = form["fields"].data or []
    primary = form.primary.data or (numbers[0] if len(numbers) == 1 else 0)
    actions.release(
        contribution,
        actor=actor,
        version=form.version.data,
        fields=numbers,
        primary=primary,
        public=form.public.data == "yes",
        title=form.title.data,
        kind=Kind(form.kind.data) if form.kind.data else None,
        language=form.language.data or None,
        german=form.german.data,
        redacted_text=form.redacted.data,
        redaction_reason=_reason(form.redaction_reason.data),
    )


@bp.post("/<ref:reference>/redact")
@needs(Permission.CONTRIBUTION_DECIDE)
def redact(reference: str) -> Any:
    """Leave something out later."""
    return _decide(reference, forms.RedactForm, _redact, _("The new version is the one that others read now."))


def _redact(contribution: Contribution, form: Any, actor: Actor) -> None:
    reason = _reason(form.redaction_reason.data)
    if reason is None:
        raise Invalid("redaction_reason_missing", "redaction_reason")
    actions.redact(
        contribution,
        actor=actor,
        version=form.version.data,
        text=form.redacted.data or "",
        reason=reason,
        german=form.german.data,
        title=form.title.data,
    )


@bp.post("/<ref:reference>/return")
@needs(Permission.CONTRIBUTION_DECIDE)
def return_to_author(reference: str) -> Any:
    """Ask the author."""
    return _decide(reference, forms.ReturnForm, _return, _("Your question waits for the author."))


def _return(contribution: Contribution, form: Any, actor: Actor) -> None:
    actions.return_to_author(
        contribution,
        actor=actor,
        version=form.version.data,
        message=form.message.data or "",
        reason=_reason(form.reason.data),
    )


@bp.post("/<ref:reference>/merge")
@needs(Permission.CONTRIBUTION_DECIDE)
def merge(reference: str) -> Any:
    """Join with another contribution."""
    return _decide(reference, forms.MergeForm, _merge, _("Merged. Both count together now."))


def _merge(contribution: Contribution, form: Any, actor: Actor) -> None:
    try:
        main = contribution_queries.get(plain((form.main.data or "").strip().upper()) or "")
    except Missing as error:
        raise Invalid("main_missing", "main") from error
    actions.merge(contribution, actor=actor, version=form.version.data, main=main, statement=form.statement.data)


@bp.post("/<ref:reference>/refer")
@needs(Permission.CONTRIBUTION_DECIDE)
def refer(reference: str) -> Any:
    """Point to advice."""
    return _decide(reference, forms.ReferForm, _refer, _("The author gets the list of advice services."))


def _refer(contribution: Contribution, form: Any, actor: Actor) -> None:
    actions.refer(
        contribution,
        actor=actor,
        version=form.version.data,
        advice=form.advice.data or [],
        statement=form.statement.data,
    )


@bp.post("/<ref:reference>/refuse")
@needs(Permission.CONTRIBUTION_DECIDE)
def refuse(reference: str) -> Any:
    """Refuse, with a reason."""
    return _decide(reference, forms.RefuseForm, _refuse, _("Refused. The author learns the reason."))


def _refuse(contribution: Contribution, form: Any, actor: Actor) -> None:
    actions.refuse(
        contribution,
        actor=actor,
        version=form.version.data,
        reason=_reason(form.reason.data),
        statement=form.statement.data,
    )


@bp.post("/<ref:reference>/take-back")
@needs(Permission.CONTRIBUTION_DECIDE)
def take_back(reference: str) -> Any:
    """Undo a release."""
    return _decide(reference, forms.TakeBackForm, _take_back, _("Taken back. It waits in the queue again."))


def _take_back(contribution: Contribution, form: Any, actor: Actor) -> None:
    actions.take_back(contribution, actor=actor, version=form.version.data, statement=form.statement.data or "")


@bp.post("/<ref:reference>/split")
@needs(Permission.CONTRIBUTION_DECIDE)
def split(reference: str) -> Any:
    """Undo a merge."""
    return _decide(reference, forms.SplitForm, _split, _("Separated. It waits in the queue again."))


def _split(contribution: Contribution, form: Any, actor: Actor) -> None:
    actions.split(contribution, actor=actor, version=form.version.data, statement=form.statement.data)
