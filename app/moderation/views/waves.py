"""Many similar texts, decided together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.accounts import sessions
from app.contributions import queries as contribution_queries
from app.core.errors import Conflict, DomainError, Invalid, Missing, NotPossibleNow
from app.extensions import db
from app.moderation import actions, forms, labels, queries
from app.moderation.actions.waves import Seen
from app.moderation.rules import REFUSAL_REASONS, WAVE_AT_ONCE, Decision, ReasonCode
from app.moderation.staff_words import DONE
from app.moderation.views import steps
from app.moderation.views.blueprint import attach, bp
from app.moderation.views.chosen import plain
from app.permissions import Permission, needs


@bp.get("/waves")
@needs(Permission.QUEUE_READ)
def waves() -> Any:
    """All groups of similar texts that wait."""
    return render_template("moderation/waves.html", waves=queries.waves(), last_step=steps.offered())


@bp.get("/waves/<ref:reference>")
@needs(Permission.QUEUE_READ)
def wave(reference: str) -> Any:
    """One group, with the form to decide it."""
    form = _form(formdata=None)
    return _page(_wave(reference), form)


@bp.post("/waves/<ref:reference>")
@needs(Permission.CONTRIBUTION_DECIDE)
def decide_wave(reference: str) -> Any:
    """One decision for all that are chosen; or the page again, with everything typed, and nothing decided."""
    form = _form()
    if not form.validate():
        return _page(_wave(reference), form), 422
    try:
        made = actions.decide_together(
            [_seen(value) for value in form.cases.data or []],
            Decision(form.decision.data),
            actor=sessions.actor(Permission.CONTRIBUTION_DECIDE),
            reason=ReasonCode(form.reason.data) if form.reason.data else None,
            statement=form.statement.data,
        )
    except (Invalid, NotPossibleNow) as error:
        db.session.rollback()
        return _page(_wave(reference, [] if error.status == 422 else form.cases.data or []), form, error), error.status
    if made[0].undo_until is None:
        flash(DONE[made[0].decision])
    return redirect(url_for("moderation.waves"), 303)


def _wave(reference: str, others: Sequence[str] = ()) -> queries.Wave | None:
    """The wave of a case, or of one of `others` when it was decided meanwhile. None when too few are left.

    Raises Missing for no such case.
    """
    found = queries.wave_of(contribution_queries.get(reference))
    for value in others:
        if found is not None:
            break
        key = plain(value.partition(":")[0])
        found = queries.wave_of(contribution_queries.get(key)) if key and key != reference else None
    return found


def _seen(value: str) -> Seen:
    reference, _mark, version = value.partition(":")
    if not version.isdecimal() or not version.isascii() or len(version) > 9:
        raise Invalid("wave_empty", "cases")
    try:
        return contribution_queries.get(plain(reference) or ""), int(version)
    except Missing as error:
        raise Invalid("wave_empty", "cases") from error


def _form(**how: Any) -> forms.WaveForm:
    form = forms.WaveForm(**how)
    reasons = [(code.value, labels.LABELS[code]) for code in REFUSAL_REASONS]
    form.reason.choices = forms.options(forms.or_none(reasons, _("please choose")))
    return form


def _page(found: queries.Wave | None, form: forms.WaveForm, error: DomainError | None = None) -> str:
    messages = [words for words in [attach(form, error) if error else None] if words]
    posted = form.is_submitted()
    kept = {value.partition(":")[0] for value in form.cases.data or []}
    cases = found.cases[:WAVE_AT_ONCE] if found else []
    # What somebody else decided meanwhile is gone from the list.
    gone = len(kept - {case.reference for case in found.cases}) if found and posted else 0
    return render_template(
        "moderation/wave.html",
        wave=found,
        form=form,
        messages=messages,
        posted=posted,
        cases=cases,
        chosen={case.reference for case in cases if not posted or case.reference in kept},
        conflict=isinstance(error, Conflict | NotPossibleNow),
        gone=gone,
        last_step=steps.offered(),
    )
