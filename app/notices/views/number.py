"""The number of a notice opens what became of it, and one objection. No address ever holds the number."""

from __future__ import annotations

import uuid

from flask import Response, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.contributions import codes
from app.contributions import queries as contribution_queries
from app.core import clock, database, keys
from app.core.errors import DomainError, Missing, TooMany
from app.extensions import db
from app.moderation.labels import SENTENCES as REASONS
from app.notices import actions, labels, queries
from app.notices.forms import NumberForm
from app.notices.models import ContentNotice
from app.notices.rules import PAGE_AGE
from app.notices.views.blueprint import attach, bp, in_every_language, private
from app.permissions import public

PURPOSE = "notice"
MAX_TYPED = 100


@bp.route("/<lang:lang>/notice/", methods=["GET", "POST"])
@public
def number() -> ResponseReturnValue:
    """Ask for the number; show the notice behind it. Also the address of a notice that only changes its language."""
    if request.method == "GET":
        return _ask(NumberForm(formdata=None))
    form = NumberForm()
    if "switch_language" in request.form and not form.notice.data:
        return _ask(form)
    # Nothing is written here, so nobody who writes has to wait for a reader.
    with database.reading():
        found = _opened(form)
        return _ask(form, 429 if _is_busy(form) else 422) if found is None else _told(found, form)


@bp.route("/<lang:lang>/notice/object", methods=["GET", "POST"])
@public
def object_to_decision() -> ResponseReturnValue:
    """The one objection. Typed words stay on the page whatever happens."""
    if request.method == "GET":
        return redirect(url_for("notices.number"))
    form = NumberForm()
    found = _opened(form)
    if found is None:
        return _ask(form, 422)
    words = form.objection.data or ""
    language = contribution_queries.language_of(words, None, g.language.tag)[0]
    key = found.id
    try:
        actions.object_to_decision(found, words, language=language)
    except DomainError as error:
        db.session.rollback()
        late = attach(form, error)
        return _told(queries.get(key), form, late=late, status=error.status)
    form.objection.data = ""
    return _told(found, form, done=True)


def _opened(form: NumberForm) -> ContentNotice | None:
    """What this request opens: by the sealed mark of a page that showed it before, else by the number."""
    if form.notice.data and not (form.code.data or "").strip():
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
    found = queries.by_code(digits)
    if found is None:
        form.code.errors = [labels.ERRORS["no_notice"]]
    return found


def _mistake(typed: str, digits: str | None) -> str:
    if digits is not None:
        return _("One digit is wrong. Please compare the number with your card.")
    if typed.strip():
        return _("The number has 16 digits. Please compare it with your card.")
    return _("Please type in your number.")


def _is_busy(form: NumberForm) -> bool:
    return getattr(form.code, "busy", False)


def _by_mark(form: NumberForm) -> ContentNotice | None:
    try:
        inside = keys.unseal(PURPOSE, form.notice.data or "")
        if clock.now().timestamp() - inside["at"] <= PAGE_AGE.total_seconds():
            return queries.get(uuid.UUID(inside["notice"]))
    except (keys.SealBroken, Missing):
        pass
    form.notice.data = ""
    form.code.errors = [_("This page was open for a long time. Please type in your number once more.")]
    return None


def _mark(notice: ContentNotice) -> str:
    return keys.seal(PURPOSE, {"notice": str(notice.id), "at": int(clock.now().timestamp())})


def _ask(form: NumberForm, status: int = 200) -> Response:
    form.code.data = (form.code.data or "")[:MAX_TYPED]
    urls = in_every_language(lambda tag: url_for("notices.number", lang=tag))
    return private(render_template("notices/number.html", form=form, switch_urls=urls), status)


def _told(
    notice: ContentNotice, form: NumberForm, *, done: bool = False, late: str | None = None, status: int = 200
) -> Response:
    form.code.data, form.notice.data = "", _mark(notice)
    page = render_template(
        "notices/told.html",
        told=queries.told(notice, g.language.tag),
        form=form,
        done=done,
        late=late,
        endings=labels.SENTENCES,
        reasons=REASONS,
        switch_urls=in_every_language(lambda tag: url_for("notices.number", lang=tag)),
    )
    return private(page, status)
