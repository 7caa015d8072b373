"""The card desk: one card after the other, by the keyboard alone."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import sessions
from app.concept import labels as concept_labels
from app.concept import queries as concept
from app.concept.rules import DistrictKind
from app.contributions import labels as contribution_labels
from app.contributions import queries as contributions
from app.core import clock
from app.core.errors import DomainError, Missing, NotPossibleNow
from app.core.languages import content, locales
from app.dialogforum import labels
from app.dialogforum.actions import cards as actions
from app.dialogforum.actions.cards import CardWords
from app.dialogforum.forms.desk_cards import CardForm
from app.dialogforum.queries import cards as queries
from app.dialogforum.rules.cards import fields_of
from app.dialogforum.views.blueprint import bp
from app.permissions import Permission, needs

TYPE = Permission.CARDS_TYPE
# Errors that name no field themselves.
ABOUT = {**dict.fromkeys(("card_typed", "card_void", "no_such_card"), "card"), "no_district": "district"}


@bp.get("/staff/dialogforum/cards/")
@needs(TYPE)
def cards() -> Any:
    """An empty form for the next card."""
    return _desk(_fresh())


@bp.post("/staff/dialogforum/cards/")
@needs(TYPE)
def cards_type() -> Any:
    """Take in one card, then the next."""
    form = CardForm()
    try:
        number = queries.number_of(form.card.data or "")
        actions.type_card(number, _words(form), form_number=form.number.data or "", actor=sessions.actor(TYPE))
    except DomainError as error:
        return _desk(form, error), error.status if error.status != 404 else 422
    flash(_("Card %(number)s is in.", number=queries.shown(number)), "success")
    return redirect(url_for("dialogforum.cards"), 303)


@bp.get("/staff/dialogforum/cards/<int:number>")
@needs(TYPE)
def card(number: int) -> Any:
    """One of the cards that this person typed today, to put it right while nobody has read it."""
    return _correction(number, None)


@bp.post("/staff/dialogforum/cards/<int:number>")
@needs(TYPE)
def card_correct(number: int) -> Any:
    """Put it right."""
    form = CardForm()
    try:
        actions.correct_card(number, _words(form), actor=sessions.actor(TYPE))
    except Missing:
        raise
    except DomainError as error:
        return _correction(number, form, error), error.status
    flash(_("Card %(number)s is corrected.", number=queries.shown(number)), "success")
    return redirect(url_for("dialogforum.cards"), 303)


def _fresh() -> CardForm:
    form = CardForm(formdata=None)
    form.number.data = secrets.token_hex(16)
    return form


def _words(form: CardForm) -> CardWords:
    """What was typed, as the card says it. Raises Invalid("card_fields_wrong")."""
    return CardWords(
        text=form.text.data or "",
        fields=fields_of(form.fields_typed.data or ""),
        language=form.language.data or None,
        district_key=form.district.data or None,
        offers_help=bool(form.offers_help.data),
        quote_allowed=bool(form.quote_allowed.data),
    )


def _desk(form: CardForm, error: DomainError | None = None) -> str:
    today = clock.today()
    return _page(
        "dialogforum/desk/cards.html",
        form,
        error,
        typed=queries.typed_today(current_user.id, today),
        count=queries.count_typed(current_user.id, today),
        shown=queries.shown,
        keys=request.args.get("keys") != "off",
    )


def _correction(number: int, form: CardForm | None, error: DomainError | None = None) -> Any:
    found = queries.get(number)
    mine = found.typed_by_id == current_user.id and found.typed_on == clock.today()
    if not mine or found.contribution_id is None:
        raise Missing("no_such_card")
    contribution = contributions.by_id(found.contribution_id)
    if contribution.read_on is not None and form is None:
        return _desk(_fresh(), NotPossibleNow("already_read"))
    if form is None:
        form = _fresh()
        words = content.original(contribution, "text")
        form.text.data = words.text if words else ""
        form.fields_typed.data = "".join(str(row.number) for row in contribution.suggested_fields)
        form.language.data = contribution.language
        form.district.data = contribution.district.key if contribution.district else ""
        form.offers_help.data, form.quote_allowed.data = contribution.offers_help, contribution.quote_allowed
    return _page("dialogforum/desk/card.html", form, error, number=number, shown=queries.shown(number))


def _page(template: str, form: CardForm, error: DomainError | None, **more: Any) -> Any:
    form.language.choices = [("", _("The words tell it"))] + [
        (one.tag, one.german if g.language.tag == "de" else one.name) for one in locales.by_endonym(locales.OFFERED)
    ]
    places = [(one.key, _district(one)) for one in concept.districts(clock.today())]
    form.district.choices = [("", _("no answer")), *places]
    messages = [] if error is None else [said] if (said := blame(form, error)) else []
    response = Response(render_template(template, form=form, messages=messages, **more))
    response.headers["Cache-Control"] = "no-store"
    return response


def _district(row: Any) -> str:
    words = {DistrictKind.WHOLE_CITY: _("The whole city"), DistrictKind.OUTSIDE: _("Outside Rheine")}
    return words.get(row.kind, row.name)


def blame(form: Any, error: DomainError) -> str | None:
    """Put the sentence of a refused act beside its field; gives it back when the form has no such field."""
    sentences = {**concept_labels.ERRORS, **contribution_labels.ERRORS, **labels.ERRORS}
    words = str(sentences[error.code]) % error.facts
    name = getattr(error, "field", None) or ABOUT.get(error.code)
    if name and name in form:
        form[name].errors = [*form[name].errors, words]
        return None
    return words
