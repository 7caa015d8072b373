"""One address for each decision. A form that does not work comes back with everything that was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for

from app.accounts import sessions
from app.contributions import queries as contribution_queries
from app.contributions.lifecycle import AWAITING_DECISION
from app.contributions.models import Contribution
from app.contributions.rules import Kind
from app.core.errors import Invalid, Missing, NotPossibleNow
from app.core.history import Actor
from app.extensions import db
from app.moderation import actions, forms
from app.moderation.models import ModerationDecision
from app.moderation.rules import ReasonCode
from app.moderation.staff_words import DONE
from app.moderation.views.blueprint import bp
from app.moderation.views.cases import open_next
from app.moderation.views.chosen import plain, wanted
from app.moderation.views.page import prepared, render_case
from app.permissions import Permission, needs

Act = Callable[[Contribution, Any, Actor], ModerationDecision]


def _decide(reference: str, kind: type[forms.CaseForm], act: Act) -> Any:
    """Check the form, do the one act, and go on to the next case; or show the case with what went wrong."""
    contribution = contribution_queries.get(reference)
    waited = contribution.state in AWAITING_DECISION
    form = prepared(kind(), contribution)
    if not form.validate():
        return render_case(contribution, form)
    try:
        decision = act(contribution, form, sessions.actor(Permission.CONTRIBUTION_DECIDE))
    except (Invalid, NotPossibleNow) as error:
        # Nothing of a decision that failed may stay; the page is made from what is stored.
        db.session.rollback()
        return render_case(contribution_queries.get(reference), form, error)
    if decision.undo_until is None:
        # Else the next page says it beside the button that takes it back.
        flash(DONE[decision.decision])
    if waited:
        return open_next(wanted(request.args), behind=contribution)
    return redirect(url_for("moderation.case", reference=reference, _anchor="case"), 303)


def _reason(value: str | None) -> ReasonCode | None:
    return ReasonCode(value) if value else None


@bp.post("/<ref:reference>/release")
@needs(Permission.CONTRIBUTION_DECIDE)
def release(reference: str) -> Any:
    """Declare the text valid."""
    return _decide(reference, forms.ReleaseForm, _release)


def _release(contribution: Contribution, form: Any, actor: Actor) -> ModerationDecision:
    numbers = form["fields"].data or []
    primary = form.primary.data or (numbers[0] if len(numbers) == 1 else 0)
    return actions.release(
        contribution,
        actor=actor,
        version=form.version.data,
        fields=numbers,
        primary=primary,
        public=form.public.data == "yes",
        title=form.title.data,
        kind=Kind(form.kind.data) if form.kind.data else None,
        audiences=form.audiences.data or [],
        language=form.language.data or None,
        german=form.german.data,
        redacted_text=form.redacted.data,
        redaction_reason=_reason(form.redaction_reason.data),
        hidden_for=_reason(form.hidden_for.data),
    )


@bp.post("/<ref:reference>/redact")
@needs(Permission.CONTRIBUTION_DECIDE)
def redact(reference: str) -> Any:
    """Leave something out later."""
    return _decide(reference, forms.RedactForm, _redact)


def _redact(contribution: Contribution, form: Any, actor: Actor) -> ModerationDecision:
    reason = _reason(form.redaction_reason.data)
    if reason is None:
        raise Invalid("redaction_reason_missing", "redaction_reason")
    return actions.redact(
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
    return _decide(reference, forms.ReturnForm, _return)


def _return(contribution: Contribution, form: Any, actor: Actor) -> ModerationDecision:
    return actions.return_to_author(
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
    return _decide(reference, forms.MergeForm, _merge)


def _merge(contribution: Contribution, form: Any, actor: Actor) -> ModerationDecision:
    try:
        main = contribution_queries.get(plain((form.main.data or "").strip().upper()) or "")
    except Missing as error:
        raise Invalid("main_missing", "main") from error
    return actions.merge(contribution, actor=actor, version=form.version.data, main=main, statement=form.statement.data)


@bp.post("/<ref:reference>/refer")
@needs(Permission.CONTRIBUTION_DECIDE)
def refer(reference: str) -> Any:
    """Point to advice."""
    return _decide(reference, forms.ReferForm, _refer)


def _refer(contribution: Contribution, form: Any, actor: Actor) -> ModerationDecision:
    return actions.refer(
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
    return _decide(reference, forms.RefuseForm, _refuse)


def _refuse(contribution: Contribution, form: Any, actor: Actor) -> ModerationDecision:
    return actions.refuse(
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
    return _decide(reference, forms.TakeBackForm, _take_back)


def _take_back(contribution: Contribution, form: Any, actor: Actor) -> ModerationDecision:
    return actions.take_back(contribution, actor=actor, version=form.version.data, statement=form.statement.data or "")


@bp.post("/<ref:reference>/split")
@needs(Permission.CONTRIBUTION_DECIDE)
def split(reference: str) -> Any:
    """Undo a merge."""
    return _decide(reference, forms.SplitForm, _split)


def _split(contribution: Contribution, form: Any, actor: Actor) -> ModerationDecision:
    return actions.split(contribution, actor=actor, version=form.version.data, statement=form.statement.data)
