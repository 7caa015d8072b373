"""Entering for somebody else: begin → notice → text → last look → the number, which goes to the person; then the screen
is wiped. Notice, last look and number are for the person, in the person's language; the rest is for the helper."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from app.contributions import actions, queries
from app.contributions.forms.assisted import STEPS
from app.contributions.rules import FRESH_LOOK, Interpreter, Words
from app.contributions.views import assisted_pages as pages
from app.contributions.views.assisted_pages import Answer, Sitting
from app.contributions.views.blueprint import bp
from app.core.languages import locales
from app.permissions import Permission, needs


@bp.get("/staff/assisted/")
@needs(Permission.ASSISTED_ENTER)
def assisted() -> Answer:
    """Begin: which language the person speaks, and how the help is given."""
    return pages.start(pages.fresh_form())


# Somebody sends the address of a step again, without the form: the entry begins anew.
@bp.route("/staff/assisted/start", methods=["GET", "POST"], defaults={"step": "start"})
@bp.route("/staff/assisted/notice", methods=["GET", "POST"], defaults={"step": "notice"})
@bp.route("/staff/assisted/text", methods=["GET", "POST"], defaults={"step": "text"})
@bp.route("/staff/assisted/check", methods=["GET", "POST"], defaults={"step": "check"})
@needs(Permission.ASSISTED_ENTER)
def assisted_step(step: str) -> Answer | Response:
    """One step was sent: on, back, change, other language or send. A wiped entry stays closed, whatever is sent."""
    if request.method != "POST":
        return redirect(url_for("contributions.assisted"), 303)
    entry = pages.sitting()
    if entry is None:
        return pages.start(pages.fresh_form(), "closed", 410)
    return _walk(step, entry)


@bp.route("/staff/assisted/wipe", methods=["GET", "POST"])
@needs(Permission.ASSISTED_ENTER)
def wipe_assisted() -> Any:
    """The person has the number, or stops: nothing of the case stays here. What is the same for the next one does."""
    if request.method != "POST":
        return redirect(url_for("contributions.assisted"), 303)
    entry = pages.sitting()
    if entry is not None and "sure" not in request.form and (entry.stored or entry.form.text.data):
        return pages.ask_before_wiping(entry)
    if entry is not None:
        actions.wipe(entry.ticket.number)
    page, status = pages.start(pages.next_form(), "wiped")
    # Pages that a browser keeps for its back button belong to its cache.
    return page, status, {"Clear-Site-Data": '"cache"'}


def _walk(step: str, sitting: Sitting) -> Answer:
    form, pressed = sitting.form, sitting.form.pressed
    if pressed == "switch_language":
        return _switched(step, sitting)
    if pressed == "back":
        return pages.show(STEPS[max(STEPS.index(step) - 1, 0)], sitting)
    if pressed == "change":
        return pages.show("text", sitting)
    if not form.passes(step):
        return pages.show(step, sitting, 422)
    if step == "check":
        return _send(sitting)
    if step == "start":
        form.page_language.data = (locales.offered(form.spoken.data) or locales.GERMAN).tag
    return pages.show(STEPS[STEPS.index(step) + 1], sitting)


def _switched(step: str, sitting: Sitting) -> Answer:
    """The same page in another language; the page with the number too."""
    sitting.form.page_language.data = request.form["switch_language"]
    if sitting.stored is not None and "sent" in request.form:
        return pages.number(sitting, sitting.stored)
    sitting.form.asked.data = ""
    return pages.show(step, sitting)


def _send(sitting: Sitting) -> Answer:
    form, ticket = sitting.form, sitting.ticket
    if not sitting.complete:
        wrong = _l("This form was not complete. Nothing has been sent yet. Please send it now.")
        return pages.show("check", sitting, 400, wrong)
    if sitting.stored is None and ticket.age > FRESH_LOOK:
        late = _l("This page was open for a long time. Your text is still here. Please send it now.")
        return pages.show("check", sitting, 400, late)
    step = form.first_wrong()
    if step is not None:
        return pages.show(step, sitting, 422)
    done, sent = actions.send_for_somebody(_submission(sitting), _help(sitting))
    return pages.number(sitting, done.contribution, sent)


def _submission(sitting: Sitting) -> actions.Submission:
    form, reader = sitting.form, sitting.reader.tag
    language, origin = queries.language_of(form.text.data or "", form.text_language.data, reader)
    return actions.Submission(
        text=form.text.data or "",
        language=language,
        language_origin=origin,
        reading_language=reader,
        fields=[int(number) for number in form.fields.data],
        district_key=form.district.data or None,
        offers_help=bool(form.offer.data),
        quote_allowed=bool(form.quote_allowed.data),
        contact=form.contact.data or None,
        code=sitting.ticket.code,
        number=sitting.ticket.number,
    )


def _help(sitting: Sitting) -> actions.Help:
    form = sitting.form
    return actions.Help(
        account_id=current_user.id,
        spoken_language=form.spoken.data,
        interpreter=Interpreter(form.interpreter.data),
        words=Words(form.words.data),
        organisation_id=int(form.organisation.data) if form.organisation.data else None,
    )
