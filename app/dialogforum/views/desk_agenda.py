"""The agenda of a field: what is open and why, what was taken on, in which order and for how long."""

from __future__ import annotations

import secrets
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import sessions
from app.concept import queries as concept
from app.concept.models import ActionField
from app.core import clock
from app.core.errors import DomainError, Missing
from app.dialogforum import labels
from app.dialogforum.actions import agenda as actions
from app.dialogforum.forms.desk_agenda import ButtonForm, PointForm
from app.dialogforum.models.agenda import Agenda, AgendaItem
from app.dialogforum.queries import agenda as queries
from app.dialogforum.queries.tables import numbers_of
from app.dialogforum.views.blueprint import bp
from app.dialogforum.views.desk_tables import own_numbers, private, round_of
from app.extensions import db
from app.permissions import Permission, Role, can, needs
from app.rounds.models import ParticipationRound

READ, WRITE = Permission.FORUM_READ, Permission.AGENDA_WRITE
ORGANISERS = frozenset({Role.ADMIN, Role.STEERING_MEMBER})
# Who may know what is not public, in every field; people of a network may in their own.
KNOWS_ALL = frozenset({Role.MODERATOR, Role.STEERING_MEMBER})


@bp.get("/staff/dialogforum/agenda/")
@needs(READ)
def agendas() -> Any:
    """The fields, each with what stands on its agenda."""
    current, numbers = round_of(request.args.get("year")), own_numbers()
    fields = [row for row in concept.fields(clock.today()) if numbers is None or row.number in numbers]
    begun = queries.of_round(current) if current else {}
    return render_template("dialogforum/desk/agendas.html", round=current, fields=fields, begun=begun)


@bp.get("/staff/dialogforum/agenda/<int:number>")
@needs(READ)
def agenda(number: int) -> Any:
    """One field: proposals with their reasons, and the agenda."""
    return _page(_field(number), _fresh())


@bp.post("/staff/dialogforum/agenda/<int:number>/take/<ref:reference>")
@needs(WRITE)
def agenda_take(number: int, reference: str) -> Any:
    """Take an open contribution on."""
    field, current = _own_field(number), _current()
    found = queries.open_one(number, reference)
    if not found.is_public and not _knows(number):
        raise Missing
    actions.take_on(current, field, found, actor=sessions.actor(WRITE))
    return _back(number, _("It is on the agenda."))


@bp.post("/staff/dialogforum/agenda/<int:number>/points")
@needs(WRITE)
def agenda_add(number: int) -> Any:
    """Add words of the organisers."""
    field, form = _own_field(number), PointForm()
    try:
        actions.add_point(
            _current(),
            field,
            form.words.data or "",
            form.minutes.data,
            public=bool(form.public.data),
            form_number=form.number.data or "",
            actor=sessions.actor(WRITE),
        )
    except DomainError as error:
        return _refused(field, form, error)
    return _back(number, _("The point is on the agenda."))


@bp.post("/staff/dialogforum/agenda/<int:number>/points/<int:item_id>")
@needs(WRITE)
def agenda_change(number: int, item_id: int) -> Any:
    """Other minutes or words of a point."""
    field, form = _own_field(number), PointForm()
    item = _item(number, item_id)
    try:
        actions.change_point(
            item,
            form.words.data or "",
            form.minutes.data,
            public=bool(form.public.data),
            version=form.version.data or 0,
            actor=sessions.actor(WRITE),
        )
    except Missing:
        raise
    except DomainError as error:
        return _refused(field, form, error, item_id)
    return _back(number, _("The point is changed."))


@bp.post("/staff/dialogforum/agenda/<int:number>/points/<int:item_id>/<any(up,down,off):act>")
@needs(WRITE)
def agenda_move(number: int, item_id: int, act: str) -> Any:
    """A point goes up, down, or off the agenda."""
    field, form = _own_field(number), ButtonForm()
    item, version, actor = _item(number, item_id), form.version.data or 0, sessions.actor(WRITE)
    try:
        if act == "off":
            actions.take_off(item, version=version, actor=actor)
        else:
            actions.move_point(item, up=act == "up", version=version, actor=actor)
    except Missing:
        raise
    except DomainError as error:
        return _refused(field, None, error)
    return redirect(url_for("dialogforum.agenda", number=number), 303)


@bp.post("/staff/dialogforum/agenda/<int:number>/<any(publish,hide):act>")
@needs(WRITE)
def agenda_show(number: int, act: str) -> Any:
    """Let everybody read the public points, or not any more."""
    _own_field(number)
    found = _agenda(number)
    if act == "publish":
        actions.publish(found, actor=sessions.actor(WRITE))
        return _back(number, _("Everybody may read the agenda now."))
    actions.hide(found, actor=sessions.actor(WRITE))
    return _back(number, _("The agenda is not public any more."))


def _field(number: int) -> ActionField:
    numbers = own_numbers()
    if numbers is not None and number not in numbers:
        raise Missing
    return concept.field(number, clock.today())


def _own_field(number: int) -> ActionField:
    """A field whose agenda this person may change. Raises Missing."""
    if not _writes(number):
        raise Missing
    return concept.field(number, clock.today())


def _writes(number: int) -> bool:
    if not can(current_user, WRITE):
        return False
    organises = bool(current_user.roles & ORGANISERS)
    return organises or number in numbers_of(current_user.managed_network_ids, clock.today())


def _knows(number: int) -> bool:
    return bool(current_user.roles & KNOWS_ALL) or number in numbers_of(current_user.network_ids, clock.today())


def _current() -> ParticipationRound:
    found = round_of(None)
    if found is None:
        abort(404)
    return found


def _agenda(number: int) -> Agenda:
    found = queries.of(_current(), number)
    if found is None:
        raise Missing
    return found


def _item(number: int, item_id: int) -> AgendaItem:
    return queries.item(_agenda(number), item_id)


def _fresh() -> PointForm:
    form = PointForm(formdata=None)
    form.number.data, form.public.data = secrets.token_hex(16), True
    return form


def _back(number: int, words: str) -> Any:
    flash(words, "success")
    return redirect(url_for("dialogforum.agenda", number=number), 303)


def _refused(field: ActionField, form: PointForm | None, error: DomainError, item_id: int | None = None) -> Any:
    db.session.rollback()
    words = str(labels.ERRORS[error.code]) % error.facts
    name = getattr(error, "field", None)
    if form is not None and name and name in form:
        form[name].errors = [*form[name].errors, words]
    wrong = form if form is not None and item_id is not None else None
    messages = [] if form is not None and name else [words]
    field = concept.field(field.number, clock.today())
    adding = form if form is not None and item_id is None else _fresh()
    return _page(field, adding, messages, wrong, item_id), error.status


def _page(
    field: ActionField,
    form: PointForm,
    messages: list[str] | None = None,
    wrong: PointForm | None = None,
    item_id: int | None = None,
) -> Any:
    current = round_of(request.args.get("year"))
    found, knows = queries.of(current, field.number) if current else None, _knows(field.number)
    points = queries.points(found, hidden=knows)
    page = render_template(
        "dialogforum/desk/agenda.html",
        round=current,
        field=field,
        agenda=found,
        points=points,
        forms={one.item.id: wrong if one.item.id == item_id and wrong else _of(one) for one in points},
        minutes=sum(one.item.minutes for one in points),
        proposals=queries.proposals(field.number, found.items if found else [], hidden=knows),
        form=form,
        wrong=wrong or form,
        messages=messages or [],
        writes=_writes(field.number) and current is not None and request.args.get("year") is None,
    )
    return private(page)


def _of(point: queries.Point) -> PointForm:
    form = PointForm(formdata=None)
    form.words.data, form.minutes.data = point.title, point.item.minutes
    form.public.data = point.item.is_public
    for field in form:
        field.id = f"{field.short_name}-{point.item.id}"
        field.label.field_id = field.id
    return form
