"""Sending a notice about a public text: no account, no script, once for each form. Its answer is the number."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, g, render_template, request, url_for

from app.answers import queries as answer_queries
from app.answers.models import Answer
from app.contributions import codes
from app.contributions import queries as contribution_queries
from app.contributions.models import Contribution
from app.core import clock, keys
from app.core.errors import DomainError, Missing
from app.core.languages import content
from app.core.languages.content import Audience
from app.extensions import db
from app.notices import actions, queries
from app.notices.forms import NoticeForm
from app.notices.models import ContentNotice
from app.notices.rules import Ground
from app.notices.views.blueprint import attach, bp, in_every_language, private
from app.permissions import public

PURPOSE = "notice-form"


@dataclass(frozen=True)
class Ticket:
    """What the sealed hidden field holds: the form's number and the code that the notice will get."""

    number: str
    code: str


def _ticket(sealed: str) -> Ticket | None:
    """The ticket in a form; None when it is missing or was altered."""
    try:
        inside = keys.unseal(PURPOSE, sealed)
    except keys.SealBroken:
        return None
    return Ticket(inside["number"], inside["code"])


def _new_ticket() -> str:
    return keys.seal(PURPOSE, {"number": secrets.token_urlsafe(16), "code": codes.new()})


@bp.get("/<lang:lang>/contributions/<ref:reference>/notice")
@public
def notice(reference: str) -> Response:
    """The form. `?answer=` names the network whose answer is meant."""
    contribution = contribution_queries.public_one(reference)
    form = NoticeForm(formdata=None)
    form.network.data = request.args.get("answer", "")[:40]
    answer = _answer(contribution, form.network.data)
    form.network.data = answer.network.key if answer else ""
    return _show(contribution, answer, form)


@bp.post("/<lang:lang>/contributions/<ref:reference>/notice")
@public
def send(reference: str) -> Response:
    """Store the notice and show its number. The same form again shows the same number, whatever happened since."""
    form = NoticeForm()
    ticket = _ticket(form.ticket.data or "")
    known = queries.by_form(actions.form_hash(ticket.number)) if ticket else None
    if ticket is not None and known is not None:
        return _receipt(known, ticket, form)
    contribution = contribution_queries.public_one(reference)
    answer = _answer(contribution, form.network.data or "")
    if "switch_language" in request.form:
        return _show(contribution, answer, form)
    if ticket is None or not form.validate():
        return _show(contribution, answer, form, status=422)
    try:
        sent = actions.send(contribution, answer, _report(form, ticket))
    except DomainError as error:
        db.session.rollback()
        messages = [words for words in [attach(form, error)] if words]
        return _show(contribution_queries.public_one(reference), answer, form, messages, error.status)
    return _receipt(sent, ticket, form)


def _report(form: NoticeForm, ticket: Ticket) -> actions.Report:
    why = form.why.data or ""
    return actions.Report(
        ground=Ground(form.ground.data),
        why=why,
        place=form.place.data or "",
        language=contribution_queries.language_of(why, None, g.language.tag)[0],
        reading_language=g.language.tag,
        number=ticket.number,
        code=ticket.code,
        good_faith=bool(form.good_faith.data),
        name=form.name.data or "",
        email=form.email.data or "",
        looks_automatic=form.looks_automatic,
    )


def _answer(contribution: Contribution, key: str) -> Answer | None:
    """The published answer of the network with this key; None: the contribution itself is meant."""
    rows = answer_queries.published_for(contribution)
    return next((row for row in rows if row.network.key == key), None)


def _show(
    contribution: Contribution,
    answer: Answer | None,
    form: NoticeForm,
    messages: list[str] | None = None,
    status: int = 200,
) -> Response:
    if _ticket(form.ticket.data or "") is None:
        form.ticket.data = _new_ticket()
    reference = contribution.reference
    texts = content.load([contribution, *([answer] if answer else [])], ["title", "text"])
    page = render_template(
        "notices/send.html",
        form=form,
        messages=messages or [],
        contribution=contribution,
        network=answer.network.name_on(clock.today()) if answer else None,
        title=texts.say(contribution, "title", g.language.tag, Audience.PUBLIC),
        text=texts.say(answer or contribution, "text", g.language.tag, Audience.PUBLIC),
        action_urls=_same_page(reference),
        contact_days=current_app.config["RETENTION_NOTICE_CONTACT_DAYS"],
    )
    return private(page, status)


def _receipt(sent: ContentNotice, ticket: Ticket, form: NoticeForm) -> Response:
    base = current_app.config["PUBLIC_URL"] or request.host_url
    address = base.split("://", 1)[-1].rstrip("/") + url_for("notices.number")
    page = render_template(
        "notices/receipt.html",
        notice=sent,
        code=ticket.code,
        address=address,
        form=form,
        awaits_mail=bool((form.email.data or "").strip()) and queries.has_address(sent),
        action_urls=_same_page(sent.contribution.reference),
    )
    return private(page)


def _same_page(reference: str) -> dict[str, str]:
    return in_every_language(lambda tag: url_for("notices.send", reference=reference, lang=tag))


@bp.get("/<lang:lang>/notice/confirm/<signed:token>")
@public
def confirm(token: str) -> Response:
    """Asks whether this address may get the second mail. Mail programs open links, so a button confirms."""
    done = queries.to_confirm(token).confirmed_on is not None
    return private(render_template("notices/confirm.html", token=token, done=done))


@bp.post("/<lang:lang>/notice/confirm/<signed:token>")
@public
def confirm_now(token: str) -> Any:
    """The button."""
    try:
        actions.confirm_address(token)
    except Missing:
        db.session.rollback()
        raise
    return private(render_template("notices/confirm.html", token="", done=True))
