"""Links from mails about a seat: confirm an address, leave. Opening one changes nothing; the button does."""

from __future__ import annotations

from flask import Response, render_template

from app.dialogforum.actions import seat_mail as actions
from app.dialogforum.queries import seat_mail as queries
from app.dialogforum.views.blueprint import bp
from app.dialogforum.views.seats import private, round_of
from app.permissions import public


@bp.get("/<lang:lang>/dialogforum/<int:year>/seat/confirm/<signed:token>")
@public
def seat_confirm(year: int, token: str) -> Response:
    """Asks whether this address may get mails. Mail programs open links by themselves, so a button confirms."""
    current, done = round_of(year), queries.to_confirm(token).confirmed_on is not None
    return private(render_template("dialogforum/seat_confirm.html", round=current, token=token, done=done))


@bp.post("/<lang:lang>/dialogforum/<int:year>/seat/confirm/<signed:token>")
@public
def seat_confirm_now(year: int, token: str) -> Response:
    """The button."""
    current = round_of(year)
    actions.confirm_address(token)
    return private(render_template("dialogforum/seat_confirm.html", round=current, token="", done=True))


@bp.get("/<lang:lang>/dialogforum/<int:year>/seat/leave/<signed:token>")
@public
def seat_leave(year: int, token: str) -> Response:
    """Asks whether the address is to be deleted."""
    current, done = round_of(year), queries.to_leave(token) is None
    return private(render_template("dialogforum/seat_leave.html", round=current, token=token, done=done))


@bp.post("/<lang:lang>/dialogforum/<int:year>/seat/leave/<signed:token>")
@public
def seat_leave_now(year: int, token: str) -> Response:
    """The button, or the one click of a mail program: the address is deleted."""
    current = round_of(year)
    actions.leave_mail(token)
    return private(render_template("dialogforum/seat_leave.html", round=current, token=token, done=True))
