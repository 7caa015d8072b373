"""Links from mails: confirm an address, leave. Opening one changes nothing; the button does."""

from __future__ import annotations

from flask import Response, render_template, request

from app.contributions import actions, queries
from app.contributions.views.blueprint import bp, not_kept
from app.permissions import public


@bp.get("/<lang:lang>/contact/confirm")
@public
def confirm_contact() -> Response:
    """Asks whether this address may get mails. Mail programs open links by themselves, so a button confirms."""
    token = request.args.get("token", "")
    contact = queries.to_confirm(token)
    before = contact.confirmed_on is not None
    return not_kept(render_template("contributions/contact_confirm.html", token=token, done=False, before=before))


@bp.post("/<lang:lang>/contact/confirm")
@public
def confirm_contact_now() -> str:
    """The button: from now on a mail tells when there is something new."""
    actions.confirm_contact(request.form.get("token", ""))
    return render_template("contributions/contact_confirm.html", token="", done=True, before=False)


@bp.get("/<lang:lang>/unsubscribe/<signed:token>")
@public
def unsubscribe(token: str) -> Response:
    """Asks whether the address is to be deleted."""
    gone = queries.to_leave(token) is None
    return not_kept(render_template("contributions/unsubscribe.html", token=token, done=gone))


@bp.post("/<lang:lang>/unsubscribe/<signed:token>")
@public
def unsubscribe_now(token: str) -> str:
    """The button, or the one click of a mail program: the address is deleted."""
    actions.leave_mail(token)
    return render_template("contributions/unsubscribe.html", token=token, done=True)
