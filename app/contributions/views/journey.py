"""The resident's journey: field → text → contact → check → the answer with the code. No cookie, nothing stored before
the end: every answer rides in the form, and the sealed number of the form makes sending it twice the same as once."""

from __future__ import annotations

from typing import Any

from flask import current_app, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.contributions import actions, queries, tickets
from app.contributions.forms import CARRIED, STEPS, UNSURE, JourneyForm
from app.contributions.rules import Entry, Sent, suggests_danger
from app.contributions.tickets import Ticket
from app.contributions.views.blueprint import bp, not_kept, short_address
from app.contributions.views.checking import district_names, look_at
from app.core import clock, database
from app.core.history import RESIDENT
from app.core.languages import locales
from app.permissions import public

Answer = tuple[str, int]


def _form(districts: bool = True, **values: Any) -> JourneyForm:
    """The form with what was sent. The first question alone needs no districts."""
    form = JourneyForm(**values)
    form.settle(district_names() if districts else {})
    return form


@bp.get("/<lang:lang>/contribute/")
@public
def contribute() -> Response:
    """The first question; an address with a field (posters, cards) begins with the second."""
    field, entry = request.args.get("action_field", ""), request.args.get("entry", "")
    known = field in {UNSURE, *(str(number) for number in range(1, 9))}
    form = _form(districts=known, action_field=field, entry=entry)
    return not_kept(_show("text" if known else "field", form)[0])


# Somebody sends the address of a step again, without the form: the journey begins anew.
@bp.route("/<lang:lang>/contribute/field", methods=["GET", "POST"], defaults={"step": "field"})
@bp.route("/<lang:lang>/contribute/text", methods=["GET", "POST"], defaults={"step": "text"})
@bp.route("/<lang:lang>/contribute/contact", methods=["GET", "POST"], defaults={"step": "contact"})
@bp.route("/<lang:lang>/contribute/check", methods=["GET", "POST"], defaults={"step": "check"})
@public
def contribute_step(step: str) -> Answer | Response:
    """One step was sent: on, back, change, other language or send. Wrong answers show the step again, words kept."""
    if request.method != "POST":
        return redirect(url_for("contributions.contribute"), 303)
    # Only the last button writes; whoever is still answering must not queue behind everybody who sends.
    if step == "check" and not {"switch_language", "back", "change"} & set(request.form):
        return _send(_form())
    with database.reading():
        return _walk(step, _form())


def _walk(step: str, form: JourneyForm) -> Answer:
    """Every button but the last."""
    pressed = form.pressed
    if pressed == "switch_language":
        return _switched(step, form)
    if pressed == "back":
        return _to_check(form) if form.then.data == "check" else _show(STEPS[max(STEPS.index(step) - 1, 0)], form)
    if pressed == "change":
        form.then.data = "check" if step == "check" else ""
        wanted = request.form["change"]
        return _show(wanted if wanted in STEPS else "field", form)
    return _next(step, form)


def _next(step: str, form: JourneyForm) -> Answer:
    if not form.one_passes("form_token"):
        return _show(step, form, 400, _take_error(form))
    if not form.passes(step):
        return _show(step, form, 422)
    following = STEPS[STEPS.index(step) + 1]
    return _to_check(form) if "check" in (form.then.data, following) else _show(following, form)


def _take_error(form: JourneyForm) -> str:
    """What is wrong with the form's token, as a sentence of its own: there is no question it belongs to."""
    message = " ".join(str(error) for error in form.form_token.errors)
    form.form_token.errors = []
    return message


def _to_check(form: JourneyForm) -> Answer:
    wrong = form.first_wrong()
    return _show("check", form) if wrong is None else _show(wrong, form, 422)


def _switched(step: str, form: JourneyForm) -> Answer:
    """The same step in another language. The page with the code comes back as it was, when it was that one."""
    ticket = tickets.opened(tickets.JOURNEY, form.journey.data or "")
    stored = queries.by_form(actions.form_hash(ticket.number)) if ticket and "sent" in request.form else None
    if ticket is not None and stored is not None:
        return _confirm(stored, ticket, Sent.SAME, form)
    form.asked.data = ""
    return _show(step, form)


def _send(form: JourneyForm) -> Answer:
    ticket = tickets.opened(tickets.JOURNEY, form.journey.data or "")
    if ticket is None:
        form.journey.data = ""
        return _show(
            "check", form, 400, _("This form was not complete. Nothing has been sent yet. Please send it now.")
        )
    stored = queries.by_form(actions.form_hash(ticket.number))
    # What was stored already is confirmed again whatever its age; the first time the form must be a fresh one.
    if stored is None and ticket.age > current_app.config["FORM_TOKEN_AGE"]:
        form.journey.data = ""
        return _show(
            "check", form, 400, _("This page was open for a long time. Your text is still here. Please send it now.")
        )
    if stored is None and not form.one_passes("form_token"):
        return _show("check", form, 400, _take_error(form))
    wrong = form.first_wrong()
    if wrong is not None:
        return _show(wrong, form, 422)
    done, sent = actions.send(_submission(form, ticket), actor=RESIDENT)
    return _confirm(done.contribution, ticket, sent, form)


def _submission(form: JourneyForm, ticket: Ticket) -> actions.Submission:
    number = form.action_field.data
    language, origin = queries.language_of(form.text.data or "", form.text_language.data, g.language.tag)
    return actions.Submission(
        text=form.text.data or "",
        language=language,
        language_origin=origin,
        reading_language=g.language.tag,
        fields=[int(number)] if number and number != UNSURE else [],
        district_key=form.district.data or None,
        offers_help=bool(form.offer.data),
        quote_allowed=bool(form.quote_allowed.data),
        contact=form.contact.data or None,
        entry=Entry(form.entry.data) if form.entry.data else None,
        looks_automatic=form.looks_automatic,
        code=ticket.code,
        number=ticket.number,
    )


def _show(step: str, form: JourneyForm, status: int = 200, message: str | None = None) -> Answer:
    """One step of the journey with every answer given so far."""
    fields = queries.field_choices(g.language.tag, clock.today()) if step != "contact" else []
    chosen = next((row for row in fields if str(row.number) == form.action_field.data), None)
    more = _for_check(form) if step == "check" else {}
    page = render_template(
        f"contributions/{step}.html",
        form=form,
        fields=fields,
        chosen=chosen,
        step=step,
        step_number=STEPS.index(step) + 1,
        step_total=len(STEPS),
        action_urls=_same_step(step),
        carried=_carried(form),
        message=message,
        contact_months=round(current_app.config["RETENTION_CONTACT_DAYS"] / 30.5),
        **more,
    )
    return page, status


def _for_check(form: JourneyForm) -> dict[str, Any]:
    """What the check page needs beside the answers: a sealed number, the marked text, the question about it."""
    if tickets.opened(tickets.JOURNEY, form.journey.data or "") is None:
        form.journey.data = tickets.new(tickets.JOURNEY).sealed
    form.then.data = ""
    return look_at(form)


def _same_step(step: str) -> dict[str, str]:
    return {one.tag: url_for("contributions.contribute_step", step=step, lang=one.tag) for one in locales.OFFERED}


def _carried(form: JourneyForm) -> dict[str, str]:
    """Answers as hidden fields say them; what was not answered is left out."""
    values = {name: form[name].data for name in CARRIED}
    return {name: "y" if value is True else str(value) for name, value in values.items() if value}


def _confirm(contribution: Any, ticket: Ticket, sent: Sent, form: JourneyForm) -> Answer:
    form.journey.data = ticket.sealed if not form.journey.data else form.journey.data
    page = render_template(
        "contributions/confirmation.html",
        code=ticket.code,
        reference=contribution.reference,
        received=contribution.received_on,
        promise=queries.promise(contribution.received_on),
        sent=sent,
        awaits_mail=bool(form.contact.data),
        danger=suggests_danger(form.text.data or ""),
        action_urls=_same_step("check"),
        carried=_carried(form),
        address=short_address(),
    )
    return page, 200
