"""The number of a registration opens it: look, change, cancel. No address ever holds the number."""

from __future__ import annotations

import uuid

from flask import Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.contributions import codes
from app.core import clock, database, keys
from app.core.errors import DomainError, Missing, TooMany
from app.dialogforum import labels
from app.dialogforum.actions import seats as actions
from app.dialogforum.forms.seats import SeatForm, SeatNumberForm
from app.dialogforum.models.seats import Seat
from app.dialogforum.queries import seats as queries
from app.dialogforum.rules.seats import PAGE_AGE, Opening
from app.dialogforum.views.blueprint import bp
from app.dialogforum.views.seats import attach, in_every_language, offered, private, round_of
from app.extensions import db
from app.permissions import public
from app.rounds.models import ParticipationRound

PURPOSE = "seat"
MAX_TYPED = 100


@bp.route("/<lang:lang>/dialogforum/<int:year>/seat/number", methods=["GET", "POST"])
@public
def seat_number(year: int) -> ResponseReturnValue:
    """Ask for the number; show the registration behind it. Also the address that only changes the language."""
    current = round_of(year)
    if request.method == "GET":
        return _ask(current, SeatNumberForm(formdata=None))
    form = SeatNumberForm()
    if "switch_language" in request.form and not form.seat.data:
        return _ask(current, form)
    with database.reading():
        found = _opened(current, form)
        if found is None:
            return _ask(current, form, 429 if getattr(form.code, "busy", False) else 422)
        # Only its language changes: what was typed stays.
        typed = offered(SeatForm()) if "people" in request.form else None
        return _told(current, found, typed)


@bp.route("/<lang:lang>/dialogforum/<int:year>/seat/number/change", methods=["GET", "POST"])
@public
def seat_change(year: int) -> ResponseReturnValue:
    """Change what was said. Typed words stay on the page whatever happens."""
    current = round_of(year)
    if request.method == "GET":
        return redirect(url_for("dialogforum.seat_number", year=year))
    number, form = SeatNumberForm(), offered(SeatForm())
    found = _opened(current, number)
    if found is None:
        return _ask(current, number, 422)
    if not form.fits():
        return _told(current, found, form, status=422)
    key, ask = found.id, form.ask
    try:
        changed = actions.change(
            found,
            ask,
            consent=bool(form.consent.data),
            contact=form.contact.data or "",
            no_mail=bool(form.no_mail.data),
        )
    except DomainError as error:
        db.session.rollback()
        current = round_of(year)
        return _told(current, queries.get(key), form, messages=attach(form, error), status=error.status)
    return _told(current, changed, None, done="changed")


@bp.route("/<lang:lang>/dialogforum/<int:year>/seat/number/cancel", methods=["GET", "POST"])
@public
def seat_cancel(year: int) -> ResponseReturnValue:
    """Give the seats back. Everything about them is deleted at once."""
    current = round_of(year)
    if request.method == "GET":
        return redirect(url_for("dialogforum.seat_number", year=year))
    form = SeatNumberForm()
    found = _opened(current, form)
    if found is None:
        return _ask(current, form, 422)
    actions.cancel(found)
    return private(render_template("dialogforum/seat_closed.html", round=current, opening="cancelled"))


def _opened(current: ParticipationRound, form: SeatNumberForm) -> Seat | None:
    """What this request opens: by the sealed mark of a page that showed it before, else by the number."""
    if form.seat.data and not (form.code.data or "").strip():
        return _by_mark(form)
    digits = codes.clean(form.code.data or "")
    guesses = codes.candidates(digits) if digits else []
    if digits is None or not guesses:
        form.code.errors = [_mistake(form.code.data or "", digits)]
        return None
    form.code.data = " ".join(codes.groups(digits))
    config = current_app.config
    try:
        actions.charge_guesses(
            len(guesses), per_second=config["CODE_GUESSES_PER_SECOND"], burst=config["CODE_GUESSES_BURST"]
        )
    except TooMany:
        form.code.errors = [_("Many people are trying right now. Please try again in a minute.")]
        form.code.busy = True
        return None
    found = queries.by_code(digits, current)
    if found is None:
        form.code.errors = [labels.ERRORS["no_seat"]]
    return found


def _mistake(typed: str, digits: str | None) -> str:
    if digits is not None:
        return _("One digit is wrong. Please compare the number with your card.")
    if typed.strip():
        return _("The number has 16 digits. Please compare it with your card.")
    return _("Please type in your number.")


def _by_mark(form: SeatNumberForm) -> Seat | None:
    try:
        inside = keys.unseal(PURPOSE, form.seat.data or "")
        if clock.now().timestamp() - inside["at"] <= PAGE_AGE.total_seconds():
            return queries.get(uuid.UUID(inside["seat"]))
    except (keys.SealBroken, Missing):
        pass
    form.seat.data = ""
    form.code.errors = [_("This page was open for a long time. Please type in your number once more.")]
    return None


def _ask(current: ParticipationRound, form: SeatNumberForm, status: int = 200) -> Response:
    form.code.data = (form.code.data or "")[:MAX_TYPED]
    urls = in_every_language("dialogforum.seat_number", current.year)
    page = render_template("dialogforum/seat_number.html", round=current, form=form, switch_urls=urls)
    return private(page, status)


def _told(
    current: ParticipationRound,
    found: Seat,
    form: SeatForm | None,
    *,
    done: str = "",
    messages: list[str] | None = None,
    status: int = 200,
) -> Response:
    told = queries.told(found)
    if form is None:
        form = offered(SeatForm(formdata=None))
        form.show(told.ask)
    form.seat.data = keys.seal(PURPOSE, {"seat": str(found.id), "at": int(clock.now().timestamp())})
    page = render_template(
        "dialogforum/seat_told.html",
        round=current,
        told=told,
        form=form,
        done=done,
        messages=messages or [],
        may_change=queries.opening_of(current, clock.today()) is Opening.OPEN,
        keep_days=current_app.config["RETENTION_SEATS_DAYS"],
        switch_urls=in_every_language("dialogforum.seat_number", current.year),
    )
    return private(page, status)
