"""The configuration as one file: out with a link, in with a look at every difference before the button."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask_babel import ngettext

from app.accounts import sessions
from app.administration import actions, files, labels
from app.administration.actions.importing import FileRefused
from app.administration.files import Fault, Plan
from app.administration.forms import ActForm
from app.administration.views.blueprint import bp
from app.administration.views.showing import Showing
from app.core import clock
from app.permissions import Permission, needs


@bp.get("/staff/admin/file/configuration.toml")
@needs(Permission.CONFIGURATION_READ)
def download() -> Response:
    """Everything that the office edits; no people, no secrets."""
    name = f"dialogforum-{clock.today().isoformat()}.toml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return current_app.response_class(files.dump(), mimetype="application/toml", headers=headers)


@bp.get("/staff/admin/file/")
@needs(Permission.CONFIGURATION_CHANGE)
@sessions.confirmed("administration.file")
def file() -> str:
    """Both ways at a glance."""
    return render_template("administration/file.html")


@bp.post("/staff/admin/file/look")
@needs(Permission.CONFIGURATION_CHANGE)
@sessions.confirmed("administration.file")
def look() -> Any:
    """What a file would change. Nothing is changed yet."""
    sent = request.files.get("file")
    raw = sent.read() if sent is not None else b""
    if not ActForm().validate_on_submit() or not raw:
        return render_template("administration/file.html", missing=True), 422
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _look_page("", Plan([Fault("", "file_no_text")])), 422
    return _looked(text, 200)


@bp.post("/staff/admin/file/apply")
@needs(Permission.CONFIGURATION_CHANGE)
@sessions.confirmed("administration.file")
def apply() -> Any:
    """Take the file in, if it still does what was shown."""
    text = request.form.get("text", "")
    if not ActForm().validate_on_submit():
        return _looked(text, 422)
    plan = files.plan(text)
    if plan.digest != request.form.get("digest"):
        return _looked(text, 409, changed=True)
    try:
        number = actions.take_in(plan, actor=_actor())
    except FileRefused as error:
        return _look_page(text, Plan(error.faults)), error.status
    flash(ngettext("%(num)s thing is changed.", "%(num)s things are changed.", number))
    return redirect(url_for("administration.index"), 303)


def _looked(text: str, status: int, *, changed: bool = False) -> Any:
    plan = files.plan(text)
    faults = actions.rehearse(plan, actor=_actor())
    return _look_page(text, Plan(faults) if faults else plan, changed), 422 if faults else status


def _look_page(text: str, plan: Plan, changed: bool = False) -> str:
    return render_template(
        "administration/look.html",
        text=text,
        plan=plan,
        changed=changed,
        words=labels.NOUNS,
        sentences=labels.ERRORS,
        showing=Showing,
    )


def _actor() -> Any:
    return sessions.actor(Permission.CONFIGURATION_CHANGE)
