"""Mails that did not leave: for the administration. No address and no words of anybody are shown."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.accounts import sessions
from app.core import outbox
from app.permissions import Permission, needs
from app.site import actions
from app.site.views.blueprint import bp


@bp.get("/staff/mail")
@needs(Permission.MAIL_READ)
def mail() -> Any:
    """How many mails wait, and those that were given up."""
    return render_template("site/mail.html", stuck=outbox.stuck(), waiting=outbox.count_waiting())


@bp.post("/staff/mail/<uuid:mail_id>/again")
@needs(Permission.MAIL_READ)
def send_mail_again(mail_id: uuid.UUID) -> Any:
    """Try one of them once more."""
    actions.send_again(mail_id, actor=sessions.actor(Permission.MAIL_READ))
    flash(_("We try this mail again within a few minutes."))
    return redirect(url_for("site.mail"), 303)
