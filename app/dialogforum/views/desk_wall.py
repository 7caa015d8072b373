"""The operator's page of the wall: plain forms, each obeyed at once."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.accounts import sessions
from app.concept import queries as concept
from app.core import clock
from app.core.errors import Conflict, DomainError
from app.dialogforum import labels
from app.dialogforum.actions import wall as actions
from app.dialogforum.forms.desk_wall import ActForm, WallForm
from app.dialogforum.queries import wall as queries
from app.dialogforum.rules.wall import Act
from app.dialogforum.views.blueprint import bp
from app.permissions import Permission, needs
from app.rounds import queries as rounds
from app.rounds.models import ParticipationRound

OPERATE = Permission.WALL_OPERATE


@bp.get("/staff/dialogforum/wall")
@needs(OPERATE)
def wall_desk() -> Any:
    """What stands on the wall, and every button; before the first round that there is none yet."""
    found = rounds.current(clock.today())
    return _desk(found) if found else render_template("dialogforum/desk/no_round.html")


@bp.post("/staff/dialogforum/wall")
@needs(OPERATE)
def wall_set_up() -> Any:
    """Choose fields, languages and speed."""
    current, form = _current(), WallForm()
    try:
        actions.set_up(
            current,
            form.fields_shown.data or [],
            form.mix.data or "",
            form.seconds.data or 0,
            version=form.version.data or 0,
            actor=sessions.actor(OPERATE),
        )
    except DomainError as error:
        return _desk(
            current, str(labels.ERRORS[error.code]), form if not isinstance(error, Conflict) else None
        ), error.status
    flash(_("The wall is set."), "success")
    return redirect(url_for("dialogforum.wall_desk"), 303)


@bp.post("/staff/dialogforum/wall/<any(next,pause,blank,enlarge,off):what>")
@needs(OPERATE)
def wall_act(what: str) -> Any:
    """One button: the wall obeys within a second or two."""
    current, form = _current(), ActForm()
    version = int(form.version.data) if (form.version.data or "").isdigit() else 0
    try:
        actions.act(current, Act(what), form.item.data or "", version=version, actor=sessions.actor(OPERATE))
    except Conflict as error:
        return _desk(current, str(labels.ERRORS[error.code])), error.status
    return redirect(url_for("dialogforum.wall_desk"), 303)


def _current() -> ParticipationRound:
    found = rounds.current(clock.today())
    if found is None:
        abort(404)
    return found


def _desk(current: ParticipationRound, message: str = "", form: WallForm | None = None) -> Any:
    wall = queries.settings(current)
    if form is None:
        form = WallForm(formdata=None)
        form.fields_shown.data, form.mix.data, form.seconds.data = wall.fields, wall.mix.value, wall.seconds
    form.version.data = wall.version
    form.fields_shown.choices = [(row.number, f"{row.number} {row.name}") for row in concept.fields(clock.today())]
    page = render_template(
        "dialogforum/desk/wall.html",
        round=current,
        wall=wall,
        view=queries.view(current),
        candidates=queries.candidates(current),
        form=form,
        messages=[message] if message else [],
    )
    response = Response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
