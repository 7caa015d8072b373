"""The page of a table's host: one note after the other."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields import SelectChoice

from app.accounts import sessions
from app.concept import queries as concept
from app.contributions import labels as contribution_labels
from app.core.errors import Conflict, DomainError, Missing, NotPossibleNow
from app.core.languages import content, locales
from app.dialogforum import labels
from app.dialogforum.actions import notes as actions
from app.dialogforum.actions.notes import NoteWords
from app.dialogforum.forms.desk_tables import ActForm, NoteForm
from app.dialogforum.models.tables import TableNote, ThemeTable
from app.dialogforum.queries import tables as queries
from app.dialogforum.views.blueprint import bp
from app.dialogforum.views.desk_tables import own_numbers, private
from app.permissions import Permission, needs

WRITE = Permission.TABLE_WRITE


@bp.get("/staff/dialogforum/tables/<int:table_id>")
@needs(WRITE)
def table(table_id: int) -> Any:
    """An empty form for the next note, and the notes so far."""
    return _desk(_table(table_id), _fresh())


@bp.post("/staff/dialogforum/tables/<int:table_id>")
@needs(WRITE)
def note_write(table_id: int) -> Any:
    """Store one note, then the next."""
    row, form = _table(table_id), NoteForm()
    try:
        actions.write_note(row, _words(form), form_number=form.number.data or "", actor=sessions.actor(WRITE))
    except DomainError as error:
        return _desk(row, form, error), error.status
    flash(_("The note is stored."), "success")
    return redirect(url_for("dialogforum.table", table_id=row.id), 303)


@bp.get("/staff/dialogforum/tables/<int:table_id>/notes/<uuid:note_id>")
@needs(WRITE)
def note(table_id: int, note_id: uuid.UUID) -> Any:
    """A note of one's own, to put it right while nobody has decided about it."""
    found = _mine(table_id, note_id)
    if not found.is_open:
        return _desk(found.table, _fresh(), NotPossibleNow("note_fixed")), 409
    return _correction(found, _filled(found))


@bp.post("/staff/dialogforum/tables/<int:table_id>/notes/<uuid:note_id>")
@needs(WRITE)
def note_correct(table_id: int, note_id: uuid.UUID) -> Any:
    """Put it right."""
    found, form = _mine(table_id, note_id), NoteForm()
    try:
        actions.correct_note(found, _words(form), version=form.version.data or 0, actor=sessions.actor(WRITE))
    except Missing:
        raise
    except DomainError as error:
        return _correction(found, form, error), error.status
    flash(_("The note is corrected."), "success")
    return redirect(url_for("dialogforum.table", table_id=table_id), 303)


@bp.post("/staff/dialogforum/tables/<int:table_id>/notes/<uuid:note_id>/delete")
@needs(WRITE)
def note_delete(table_id: int, note_id: uuid.UUID) -> Any:
    """Take a note of one's own away."""
    found, form = _mine(table_id, note_id), ActForm()
    actions.delete_note(found, version=form.version.data or 0, actor=sessions.actor(WRITE))
    flash(_("The note is deleted."), "success")
    return redirect(url_for("dialogforum.table", table_id=table_id), 303)


@bp.post("/staff/dialogforum/tables/<int:table_id>/notes/<uuid:note_id>/contribution")
@needs(WRITE)
def note_contribution(table_id: int, note_id: uuid.UUID) -> Any:
    """Make a contribution of a note."""
    row = _table(table_id)
    actions.make_contribution(queries.note(note_id, row), actor=sessions.actor(WRITE))
    flash(_("The note is a contribution now. A commissioner reads it first."), "success")
    return redirect(url_for("dialogforum.table", table_id=table_id), 303)


def _table(table_id: int) -> ThemeTable:
    return queries.get(table_id, own_numbers())


def _mine(table_id: int, note_id: uuid.UUID) -> TableNote:
    found = queries.note(note_id, _table(table_id))
    if found.written_by_id != current_user.id:
        raise Missing
    return found


def _fresh() -> NoteForm:
    form = NoteForm(formdata=None)
    form.number.data = secrets.token_hex(16)
    return form


def _filled(found: TableNote) -> NoteForm:
    form, words = NoteForm(formdata=None), content.original(found, "text")
    form.kind.data = found.kind.value
    form.text.data, form.language.data = (words.text, words.language) if words else ("", "")
    form.measure.data = found.measure.reference if found.measure else ""
    form.reference.data = queries.about([found]).get(found.id, "")
    form.version.data = found.version
    return form


def _words(form: NoteForm) -> NoteWords:
    return NoteWords(
        kind=form.kind.data or "",
        text=form.text.data or "",
        language=form.language.data or None,
        reference=form.reference.data or "",
        measure=form.measure.data or "",
    )


def _desk(row: ThemeTable, form: NoteForm, error: DomainError | None = None) -> Any:
    notes = queries.notes_of(row)
    return _page(
        "dialogforum/desk/table.html",
        row,
        form,
        error,
        notes=notes,
        words=queries.words_of(notes),
        about=queries.about(notes),
    )


def _correction(found: TableNote, form: NoteForm, error: DomainError | None = None) -> Any:
    if isinstance(error, Conflict):
        form.version.data = found.version
    return _page("dialogforum/desk/note.html", found.table, form, error, note=found)


def _page(template: str, row: ThemeTable, form: NoteForm, error: DomainError | None, **more: Any) -> Any:
    form.language.choices = [SelectChoice("", _("The words tell it"))]
    form.language.choices += [SelectChoice(one.tag, one.name, {"lang": one.tag}) for one in _spoken(row, form)]
    form.language.choices.append(SelectChoice(locales.UNDETERMINED, _("Another language")))
    form.measure.choices = [SelectChoice("", _("no measure")), *_measures(row)]
    messages = [] if error is None else [said] if (said := _blame(form, error)) else []
    return private(render_template(template, table=row, form=form, messages=messages, **more))


def _spoken(row: ThemeTable, form: NoteForm) -> list[locales.Language]:
    """The languages of the table first, then those of the site: a list that can be used in a noisy hall."""
    tags = [*row.languages, *(one.tag for one in locales.by_endonym(locales.OFFERED))]
    chosen = form.language.data or ""
    extra = [chosen] if chosen in locales.KNOWN else []
    return [locales.KNOWN[tag] for tag in dict.fromkeys([*tags, *extra]) if tag in locales.KNOWN]


def _measures(row: ThemeTable) -> list[SelectChoice]:
    rows = concept.measures(row.action_field_id)
    titles = content.load(rows, ["title"])
    words = [(one, titles.base(one, "title")) for one in rows]
    return [SelectChoice(one.reference, f"{one.reference} {title.text if title else ''}") for one, title in words]


def _blame(form: Any, error: DomainError) -> str | None:
    """Put the sentence of a refused act beside its field; gives it back when the form has no such field."""
    words = str({**contribution_labels.ERRORS, **labels.ERRORS}[error.code]) % error.facts
    name = getattr(error, "field", None)
    if name and name in form:
        form[name].errors = [*form[name].errors, words]
        return None
    return words
