"""The organisers' page: numbers for planning, how many seats there are, the list, the door, news by mail."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from app.accounts import sessions
from app.concept import queries as concept
from app.core import clock
from app.core.errors import DomainError
from app.core.languages import locales
from app.dialogforum.actions import desk_seats as actions
from app.dialogforum.actions import seat_mail
from app.dialogforum.forms.desk_seats import ArrivedForm, CapacityForm, NewsForm
from app.dialogforum.labels.seats import LABELS
from app.dialogforum.queries import seat_mail as mail_queries
from app.dialogforum.queries import seats as queries
from app.dialogforum.rules.seats import Age, Need, News, Totals
from app.dialogforum.views.blueprint import bp
from app.dialogforum.views.seats import attach
from app.extensions import db
from app.permissions import Permission, needs
from app.rounds import queries as rounds
from app.rounds.models import ParticipationRound

READ, ORGANISE = Permission.SEATS_READ, Permission.FORUM_ORGANISE


@bp.get("/staff/dialogforum/seats")
@needs(READ)
def seats() -> Any:
    """Numbers of people and needs; before the first round that there is none yet."""
    found = rounds.current(clock.today())
    return _desk(found) if found else render_template("dialogforum/desk/seats_no_round.html")


@bp.post("/staff/dialogforum/seats/list")
@needs(READ)
def seats_list() -> Any:
    """The list with needs and names. Each look is written down, so a button opens it and no link."""
    current = _current()
    try:
        rows = actions.read_list(current, actor=sessions.actor(READ))
    except DomainError as error:
        return _refused(current, error)
    return _kept(render_template("dialogforum/desk/seats_list.html", round=current, rows=rows))


@bp.post("/staff/dialogforum/seats/capacity")
@needs(ORGANISE)
def seats_capacity() -> Any:
    """How many seats and places for children there are."""
    current, form = _current(), CapacityForm()
    version = int(form.version.data) if (form.version.data or "").isdigit() else 0
    try:
        actions.set_capacity(
            current,
            _number(form.seats),
            _number(form.care_places),
            version=version,
            actor=sessions.actor(ORGANISE),
        )
    except DomainError as error:
        return _refused(current, error, form)
    flash(_("The numbers are set."), "success")
    return redirect(url_for("dialogforum.seats"), 303)


@bp.post("/staff/dialogforum/seats/arrived")
@needs(READ)
def seats_arrived() -> Any:
    """Count at the door."""
    current, form = _current(), ArrivedForm()
    add = form.add.data or ""
    step = int(add) if add.lstrip("-").isdigit() and len(add) < 4 else None
    exactly = None if step is not None else _number(form.arrived)
    try:
        actions.count_arrived(current, add=step or 0, exactly=exactly, actor=sessions.actor(READ))
    except DomainError as error:
        return _refused(current, error, form)
    return redirect(url_for("dialogforum.seats", _anchor="door"), 303)


@bp.post("/staff/dialogforum/seats/news")
@needs(ORGANISE)
def seats_news() -> Any:
    """Tell everybody who left an address."""
    current, form = _current(), NewsForm()
    if form.news.data not in list(News):
        form.news.errors = [_("Please choose an answer.")]
        return _desk(current, form), 422
    try:
        told = seat_mail.tell_everybody(current, News(form.news.data), actor=sessions.actor(ORGANISE))
    except DomainError as error:
        return _refused(current, error, form)
    flash(_("Mails on their way: %(count)s", count=told), "success")
    return redirect(url_for("dialogforum.seats"), 303)


def _number(field: Any) -> int:
    """A whole number; what is none counts as out of range."""
    return field.data if isinstance(field.data, int) and not field.errors else -1


def _current() -> ParticipationRound:
    found = rounds.current(clock.today())
    if found is None:
        abort(404)
    return found


def _refused(current: ParticipationRound, error: DomainError, form: Any = None) -> Any:
    db.session.rollback()
    current = _current()
    messages = attach(form, error) if form is not None else []
    return _desk(current, form, messages), error.status


def _desk(current: ParticipationRound, form: Any = None, messages: list[str] | None = None) -> Any:
    plan, today = queries.plan_of(current), clock.today()
    capacity, door, news = (
        form if isinstance(form, kind) else kind(formdata=None) for kind in (CapacityForm, ArrivedForm, NewsForm)
    )
    if form is not capacity and plan is not None:
        capacity.seats.data, capacity.care_places.data = plan.seats, plan.care_places
    capacity.version.data = plan.version if plan else 0
    if form is not door:
        door.arrived.data = plan.arrived if plan else None
    totals = queries.needs(current)
    page = render_template(
        "dialogforum/desk/seats.html",
        round=current,
        plan=plan,
        opening=queries.opening_of(current, today).value,
        free=queries.free(plan, queries.in_line(current)) if plan else None,
        totals=totals,
        tables=_tables(totals),
        reachable=len(mail_queries.with_address(current)),
        capacity=capacity,
        door=door,
        news=news,
        form=form,
        messages=messages or [],
    )
    return _kept(page)


def _tables(totals: Totals) -> list[tuple[str, list[tuple[str, int]]]]:
    """Numbers for planning as tables: caption, then name and number."""
    spoken = [
        (locales.known(tag).named_in(g.language.locale) if tag else _("Another language"), count)
        for tag, count in totals.interpreting.items()
    ]
    names = {row.number: row.name for row in concept.fields(clock.today())}
    themes = [(int(number), count) for number, count in totals.tables.items()]
    return [
        (_("Needs"), [(str(LABELS[need]), totals.needs[need]) for need in Need if need in totals.needs]),
        (_("Interpreting, by language"), sorted(spoken)),
        (_("Children to look after"), [(str(LABELS[age]), totals.care[age]) for age in Age if age in totals.care]),
        (_("Interest in theme tables"), [(f"{one} {names.get(one, '')}", count) for one, count in sorted(themes)]),
    ]


def _kept(page: str) -> Response:
    response = Response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
