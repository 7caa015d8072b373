"""Print runs: cards are made once, their list tells what became of them, lost sheets are voided."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.accounts import sessions
from app.concept import queries as concept
from app.core import clock, keys
from app.core.errors import DomainError, NotPossibleNow
from app.core.languages import locales
from app.core.printing import PrintingTrouble
from app.dialogforum.actions import cards as actions
from app.dialogforum.forms.desk_cards import PrintForm, VoidForm
from app.dialogforum.labels.desk_cards import STATES
from app.dialogforum.printing import cards as printing
from app.dialogforum.queries import cards as queries
from app.dialogforum.rules.cards import FETCH_AGAIN, MOST_SHEETS
from app.dialogforum.views.blueprint import bp
from app.dialogforum.views.desk_cards import blame
from app.permissions import Permission, needs

PRINT = Permission.CARDS_PRINT
TICKET = "print-run"


@bp.get("/staff/dialogforum/cards/runs")
@needs(PRINT)
def card_runs() -> Any:
    """Every print run, and the form for the next one."""
    return _runs(_fresh())


@bp.post("/staff/dialogforum/cards/runs")
@needs(PRINT)
def card_runs_print() -> Any:
    """Make cards: the paper is the answer, and it is never made again."""
    form = PrintForm()
    if not form.validate():
        return _runs(form), 422
    try:
        seed = keys.unseal(TICKET, form.ticket.data or "", FETCH_AGAIN, clock.now().timestamp())["seed"]
    except (keys.SealBroken, keys.SealOld):
        form.ticket.data = _ticket()
        return _runs(form, NotPossibleNow("print_form_old")), 409
    language = locales.offered(form.language.data or "") or locales.GERMAN
    try:
        run, codes = actions.print_run(
            form.language.data or "", form.sheets.data or 0, seed=seed, actor=sessions.actor(PRINT)
        )
        paper = printing.paper(codes, _facts(), language, concept.fields(clock.today()))
    except PrintingTrouble as trouble:
        raise NotPossibleNow("paper_not_made") from trouble
    except DomainError as error:
        return _runs(form, error), error.status
    name = f"cards-{run.language}-{min(codes)}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return current_app.response_class(paper, content_type="application/pdf", headers=headers)


@bp.post("/staff/dialogforum/cards/runs/<int:run_id>/void")
@needs(PRINT)
def card_runs_void(run_id: int) -> Any:
    """Take lost cards out of use."""
    run, form = queries.run(run_id), VoidForm()
    try:
        first = queries.number_of(form.first.data or "", "first")
        last = queries.number_of(form.last.data, "last") if (form.last.data or "").strip() else first
        count = actions.void(run, first, last, actor=sessions.actor(PRINT))
    except DomainError as error:
        return _runs(_fresh(), error, run_id, form), error.status
    flash(_("Cards taken out of use: %(count)s", count=count), "success")
    return redirect(url_for("dialogforum.card_runs"), 303)


def _ticket() -> str:
    return keys.seal(TICKET, {"seed": secrets.token_hex(32)})


def _fresh() -> PrintForm:
    form = PrintForm(formdata=None)
    form.ticket.data, form.language.data, form.sheets.data = _ticket(), "ar", 5
    return form


def _facts() -> printing.Place:
    base = (current_app.config["PUBLIC_URL"] or request.host_url).rstrip("/")
    return printing.Place(base, current_app.config["DEMO"])


def _runs(form: PrintForm, error: DomainError | None = None, run_id: int | None = None, void: Any = None) -> Any:
    form.language.choices = [(one.tag, one.name) for one in locales.by_endonym(locales.OFFERED)]
    empty = VoidForm(formdata=None)
    said = blame(void or form, error) if error else None
    page = render_template(
        "dialogforum/desk/card_runs.html",
        form=form,
        messages=[said] if said else [],
        rows=queries.runs(),
        voids={run_id: void} if void else {},
        empty=empty,
        states=STATES,
        most=MOST_SHEETS,
    )
    response = Response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
