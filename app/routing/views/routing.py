"""The desk of those who route: what was handed back, what is late, and one case to route anew."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.accounts import sessions
from app.core import clock
from app.core.errors import Invalid, NotPossibleNow
from app.core.languages import content
from app.extensions import db
from app.networks import queries as network_queries
from app.networks.models import Network
from app.permissions import Permission, needs
from app.routing import actions, forms, queries
from app.routing.views.blueprint import bp
from app.routing.views.page import case_page, refused, route_form, with_network


@bp.get("/staff/routing/")
@needs(Permission.CONTRIBUTION_ROUTE)
def desk() -> Any:
    """What networks handed back, and what they owe for too long."""
    today = clock.today()
    back, late = queries.handed_back(), queries.overdue(today)
    return render_template(
        "routing/desk.html",
        handed_back=back,
        overdue=late,
        lateness={row.id: queries.lateness_of(row, today) for row in late},
        titles=content.load([row.contribution for row in [*back, *late]], ["title"]),
        without_manager=queries.networks_without_manager(today),
        today=today,
        berlin_day=clock.berlin_day,
    )


@bp.get("/staff/routing/<ref:reference>")
@needs(Permission.CONTRIBUTION_ROUTE)
def route(reference: str) -> Any:
    """One case that is with networks: its way until now, and where it can go. Others cannot be found here."""
    return case_page(with_network(reference))


@bp.post("/staff/routing/<ref:reference>")
@needs(Permission.CONTRIBUTION_ROUTE)
def reassign(reference: str) -> Any:
    """Route it anew."""
    contribution, form = with_network(reference), route_form(forms.RouteForm())
    if not form.validate():
        return case_page(contribution, form), 422
    chosen = [network_queries.get(network_id) for network_id in form.networks.data]
    # With one network there is no choice, whoever answered before.
    lead_id = chosen[0].id if len(chosen) == 1 else form.lead.data
    try:
        lead = next((network for network in chosen if network.id == lead_id), None)
        if lead is None:
            raise Invalid("lead_not_among_networks", "lead")
        actor = sessions.actor(Permission.CONTRIBUTION_ROUTE)
        facts = {"note": form.note.data or "", "because": form.reason, "seen": form.seen.data}
        actions.reassign(contribution, chosen, lead, actor=actor, **facts)
    except (Invalid, NotPossibleNow) as error:
        db.session.rollback()
        return refused(reference, form, error)
    flash(_("Routed anew. The networks have it now."))
    _warn(chosen)
    return redirect(url_for("routing.desk"), 303)


@bp.post("/staff/routing/<ref:reference>/groups")
@needs(Permission.CONTRIBUTION_ROUTE)
def set_groups(reference: str) -> Any:
    """Note whom the contribution is about."""
    contribution = with_network(reference)
    form = forms.AudienceForm()
    form.audiences.choices = [(key, key) for key in form.audiences.data or []]
    if not form.validate():
        return case_page(contribution, form), 422
    try:
        actor = sessions.actor(Permission.CONTRIBUTION_ROUTE)
        actions.set_audiences(contribution, form.audiences.data or [], actor=actor)
    except Invalid as error:
        db.session.rollback()
        return refused(reference, form, error)
    flash(_("The groups are saved."))
    return redirect(url_for("routing.route", reference=reference), 303)


def _warn(chosen: list[Network]) -> None:
    """Say at once that a case went to where nobody reads it."""
    today, ids = clock.today(), {network.id for network in chosen}
    for network in queries.networks_without_manager(today):
        if network.id in ids:
            name = network.name_on(today)
            flash(_("Nobody can be reached in this network now: %(network)s", network=name), "warning")
