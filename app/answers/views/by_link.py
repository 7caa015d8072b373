"""Answering with a link from a mail, for managers who work without an account at hand. It opens one case alone.

Reading changes nothing: mail programs look at links before people do. Every act is a button, and is written down as
done "by link". The link answers once; see queries/links.py for when it ends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.answers import actions, queries
from app.answers.forms import AnswerForm, SeenForm
from app.answers.labels import ERRORS
from app.answers.models import Answer
from app.answers.queries import Link, LinkState
from app.answers.views import composer
from app.answers.views.blueprint import bp
from app.answers.views.case import facts, is_the_groups, may_approve
from app.core.errors import Conflict, Missing
from app.core.history import Actor, ActorKind
from app.core.languages import locales
from app.extensions import db
from app.permissions import Role, public
from app.routing.models import Assignment

BUTTONS = ("acknowledge", "approve_and_publish", "check_words", "hand_over", "publish", "ready_text", "save_draft")


@bp.get("/answer/<signed:token>")
@public
def by_link(token: str) -> ResponseReturnValue:
    """The one case of this link; or what became of the link."""
    return _page(token, _opened(token))


@bp.post("/answer/<signed:token>/acknowledge")
@public
def link_acknowledge(token: str) -> ResponseReturnValue:
    """The network takes the case on."""
    return _do(token, lambda link: _done(actions.acknowledge(link.assignment, actor=_actor(link))))


@bp.post("/answer/<signed:token>/draft")
@public
def link_save_draft(token: str) -> ResponseReturnValue:
    """Save what is written so far; the link stays open."""
    return _write(token, actions.save_draft, complete=False)


@bp.post("/answer/<signed:token>/check-words")
@public
def link_check_words(token: str) -> ResponseReturnValue:
    """Say how easy the typed words are to read. Nothing is saved, nothing is lost."""

    def check(link: Link) -> tuple[str, int]:
        form = composer.typed(link.assignment, csrf=False)
        return _case(token, link, link.assignment, answer_form=form), 200

    return _do(token, check)


@bp.post("/answer/<signed:token>/ready-text")
@public
def link_ready_text(token: str) -> ResponseReturnValue:
    """Put a ready text behind the typed words. Nothing is saved, nothing is replaced."""
    return _do(token, lambda link: (composer.with_ready_text(link.assignment, _place(token, link)), 200))


@bp.post("/answer/<signed:token>/hand-over")
@public
def link_hand_over(token: str) -> ResponseReturnValue:
    """Save, and ask the second person to look at it. The link has answered."""
    return _write(token, actions.hand_over)


@bp.post("/answer/<signed:token>/publish")
@public
def link_publish(token: str) -> ResponseReturnValue:
    """Save and publish the answer. The link has answered."""
    return _write(token, actions.save_and_publish)


@bp.post("/answer/<signed:token>/approve-and-publish")
@public
def link_approve_and_publish(token: str) -> ResponseReturnValue:
    """The second person agrees with the words that were on the page, and they are out."""

    def agree(link: Link) -> tuple[str, int] | None:
        answer = queries.of_assignment(link.assignment)
        if answer is None:
            raise Missing
        try:
            version = SeenForm(meta={"csrf": False}).version.data or 0
            actions.approve_and_publish(answer, actor=_actor(link), version=version)
        except Conflict as error:
            db.session.rollback()
            return _case(token, link, link.assignment, refusals=[ERRORS[error.code]]), 409
        return None

    return _do(token, agree)


@bp.post("/answer/<signed:token>/new-link")
@public
def new_link(token: str) -> ResponseReturnValue:
    """Mail a fresh link to whom this one belonged. The page never says what became of it."""
    link = _opened(token)
    actions.send_new_link(token)
    return _private(render_template("answers/link_over.html", link=link, asked=True), 200)


def _opened(token: str) -> Link:
    link = queries.link(token)
    g.language = locales.negotiate([link.language], locales.STAFF)
    return link


def _actor(link: Link) -> Actor:
    return Actor(ActorKind.STAFF, link.account_id, Role.NETWORK_MANAGER.value, way="link")


def _done(_result: object) -> None:
    return None


def _do(token: str, act: Callable[[Link], tuple[str, int] | None]) -> ResponseReturnValue:
    """One act with an open link. Afterwards the page is fetched anew, so that a reload does nothing twice."""
    link = _opened(token)
    if link.state is not LinkState.OPEN:
        return _page(token, link, 409)
    answered = act(link)
    if answered is not None:
        return _private(*answered)
    return redirect(url_for("answers.by_link", token=token, done=1), 303)


def _write(token: str, act: Callable[..., Answer], *, complete: bool = True) -> ResponseReturnValue:
    return _do(
        token, lambda link: composer.write(link.assignment, act, _actor(link), _place(token, link), complete=complete)
    )


def _place(token: str, link: Link) -> composer.Place:
    def page(assignment: Assignment, **forms: Any) -> str:
        return _case(token, link, assignment, **forms)

    def conflict(assignment: Assignment, form: AnswerForm) -> str:
        found = queries.case(assignment, g.language.tag)
        form.start_from(found.answer.version if found.answer else 0)
        return render_template(
            "answers/conflict.html", answer_form=form, **facts(found), **_there(token, link, found, form)
        )

    return composer.Place(page, conflict, csrf=False)


def _page(token: str, link: Link, status: int = 200) -> Response:
    if link.state is LinkState.OPEN:
        return _private(_case(token, link, link.assignment), status)
    # Words that were typed while the link ended are given back.
    typed = "\n\n".join(filter(None, (request.form.get(name) for name in ("text", "simple", "next_step"))))
    page = render_template("answers/link_over.html", link=link, asked=False, token=token, typed=typed)
    return _private(page, status)


def _case(token: str, link: Link, assignment: Assignment, **forms: Any) -> str:
    found = queries.case(assignment, g.language.tag)
    form = forms.get("answer_form") or composer.answer_form(found, csrf=False)
    shown = {"answer_form": form, "refusals": forms.get("refusals", []), "done": request.args.get("done")}
    return render_template("answers/by_link.html", **shown, **facts(found), **_there(token, link, found, form))


def _there(token: str, link: Link, case: queries.Case, form: AnswerForm) -> dict[str, Any]:
    return {
        "urls": {name: url_for(f"answers.link_{name}", token=token) for name in BUTTONS},
        "readings": composer.readings(form),
        "may_approve": not is_the_groups(case) and may_approve(case, link.account_id),
        "by_link": True,
        "link": link,
    }


def _private(page: str, status: int) -> Response:
    """Never kept, never indexed; its address is told to no other site, as everywhere (app/web.py)."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
