"""A seat at the Dialogforum: questions, check, the number. No account, no cookie, nothing stored before the end."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, current_app, g, make_response, render_template, request, url_for
from flask_babel import gettext as _

from app.concept import queries as concept
from app.contributions import labels as contribution_labels
from app.contributions import tickets
from app.core import clock, database
from app.core.errors import DomainError, Invalid
from app.core.languages import content, locales
from app.core.languages.content import Audience
from app.dialogforum import labels
from app.dialogforum.actions import seats as actions
from app.dialogforum.forms.seats import SeatForm
from app.dialogforum.models.seats import Seat
from app.dialogforum.queries import seats as queries
from app.dialogforum.rules.seats import Opening
from app.dialogforum.views.blueprint import bp
from app.extensions import db
from app.permissions import public
from app.rounds import queries as rounds
from app.rounds.models import ParticipationRound

PURPOSE = "seat-form"


@bp.get("/<lang:lang>/dialogforum/<int:year>/seat")
@public
def seat(year: int) -> Response:
    """The questions, or why nobody can register now."""
    current = round_of(year)
    opening = queries.opening_of(current, clock.today())
    if opening is not Opening.OPEN:
        page = render_template("dialogforum/seat_closed.html", round=current, opening=opening.value)
        return private(page)
    return _show(current, offered(SeatForm(formdata=None)))


@bp.post("/<lang:lang>/dialogforum/<int:year>/seat")
@public
def seat_send(year: int) -> Response:
    """On to the check page, back, another language, or the registration itself; its answer is the number."""
    current, form = round_of(year), offered(SeatForm())
    if "send" in request.form and not {"switch_language", "back"} & set(request.form):
        return _send(current, form)
    with database.reading():
        return _walk(current, form)


def _walk(current: ParticipationRound, form: SeatForm) -> Response:
    """Every button but the last one."""
    ticket = tickets.opened(PURPOSE, form.ticket.data or "")
    stored = queries.by_form(actions.form_hash(ticket.number)) if ticket and "sent" in request.form else None
    if ticket is not None and stored is not None:
        return _receipt(current, stored, ticket, form)
    if "back" in request.form:
        return _show(current, form)
    if "switch_language" in request.form:
        return _show(current, form, at=request.form.get("at", ""))
    if not form.fits():
        return _show(current, form, status=422)
    return _show(current, form, at="check")


def _send(current: ParticipationRound, form: SeatForm) -> Response:
    ticket = tickets.opened(PURPOSE, form.ticket.data or "")
    stored = queries.by_form(actions.form_hash(ticket.number)) if ticket else None
    if ticket is not None and stored is not None:
        return _receipt(current, stored, ticket, form)
    if ticket is None or not form.fits():
        return _show(current, form, status=422)
    sent = actions.Registration(
        ask=form.ask,
        number=ticket.number,
        code=ticket.code,
        language=g.language.tag,
        consent=bool(form.consent.data),
        contact=form.contact.data or "",
    )
    try:
        taken = actions.register(current, sent)
    except DomainError as error:
        db.session.rollback()
        current = round_of(current.year)
        return _show(current, form, messages=attach(form, error), status=error.status)
    return _receipt(current, taken, ticket, form)


def round_of(year: int) -> ParticipationRound:
    """The round of a year; without one there is no such page."""
    found = rounds.of_year(year)
    if found is None:
        abort(404)
    return found


def offered(form: SeatForm) -> SeatForm:
    """The form with its lists in the language of the page."""
    rows = concept.fields(clock.today())
    texts = content.load(rows, ("name",))
    said = {row.number: texts.say(row, "name", g.language.tag, Audience.PUBLIC) for row in rows}
    form.offer({number: words.text if words else "" for number, words in said.items()}, _("No answer"), g.language.tag)
    return form


def attach(form: Any, error: DomainError) -> list[str]:
    """Put the sentence beside its field; sentences without a field are given back."""
    words = str({**contribution_labels.ERRORS, **labels.ERRORS}[error.code]) % error.facts
    if isinstance(error, Invalid) and error.field and error.field in form:
        form[error.field].errors = [*form[error.field].errors, words]
        return []
    return [words]


def private(page: str, status: int = 200) -> Response:
    """Never kept by a browser, a proxy or a search engine."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def in_every_language(endpoint: str, year: int) -> dict[str, str]:
    """The address of the same page in every language, for the buttons that switch it."""
    return {one.tag: url_for(endpoint, year=year, lang=one.tag) for one in locales.by_endonym()}


def _show(
    current: ParticipationRound, form: SeatForm, *, at: str = "", messages: list[str] | None = None, status: int = 200
) -> Response:
    if tickets.opened(PURPOSE, form.ticket.data or "") is None:
        form.ticket.data = tickets.new(PURPOSE).sealed
    page = render_template(
        "dialogforum/seat_check.html" if at == "check" else "dialogforum/seat.html",
        round=current,
        form=form,
        ask=form.ask,
        messages=messages or [],
        keep_days=current_app.config["RETENTION_SEATS_DAYS"],
        action_urls=in_every_language("dialogforum.seat_send", current.year),
    )
    return private(page, status)


def _receipt(current: ParticipationRound, taken: Seat, ticket: tickets.Ticket, form: SeatForm) -> Response:
    base = current_app.config["PUBLIC_URL"] or request.host_url
    page = render_template(
        "dialogforum/seat_receipt.html",
        round=current,
        told=queries.told(taken),
        code=ticket.code,
        form=form,
        address=base.split("://", 1)[-1].rstrip("/") + url_for("dialogforum.seat_number", year=current.year),
        action_urls=in_every_language("dialogforum.seat_send", current.year),
    )
    return private(page)
