"""Who sits in which network: for the administration."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from app.accounts import queries as accounts
from app.accounts import sessions
from app.core import clock, history
from app.core.errors import DomainError
from app.networks import actions, queries
from app.networks.forms import FourEyesForm, SeatForm
from app.networks.labels import LABELS
from app.networks.models import Network
from app.networks.rules import Seat
from app.permissions import Permission, Role, needs

bp = Blueprint("networks", __name__)
# What can be chosen about the second person, and how it is stored.
EYES = {"site": None, "two": True, "one": False}
SEAT_ROLES = frozenset({Role.NETWORK_MANAGER, Role.NETWORK_MEMBER})


@bp.get("/staff/networks/")
@needs(Permission.PEOPLE_MANAGE)
def seats_overview() -> Any:
    """Every network with the people who sit in it today."""
    today = clock.today()
    seats = queries.seats_on(today)
    names = accounts.names({seat.account_id for seat in seats})
    return render_template(
        "networks/seats_overview.html", networks=queries.all_networks(), seats=seats, names=names, today=today
    )


@bp.get("/staff/networks/<int:network_id>")
@needs(Permission.PEOPLE_MANAGE)
def seats(network_id: int) -> Any:
    """The seats of one network, past ones too, and a form for a new one."""
    return _page(queries.get(network_id), _form())


@bp.post("/staff/networks/<int:network_id>")
@needs(Permission.PEOPLE_MANAGE)
@sessions.confirmed("networks.seats", "network_id")
def add_seat(network_id: int) -> Any:
    """Give somebody a seat."""
    network, form = queries.get(network_id), _form()
    if form.validate_on_submit():
        try:
            actions.add_seat(
                network,
                accounts.get(form.account_id.data),
                Seat(form.seat.data),
                valid_from=form.valid_from.data,
                valid_until=form.valid_until.data,
                actor=sessions.actor(Permission.PEOPLE_MANAGE),
            )
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("The seat is given."))
            return redirect(url_for("networks.seats", network_id=network_id), 303)
    return _page(network, form), 422


@bp.post("/staff/networks/<int:network_id>/seats/<int:seat_id>/end")
@needs(Permission.PEOPLE_MANAGE)
@sessions.confirmed("networks.seats", "network_id")
def end_seat(network_id: int, seat_id: int) -> Any:
    """Take a seat away."""
    actions.end_seat(queries.get(network_id), seat_id, actor=sessions.actor(Permission.PEOPLE_MANAGE))
    flash(_("The seat has ended."))
    return redirect(url_for("networks.seats", network_id=network_id), 303)


@bp.post("/staff/networks/<int:network_id>/four-eyes")
@needs(Permission.PEOPLE_MANAGE)
def choose_four_eyes(network_id: int) -> Any:
    """Say whether two people look at each answer of this network."""
    network = queries.get(network_id)
    form = _eyes(network, sent=True)
    if not form.validate():
        return _page(network, _form(), form), 422
    chosen = EYES[form.four_eyes.data]
    actions.choose_four_eyes(network, chosen, actor=sessions.actor(Permission.PEOPLE_MANAGE))
    flash(_("Saved."))
    return redirect(url_for("networks.seats", network_id=network_id), 303)


def _eyes(network: Network, *, sent: bool = False) -> FourEyesForm:
    chosen = next(name for name, value in EYES.items() if value is network.four_eyes)
    form = FourEyesForm() if sent else FourEyesForm(formdata=None, four_eyes=chosen)
    form.four_eyes.choices = [
        ("site", _("As it is set for the whole site")),
        ("two", _("Two people of the network")),
        ("one", _("One person is enough")),
    ]
    return form


def _form() -> SeatForm:
    form, today = SeatForm(), clock.today()
    form.account_id.choices = [
        SelectChoice(one.id, f"{one.name} ({one.email})")
        for one in accounts.everybody()
        if one.roles_on(today) & SEAT_ROLES
    ]
    form.seat.choices = [SelectChoice(seat.value, LABELS[seat]) for seat in Seat]
    return form


def _page(network: Network, form: SeatForm, eyes: FourEyesForm | None = None) -> str:
    found = queries.all_seats(network.id)
    entries = list(reversed(history.of(network)))
    involved = {seat.account_id for seat in found} | {one.account_id for one in entries if one.account_id}
    involved |= {one.facts["account"] for one in entries if "account" in one.facts}
    return render_template(
        "networks/seats.html",
        network=network,
        form=form,
        eyes=eyes or _eyes(network),
        seats=found,
        names=accounts.names(involved),
        history=[one for one in entries if one.verb in ("add_seat", "end_seat")],
        today=clock.today(),
    )
