"""Notes of theme tables that commissioners read before anybody else may."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from app.accounts import sessions
from app.contributions import labels as contribution_labels
from app.core import clock
from app.core.errors import DomainError, Missing
from app.core.languages import content
from app.core.languages.content import Texts
from app.dialogforum import labels
from app.dialogforum.actions import notes as actions
from app.dialogforum.forms.desk_tables import ActForm, ReadForm
from app.dialogforum.models.tables import TableNote
from app.dialogforum.queries import tables as queries
from app.dialogforum.queries.hall_tables import told_in_the_hall
from app.dialogforum.rules.tables import NoteDecision
from app.dialogforum.views.blueprint import bp
from app.dialogforum.views.desk_tables import private
from app.extensions import db
from app.moderation import labels as moderation_labels
from app.moderation.rules import PREPARED, REFUSAL_REASONS
from app.permissions import Permission, needs
from app.rounds import queries as rounds

DECIDE = Permission.CONTRIBUTION_DECIDE


@bp.get("/staff/dialogforum/notes/")
@needs(Permission.QUEUE_READ)
def notes_to_read() -> Any:
    """Every note without a decision, and those of this round with one."""
    return _list()


@bp.post("/staff/dialogforum/notes/<uuid:note_id>/release")
@needs(DECIDE)
def note_release(note_id: uuid.UUID) -> Any:
    """Let everybody read it, shortened where words were taken out."""
    found, form = queries.note(note_id), ReadForm()
    try:
        actions.release_note(
            found,
            form.text.data or "",
            form.reason.data or "",
            version=form.version.data or 0,
            actor=sessions.actor(DECIDE),
        )
    except DomainError as error:
        return _refused(note_id, form, error)
    flash(_("Everybody may read the note."), "success")
    return redirect(url_for("dialogforum.notes_to_read"), 303)


@bp.post("/staff/dialogforum/notes/<uuid:note_id>/leave-out")
@needs(DECIDE)
def note_leave_out(note_id: uuid.UUID) -> Any:
    """Keep it from everybody."""
    found, form = queries.note(note_id), ReadForm()
    try:
        version = form.version.data or 0
        actions.leave_out(found, form.reason.data or "", version=version, actor=sessions.actor(DECIDE))
    except DomainError as error:
        return _refused(note_id, form, error)
    flash(_("The note is left out."), "success")
    return redirect(url_for("dialogforum.notes_to_read"), 303)


@bp.post("/staff/dialogforum/notes/<uuid:note_id>/take-back")
@needs(DECIDE)
def note_take_back(note_id: uuid.UUID) -> Any:
    """Read it once more."""
    found, form = queries.note(note_id), ActForm()
    actions.take_back(found, version=form.version.data or 0, actor=sessions.actor(DECIDE))
    flash(_("The note waits to be read again."), "success")
    return redirect(url_for("dialogforum.notes_to_read"), 303)


def _refused(note_id: uuid.UUID, form: ReadForm, error: DomainError) -> Any:
    if isinstance(error, Missing):
        raise error
    db.session.rollback()
    words = str({**contribution_labels.ERRORS, **labels.ERRORS}[error.code]) % error.facts
    name = getattr(error, "field", None)
    messages = [] if name else [words]
    if name:
        form[name].errors = [*form[name].errors, words]
    return _list(note_id, form, messages), error.status


def _list(note_id: uuid.UUID | None = None, sent: ReadForm | None = None, messages: list[str] | None = None) -> Any:
    waiting, current = queries.notes_to_read(), rounds.current(clock.today())
    decided = queries.notes_decided(current) if current else []
    words = queries.words_of([*waiting, *decided])
    texts = content.load(waiting, [PREPARED])
    forms = {one.id: _form(one, words, texts, sent if one.id == note_id else None) for one in waiting}
    kept = sent.text.data if sent is not None and note_id not in forms else ""
    page = render_template(
        "dialogforum/desk/notes_to_read.html",
        waiting=waiting,
        decided=decided,
        words=words,
        forms=forms,
        wrong=forms.get(note_id) if note_id else None,
        kept=kept,
        about=queries.about([*waiting, *decided]),
        told=_told(waiting),
        messages=messages or [],
    )
    return private(page)


def _told(waiting: list[TableNote]) -> dict[str, str]:
    """Note id → what was decided about it in a hall, in words."""
    found = told_in_the_hall(waiting)
    return {key: str(labels.LABELS[NoteDecision(facts["decision"])]) for key, facts in found.items()}


def _form(one: TableNote, words: dict[uuid.UUID, queries.NoteText], texts: Texts, sent: ReadForm | None) -> ReadForm:
    form = sent or ReadForm(formdata=None)
    if sent is None and one.id in words:
        prepared = texts.original(one, PREPARED)
        form.text.data = prepared.text if prepared else words[one.id].own.text
    form.version.data = one.version
    for field in form:
        field.id = f"{field.short_name}-{one.id}"
        field.label.field_id = field.id
    if one.id in words:
        form.text.render_kw = {**(form.text.render_kw or {}), "lang": words[one.id].own.language}
    form.reason.choices = [SelectChoice("", _("nothing is left out"))]
    form.reason.choices += [SelectChoice(code.value, moderation_labels.LABELS[code]) for code in REFUSAL_REASONS]
    return form
