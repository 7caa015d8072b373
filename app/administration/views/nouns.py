"""One set of pages for everything that the office edits: list, sheet with history, a new one, taking back."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.accounts import sessions
from app.administration import actions, forms, labels, queries
from app.administration.actions.editing import Refused
from app.administration.nouns import ALL, BY_NAME, Noun
from app.administration.rules import Problem, Sheet, difference, stamp
from app.administration.views.blueprint import bp
from app.administration.views.showing import Showing
from app.core import clock
from app.core.errors import Conflict, DomainError, Invalid, Missing
from app.permissions import Permission, needs


@bp.get("/staff/admin/")
@needs(Permission.CONFIGURATION_READ)
def index() -> str:
    """Everything that can be edited, at a glance."""
    return render_template("administration/index.html", nouns=ALL, words=labels.NOUNS)


@bp.get("/staff/admin/<word:section>/")
@needs(Permission.CONFIGURATION_READ)
def section(section: str) -> Any:
    """All things of one kind; where there is only one, its page."""
    noun = _noun(section)
    rows = noun.rows()
    if len(rows) == 1 and not noun.adds:
        return redirect(url_for("administration.thing", section=section, row=noun.address(rows[0])))
    sheets = [(row, noun.read(row)) for row in rows]
    return render_template(
        "administration/section.html",
        noun=noun,
        words=labels.NOUNS[noun.name],
        sheets=sheets,
        show=Showing(noun),
        today=clock.today(),
    )


@bp.get("/staff/admin/<word:section>/new")
@needs(Permission.CONFIGURATION_CHANGE)
def new(section: str) -> str:
    """An empty sheet."""
    noun = _noun(section, adding=True)
    return _new_page(noun, forms.build(_shown(noun, new=True), noun.blank()))


@bp.post("/staff/admin/<word:section>/new")
@needs(Permission.CONFIGURATION_CHANGE)
def make(section: str) -> Any:
    """Make a new one."""
    noun = _noun(section, adding=True)
    fields = _shown(noun, new=True)
    form = forms.build(fields, noun.blank(), request.form)
    if not form.validate_on_submit():
        return _new_page(noun, form), 422
    try:
        row = actions.save(noun, None, forms.read(form, fields), actor=_actor())
    except DomainError as error:
        _blame(form, error)
        return _new_page(noun, form), error.status
    flash(_("Saved."))
    return redirect(url_for("administration.thing", section=section, row=noun.address(row)), 303)


@bp.get("/staff/admin/<word:section>/<word:row>")
@needs(Permission.CONFIGURATION_READ)
def thing(section: str, row: str) -> str:
    """One thing: its sheet and its history."""
    noun = _noun(section)
    found = noun.find(row)
    sheet = noun.read(found)
    form = forms.build(_shown(noun), sheet)
    form.seen.data = stamp(sheet)
    return _page(noun, found, form, sheet)


@bp.post("/staff/admin/<word:section>/<word:row>")
@needs(Permission.CONFIGURATION_CHANGE)
def save(section: str, row: str) -> Any:
    """Save the sheet, unless somebody else did in the meantime."""
    noun = _noun(section)
    found, fields = noun.find(row), _shown(noun)
    sheet = noun.read(found)
    form = forms.build(fields, sheet, request.form)
    if not form.validate_on_submit():
        return _page(noun, found, form, sheet), 422
    typed = forms.read(form, fields)
    try:
        actions.save(noun, found, typed, actor=_actor(), seen=form.seen.data, keep=form.keep.data)
    except Conflict as error:
        sheet = noun.read(found)
        form.seen.data = stamp(sheet)
        return _page(noun, found, form, sheet, theirs=typed), error.status
    except DomainError as error:
        _blame(form, error)
        return _page(noun, found, form, sheet), error.status
    flash(_("Saved."))
    return redirect(url_for("administration.thing", section=section, row=noun.address(found)), 303)


@bp.post("/staff/admin/<word:section>/<word:row>/back/<uuid:entry>")
@needs(Permission.CONFIGURATION_CHANGE)
def take_back(section: str, row: str, entry: uuid.UUID) -> Any:
    """Set back what one change touched."""
    noun = _noun(section)
    found = noun.find(row)
    if not forms.ActForm().validate_on_submit():
        raise Missing
    try:
        actions.take_back(noun, found, entry, actor=_actor())
    except (Refused, Invalid) as error:
        sheet = noun.read(found)
        form = forms.build(_shown(noun), sheet)
        form.seen.data = stamp(sheet)
        _blame(form, error)
        return _page(noun, found, form, sheet), error.status
    flash(_("The change is taken back."))
    return redirect(url_for("administration.thing", section=section, row=noun.address(found)), 303)


def _noun(section: str, *, adding: bool = False) -> Noun:
    noun = BY_NAME.get(section)
    if noun is None or (adding and not noun.adds):
        raise Missing
    return noun


def _shown(noun: Noun, *, new: bool = False) -> tuple[Any, ...]:
    """The fields of the page: keys are made by themselves, and what is said once stands fast later."""
    return tuple(field for field in noun.fields if not field.hidden and (new or not field.fixed))


def _blame(form: forms.SheetForm, error: DomainError) -> None:
    if isinstance(error, Refused):
        forms.blame(form, error.problems, labels.ERRORS)
    else:
        field = getattr(error, "field", None) or ""
        forms.blame(form, [Problem(tuple(field.split("-")), error.code)], labels.ERRORS)


def _new_page(noun: Noun, form: forms.SheetForm) -> str:
    fields, words = _shown(noun, new=True), labels.NOUNS[noun.name]
    return render_template(
        "administration/new.html",
        noun=noun,
        form=form,
        fields=fields,
        words=words,
        show=Showing(noun),
        hints=labels.HINTS,
    )


def _page(noun: Noun, row: Any, form: forms.SheetForm, sheet: Sheet, theirs: Sheet | None = None) -> str:
    # Where both differ: what stands there now, and what this person typed.
    apart = difference({name: sheet[name] for name in theirs}, theirs) if theirs is not None else {}
    return render_template(
        "administration/thing.html",
        noun=noun,
        row=row,
        form=form,
        sheet=sheet,
        fields=_shown(noun),
        words=labels.NOUNS[noun.name],
        show=Showing(noun),
        hints=labels.HINTS,
        apart=apart,
        story=queries.story(row),
    )


def _actor() -> Any:
    return sessions.actor(Permission.CONFIGURATION_CHANGE)
