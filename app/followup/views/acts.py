"""What can be done on the page of a case. Every act answers with that page again, and keeps every typed word."""

from __future__ import annotations

from collections.abc import Callable

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.answers.rules import Helped
from app.contributions import queries as contribution_queries
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.core.errors import Missing, NotPossibleNow
from app.followup import actions
from app.followup.forms import CaseForm
from app.followup.rules import MAX_TYPED, Act
from app.followup.views.blueprint import bp
from app.followup.views.number import Opened, form_number, only_switches_language, opened
from app.followup.views.pages import case_page, number_page, withdraw_page
from app.permissions import public

Deed = Callable[[Contribution, CaseForm], object]


def _spoken(words: str) -> str:
    """The language of what was just written."""
    return contribution_queries.language_of(words, None, g.language.tag)[0]


def _correct(contribution: Contribution, form: CaseForm) -> object:
    language, origin = contribution_queries.language_of(form.text.data, form.text_language.data, g.language.tag)
    return actions.correct(contribution, form.text.data, language=language, language_origin=origin)


def _more(contribution: Contribution, form: CaseForm) -> object:
    number = form_number()
    return actions.say_more(contribution, form.message.data, language=_spoken(form.message.data), form_number=number)


def _reply(contribution: Contribution, form: CaseForm) -> object:
    number = form_number()
    return actions.reply(contribution, form.answer.data, language=_spoken(form.answer.data), form_number=number)


def _talk(contribution: Contribution, form: CaseForm) -> object:
    words, number = form.talk.data, form_number()
    return actions.talk(contribution, words, language=_spoken(words), question=form.question, form_number=number)


def _object(contribution: Contribution, form: CaseForm) -> object:
    number = form_number()
    return actions.object_to_refusal(
        contribution, form.reason.data, language=_spoken(form.reason.data), form_number=number
    )


def _helped(contribution: Contribution, form: CaseForm) -> object:
    """The pressed button names the answer and what is said about it: "12:partly"."""
    key, _colon, said = request.form.get("helped", "").partition(":")
    helped = next((one for one in Helped if one.value == said), None)
    if helped is None or not key.isdigit():
        raise Missing
    words, number = form.help_words.data or "", form_number()
    return actions.say_helped(contribution, int(key), helped, words, language=_spoken(words), form_number=number)


def _delete_contact(contribution: Contribution, _form: CaseForm) -> object:
    actions.delete_contact(contribution)
    return contribution


def _withdraw(contribution: Contribution, form: CaseForm) -> object:
    # A second tap on the last button is no error.
    if contribution.state is not State.WITHDRAWN:
        actions.withdraw(contribution)
    for box in form.boxes():
        box.data = None
    return contribution


def _answer(act: Act, deed: Deed) -> ResponseReturnValue:
    """Open the case, check the words, do it, show the case again."""
    found = opened()
    if found.contribution is None:
        return number_page(found, act=act)
    form = CaseForm()
    if act is Act.WITHDRAW and not request.form.get("sure"):
        return withdraw_page(found.contribution, form)
    if not form.accept(act):
        return case_page(found.contribution, form, status=422)
    try:
        deed(found.contribution, form)
    except NotPossibleNow:
        return case_page(found.contribution, form, late=act, status=409)
    box = form.box(act)
    if box is not None:
        box.data = None
    return case_page(found.contribution, form, done=act)


def _act(act: Act, deed: Deed) -> ResponseReturnValue:
    if request.method == "GET":
        # Somebody reloaded the address; the case itself is never fetched.
        return redirect(url_for("followup.code_page"))
    if only_switches_language():
        return number_page(Opened(typed=request.form["code"][:MAX_TYPED]), act=act)
    return _answer(act, deed)


@bp.route("/<lang:lang>/code/correct", methods=["GET", "POST"])
@public
def correct() -> ResponseReturnValue:
    """Replace a text that nobody has read."""
    return _act(Act.CORRECT, _correct)


@bp.route("/<lang:lang>/code/more", methods=["GET", "POST"])
@public
def more() -> ResponseReturnValue:
    """Say something more."""
    return _act(Act.MORE, _more)


@bp.route("/<lang:lang>/code/reply", methods=["GET", "POST"])
@public
def reply() -> ResponseReturnValue:
    """Reply to the commissioner's question."""
    return _act(Act.REPLY, _reply)


@bp.route("/<lang:lang>/code/talk", methods=["GET", "POST"])
@public
def talk() -> ResponseReturnValue:
    """Say something in the talk with network and commissioner."""
    return _act(Act.TALK, _talk)


@bp.route("/<lang:lang>/code/object", methods=["GET", "POST"], endpoint="object")
@public
def object_to_refusal() -> ResponseReturnValue:
    """Object to a refusal."""
    return _act(Act.OBJECT, _object)


@bp.route("/<lang:lang>/code/helped", methods=["GET", "POST"])
@public
def helped() -> ResponseReturnValue:
    """Say whether an answer helped."""
    return _act(Act.HELPED, _helped)


@bp.route("/<lang:lang>/code/delete-contact", methods=["GET", "POST"])
@public
def delete_contact() -> ResponseReturnValue:
    """Delete the stored address."""
    return _act(Act.DELETE_CONTACT, _delete_contact)


@bp.route("/<lang:lang>/code/withdraw", methods=["GET", "POST"])
@public
def withdraw() -> ResponseReturnValue:
    """Ask once, then take everything back. A second tap on the last button shows the same page."""
    return _act(Act.WITHDRAW, _withdraw)
