"""The board of the steering group, and what it and the commissioners do with a case that waits too long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.accounts import sessions
from app.answers import queries as answers
from app.contributions.models import Contribution
from app.core import clock
from app.core.errors import Invalid, NotPossibleNow
from app.core.languages import content
from app.extensions import db
from app.networks import queries as network_queries
from app.permissions import Permission, needs
from app.routing import actions, forms, queries
from app.routing.rules import ExtensionReason, Pile
from app.routing.views.blueprint import bp
from app.routing.views.page import case_page, refused, with_network


@bp.get("/staff/steering/")
@needs(Permission.MONITOR_READ)
def steering() -> Any:
    """What every network owes, and the cases behind each number."""
    today = clock.today()
    wanted = request.args.get("network", type=int)
    network = network_queries.get(wanted) if wanted is not None else None
    found = queries.board(today, _pile(request.args.get("show")), wanted)
    lost = queries.undelivered()
    return render_template(
        "routing/steering.html",
        board=found,
        pile=found.pile,
        piles=list(Pile),
        network=network,
        lateness={row.id: queries.lateness_of(row, today) for row in found.cases},
        titles=content.load([row.contribution for row in found.cases], ["title"]),
        undelivered=lost,
        helped=answers.help_by_network(),
        today=today,
        berlin_day=clock.berlin_day,
    )


@bp.post("/staff/steering/<ref:reference>/escalate")
@needs(Permission.CASE_ESCALATE)
def escalate(reference: str) -> Any:
    """Bring a case to the steering group."""

    def act(contribution: Contribution, form: forms.EscalateForm) -> None:
        actions.escalate(contribution, actor=sessions.actor(Permission.CASE_ESCALATE), note=form.note.data or "")

    return _do(reference, forms.EscalateForm(), act, _("The steering group has it now."))


@bp.post("/staff/steering/<ref:reference>/extend")
@needs(Permission.CASE_EXTEND)
def extend(reference: str) -> Any:
    """Give the network more time."""

    def act(contribution: Contribution, form: forms.ExtendForm) -> None:
        actions.extend(
            contribution,
            form.until.data,
            ExtensionReason(form.reason.data) if form.reason.data else None,
            actor=sessions.actor(Permission.CASE_EXTEND),
            note=form.note.data or "",
            seen=form.seen.data,
        )

    return _do(reference, forms.ExtendForm(), act, _("The network has more time. The author reads the new date."))


def _do(reference: str, form: Any, act: Callable[[Contribution, Any], None], done: str) -> Any:
    contribution = with_network(reference)
    if not form.validate():
        return case_page(contribution, form), 422
    try:
        act(contribution, form)
    except (Invalid, NotPossibleNow) as error:
        db.session.rollback()
        return refused(reference, form, error)
    flash(done)
    return redirect(url_for("routing.route", reference=reference), 303)


def _pile(name: str | None) -> Pile | None:
    """The pile in the address, if one is named."""
    if name is None:
        return None
    try:
        return Pile(f"pile_{name}")
    except ValueError as error:
        raise NotFound from error
