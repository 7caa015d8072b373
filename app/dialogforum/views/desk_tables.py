"""The theme tables of a round: who sees which, making them, setting one up."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields import SelectChoice

from app.accounts import queries as accounts
from app.accounts import sessions
from app.core import clock
from app.core.errors import Conflict, DomainError
from app.core.languages import locales
from app.dialogforum import labels
from app.dialogforum.actions import tables as actions
from app.dialogforum.forms.desk_tables import TableForm
from app.dialogforum.models.tables import ThemeTable
from app.dialogforum.queries import tables as queries
from app.dialogforum.views.blueprint import bp
from app.permissions import Permission, Role, needs
from app.rounds import queries as rounds
from app.rounds.models import ParticipationRound

READ, ORGANISE = Permission.FORUM_READ, Permission.FORUM_ORGANISE
# Whoever works in one of these roles sees every table; people of networks see that of their own field alone.
EVERY_TABLE = frozenset({Role.ADMIN, Role.STEERING_MEMBER, Role.EVENT_STAFF, Role.MODERATOR})


def own_numbers() -> frozenset[int] | None:
    """The numbers of the fields that the signed-in person may see; None: all."""
    if current_user.roles & EVERY_TABLE:
        return None
    return queries.numbers_of(current_user.network_ids, clock.today())


def round_of(year: str | None) -> ParticipationRound | None:
    """The round that an address asks for, else the one of today. Aborts for a year without a round."""
    if year is None:
        return rounds.current(clock.today())
    found = rounds.of_year(int(year)) if year.isascii() and year.isdigit() and len(year) == 4 else None
    if found is None:
        abort(404)
    return found


def private(page: str) -> Response:
    """A page with words that nobody has released: no browser keeps it."""
    response = Response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/staff/dialogforum/tables/")
@needs(READ)
def tables() -> Any:
    """The tables of this round, or of the one in ?year=."""
    current = round_of(request.args.get("year"))
    if current is None:
        return render_template("dialogforum/desk/tables.html", round=None)
    rows = queries.of_round(current, own_numbers())
    return render_template(
        "dialogforum/desk/tables.html",
        round=current,
        rows=rows,
        hosts=accounts.names({row.host_id for row in rows if row.host_id}),
        counts=queries.count_notes(rows),
        writes=bool(current_user.roles & {Role.EVENT_STAFF, Role.NETWORK_MANAGER, Role.NETWORK_MEMBER}),
    )


@bp.post("/staff/dialogforum/tables/")
@needs(ORGANISE)
def tables_make() -> Any:
    """Make a table for every field that has none."""
    current = round_of(request.args.get("year"))
    if current is None:
        abort(404)
    made = actions.make_tables(current, actor=sessions.actor(ORGANISE))
    flash(_("The tables are made.") if made else _("Every field has its table already."), "success")
    return redirect(_address(current), 303)


@bp.get("/staff/dialogforum/tables/<int:table_id>/setting")
@needs(ORGANISE)
def table_setting(table_id: int) -> Any:
    """Name, place, host and languages of one table."""
    row = queries.get(table_id)
    form = TableForm(formdata=None)
    form.name.data, form.place.data, form.languages.data = row.name, row.place, row.languages
    form.host.data = str(row.host_id or "")
    return _setting(row, form)


@bp.post("/staff/dialogforum/tables/<int:table_id>/setting")
@needs(ORGANISE)
def table_set_up(table_id: int) -> Any:
    """Store them."""
    row, form = queries.get(table_id), TableForm()
    host = int(form.host.data) if (form.host.data or "").isdecimal() else None
    try:
        actions.set_up_table(
            row,
            form.name.data or "",
            form.place.data or "",
            host,
            form.languages.data or [],
            version=form.version.data or 0,
            actor=sessions.actor(ORGANISE),
        )
    except Conflict:
        return _setting(row, form, _("Somebody else changed this table. Please compare it with your words.")), 409
    except DomainError as error:
        field = form[getattr(error, "field", None) or "name"]
        field.errors = [*field.errors, str(labels.ERRORS[error.code]) % error.facts]
        return _setting(row, form), error.status
    flash(_("The table is set up."), "success")
    return redirect(_address(row.round), 303)


def _setting(row: ThemeTable, form: TableForm, message: str = "") -> str:
    form.version.data = row.version
    form.host.choices = [SelectChoice("", _("nobody yet"))]
    form.host.choices += [SelectChoice(str(key), name) for key, name in queries.hosts(row).items()]
    form.languages.choices = [SelectChoice(one.tag, one.name) for one in locales.by_endonym(locales.KNOWN.values())]
    return render_template(
        "dialogforum/desk/table_setting.html", table=row, form=form, messages=[message] if message else []
    )


def _address(current: ParticipationRound) -> str:
    """The tables of a round; today's needs no word in the address."""
    now = rounds.current(clock.today())
    same = now is not None and now.id == current.id
    return url_for("dialogforum.tables", year=None if same else current.year)
