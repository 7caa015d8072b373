"""Mails that did not leave: for the administration. No address and no words of anybody are shown."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.accounts import labels as account_labels
from app.accounts import queries as accounts
from app.accounts import sessions
from app.core import clock, outbox
from app.core.errors import Invalid
from app.extensions import db
from app.permissions import Permission, needs
from app.site import actions, queries
from app.site.rules import Trouble
from app.site.views.blueprint import bp

TROUBLES: dict[Trouble, Any] = {
    Trouble.MAILBOX: _l("The mailbox takes no mail. Perhaps the address is wrong or old."),
    Trouble.ADDRESS: _l("This is not a complete address."),
    Trouble.SERVER: _l("The mail server could not be reached."),
    Trouble.SETTINGS: _l("The mail server does not know this site. Please look at the settings."),
    Trouble.UNKNOWN: _l("Something went wrong. The technical note says more."),
}
KINDS: dict[str, Any] = {
    "assignment": _l("A contribution for a network"),
    "handed_back": _l("A contribution was handed back"),
    "reminder": _l("Reminder to a network"),
    "escalated": _l("A contribution for the steering group"),
    "instead_to_approve": _l("An answer of the steering group waits for your look"),
    "nobody_there": _l("A network without people"),
    "arrivals_digest": _l("Daily mail to the commissioners"),
    "barrier_report": _l("Somebody reports a barrier"),
    "something_new": _l("Something new for an author"),
    "confirm_contact": _l("Please confirm your address"),
    "invitation": _l("Invitation"),
    "sign_in_link": _l("Link for a new password"),
    "mail_stuck": _l("Mails that are stuck"),
    "compare_case": _l("Comparing a contribution with others"),
    "compare_fields": _l("Preparing the suggestion of fields"),
}


@bp.get("/staff/mail")
@needs(Permission.MAIL_READ)
def mail() -> Any:
    """How many mails wait, and those that were given up."""
    return _page()


@bp.post("/staff/mail/<uuid:mail_id>/again")
@needs(Permission.MAIL_READ)
def send_mail_again(mail_id: uuid.UUID) -> Any:
    """Try one of them once more."""
    actions.send_again(mail_id, actor=sessions.actor(Permission.MAIL_READ))
    flash(_("We try this mail again within a few minutes."))
    return redirect(url_for("site.mail"), 303)


@bp.post("/staff/mail/<uuid:mail_id>/recipient")
@needs(Permission.MAIL_READ)
def send_mail_to_colleague(mail_id: uuid.UUID) -> Any:
    """Send one of them to somebody else who works here."""
    chosen = request.form.get("account", type=int)
    try:
        actions.send_to_colleague(mail_id, chosen, actor=sessions.actor(Permission.MAIL_READ))
    except Invalid as error:
        db.session.rollback()
        return _page(str(account_labels.ERRORS[error.code])), error.status
    flash(_("The mail goes to the other person within a few minutes."))
    return redirect(url_for("site.mail"), 303)


def _page(message: str | None = None) -> str:
    today = clock.today()
    return render_template(
        "site/mail.html",
        stuck=queries.stuck_mails(),
        waiting=outbox.count_waiting(),
        colleagues=[one for one in accounts.everybody() if one.roles_on(today)],
        today=today,
        messages=[message] if message else [],
        troubles=TROUBLES,
        kinds=KINDS,
    )
