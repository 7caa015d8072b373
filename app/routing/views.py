"""Pages for who routes: what was handed back, what is late, and routing a case anew."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from app.accounts import labels as account_labels
from app.accounts import sessions
from app.contributions import labels as contribution_labels
from app.contributions import queries as contribution_queries
from app.contributions.lifecycle import WITH_NETWORK
from app.contributions.models import Contribution
from app.core import clock
from app.core.errors import DomainError, Invalid, Missing, NotPossibleNow
from app.core.languages import content
from app.core.languages.content import Audience
from app.extensions import db
from app.networks import queries as network_queries
from app.permissions import Permission, needs
from app.routing import actions, forms, labels, queries
from app.routing.models import Assignment

bp = Blueprint("routing", __name__, url_prefix="/staff/routing")


@bp.get("/")
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


@bp.get("/<ref:reference>")
@needs(Permission.CONTRIBUTION_ROUTE)
def route(reference: str) -> Any:
    """The form to route one case anew. Only cases that are with a network can be found here."""
    contribution = _with_network(reference)
    assignments = queries.open_of(contribution)
    form = _choices(forms.RouteForm(formdata=None))
    form.networks.data = [row.network_id for row in assignments if row.handed_back_at is None]
    form.lead.data = next((row.network_id for row in assignments if row.is_lead and row.handed_back_at is None), None)
    better = next((row.better_network_id for row in assignments if row.better_network_id), None)
    if better is not None:
        form.networks.data = sorted({*form.networks.data, better})
        form.lead.data = better
    return _page(contribution, form, assignments)


@bp.post("/<ref:reference>")
@needs(Permission.CONTRIBUTION_ROUTE)
def reassign(reference: str) -> Any:
    """Route it anew."""
    contribution, form = _with_network(reference), _choices(forms.RouteForm())
    if not form.validate():
        return _page(contribution, form, queries.open_of(contribution)), 422
    chosen = [network_queries.get(network_id) for network_id in form.networks.data]
    lead_id = form.lead.data or (chosen[0].id if len(chosen) == 1 else 0)
    try:
        lead = next((network for network in chosen if network.id == lead_id), None)
        if lead is None:
            raise Invalid("lead_not_among_networks", "lead")
        actor = sessions.actor(Permission.CONTRIBUTION_ROUTE)
        actions.reassign(contribution, chosen, lead, actor=actor, note=form.note.data or "", seen=form.seen.data)
    except (Invalid, NotPossibleNow) as error:
        db.session.rollback()
        contribution = _with_network(reference)
        return _page(contribution, form, queries.open_of(contribution), error), error.status
    flash(_("Routed anew. The networks have it now."))
    return redirect(url_for("routing.desk"), 303)


def _with_network(reference: str) -> Contribution:
    # Steering members see nothing of a case before its release.
    contribution = contribution_queries.get(reference)
    if contribution.state not in WITH_NETWORK:
        raise Missing("no_contribution")
    return contribution


def _choices(form: forms.RouteForm) -> forms.RouteForm:
    today = clock.today()
    networks = [SelectChoice(network.id, network.name_on(today)) for network in network_queries.all_networks()]
    form.networks.choices = networks
    form.lead.choices = networks
    return form


def _page(
    contribution: Contribution, form: forms.RouteForm, assignments: list[Assignment], error: DomainError | None = None
) -> str:
    messages = [words for words in [_attach(form, error) if error else None] if words]
    form.seen.data = queries.mark(assignments)
    texts = content.load([contribution], ["title", "text"])
    return render_template(
        "routing/route.html",
        contribution=contribution,
        form=form,
        assignments=assignments,
        messages=messages,
        title=texts.say(contribution, "title", "de", Audience.NETWORK),
        text=texts.say(contribution, "text", "de", Audience.NETWORK),
        without_manager=queries.networks_without_manager(clock.today()),
        today=clock.today(),
    )


def _attach(form: forms.RouteForm, error: DomainError) -> str | None:
    sentences = {**account_labels.ERRORS, **contribution_labels.ERRORS, **labels.ERRORS}
    words = str(sentences[error.code]) % error.facts
    name = getattr(error, "field", None)
    if not name or name not in form:
        return words
    form[name].errors = [*form[name].errors, words]
    return None
