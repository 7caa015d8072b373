"""After the day: opening words, how many came, what was promised, publishing, thanks."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields import SelectChoice

from app.accounts import sessions
from app.core import clock
from app.core.errors import DomainError
from app.core.languages import content, locales
from app.core.languages.content import Audience
from app.dialogforum import labels
from app.dialogforum.actions import commitments, documentation
from app.dialogforum.actions.commitments import Promise
from app.dialogforum.forms.desk_documentation import CommitmentForm, DocumentationForm
from app.dialogforum.queries import documentation as queries
from app.dialogforum.queries import seats
from app.dialogforum.views.blueprint import bp
from app.dialogforum.views.desk_tables import private, round_of
from app.extensions import db
from app.permissions import Permission, needs
from app.rounds.models import ParticipationRound

WRITE = Permission.DOCUMENTATION_WRITE


@bp.get("/staff/dialogforum/documentation/")
@needs(WRITE)
def documentation_desk() -> Any:
    """Everything about the documentation of this round, or of the one in ?year=."""
    current = round_of(request.args.get("year"))
    if current is None:
        return private(render_template("dialogforum/desk/no_documentation.html"))
    return _page(current)


@bp.post("/staff/dialogforum/documentation/<int:year>")
@needs(WRITE)
def documentation_write(year: int) -> Any:
    """Opening words and attendance."""
    current, form = _round(year), DocumentationForm()
    try:
        documentation.write_documentation(
            current,
            form.words.data or "",
            _number(form),
            version=form.version.data or 0,
            actor=sessions.actor(WRITE),
        )
    except DomainError as error:
        return _refused(year, form, None, error)
    return _back(year, _("The documentation is stored."))


@bp.post("/staff/dialogforum/documentation/<int:year>/<any(publish,hide,thank):act>")
@needs(WRITE)
def documentation_act(year: int, act: str) -> Any:
    """Publish it, take it off the public pages, or let the thanks leave."""
    current, actor = _round(year), sessions.actor(WRITE)
    acts: dict[str, Callable[[], str]] = {
        "publish": lambda: _published(current, actor),
        "hide": lambda: _hidden(current, actor),
        "thank": lambda: _thanked(current, actor),
    }
    try:
        words = acts[act]()
    except DomainError as error:
        return _refused(year, None, None, error)
    return _back(year, words)


@bp.post("/staff/dialogforum/documentation/<int:year>/promises")
@needs(WRITE)
def documentation_promise(year: int) -> Any:
    """Write down what was promised."""
    current, form = _round(year), _offered(CommitmentForm())
    said = Promise(form.words.data or "", form.owner.data or "", form.due_on.data)
    try:
        commitments.promise(
            current, form.field.data or 0, said, form_number=form.number.data or "", actor=sessions.actor(WRITE)
        )
    except DomainError as error:
        return _refused(year, None, form, error)
    return _back(year, _("The promise is written down. It stands on the network's board."))


@bp.post("/staff/dialogforum/documentation/<int:year>/promises/<int:commitment_id>/<any(change,away):act>")
@needs(WRITE)
def documentation_promise_act(year: int, commitment_id: int, act: str) -> Any:
    """Other words, owner or day of a promise; or take away what was a mistake."""
    _round(year)
    row, form, actor = queries.commitment(commitment_id), _offered(CommitmentForm()), sessions.actor(WRITE)
    version = form.version.data or 0
    try:
        if act == "away":
            commitments.take_away(row, version=version, actor=actor)
            return _back(year, _("The promise is taken away."))
        said = Promise(form.words.data or "", form.owner.data or "", form.due_on.data)
        commitments.change_promise(row, said, version=version, actor=actor)
    except DomainError as error:
        return _refused(year, None, form if act == "change" else None, error, commitment_id)
    return _back(year, _("The promise is changed."))


def _published(current: ParticipationRound, actor: Any) -> str:
    documentation.publish_documentation(current, actor=actor)
    return _("Everybody can read the documentation now.")


def _hidden(current: ParticipationRound, actor: Any) -> str:
    documentation.hide_documentation(current, actor=actor)
    return _("The documentation is not public any more.")


def _thanked(current: ParticipationRound, actor: Any) -> str:
    count = documentation.send_thanks(current, actor=actor)
    return ngettext("%(num)s mail is on its way.", "%(num)s mails are on their way.", count)


def _round(year: int) -> ParticipationRound:
    found = round_of(str(year))
    if found is None:
        abort(404)
    return found


def _number(form: DocumentationForm) -> int | None:
    """What was typed; words that are no number are too large for any hall, so that the action says so."""
    return -1 if form.attendance.process_errors else form.attendance.data


def _offered(form: CommitmentForm) -> CommitmentForm:
    current = round_of(None)
    fields = queries.fields_of(current) if current else []
    form.field.choices = [SelectChoice(one.number, f"{one.number} · {one.name}") for one in fields]
    return form


def _back(year: int, words: str) -> Any:
    flash(words, "success")
    return redirect(url_for("dialogforum.documentation_desk", year=year), 303)


def _refused(
    year: int,
    form: DocumentationForm | None,
    promise: CommitmentForm | None,
    error: DomainError,
    wrong_id: int | None = None,
) -> Any:
    db.session.rollback()
    words, name = str(labels.ERRORS[error.code]) % error.facts, getattr(error, "field", None)
    typed: Any = form or promise
    if typed is not None and name and name in typed:
        typed[name].errors = [*typed[name].errors, words]
    messages = [] if typed is not None and name else [words]
    return _page(_round(year), form, promise, messages, wrong_id), error.status


def _page(
    current: ParticipationRound,
    form: DocumentationForm | None = None,
    promise: CommitmentForm | None = None,
    messages: list[str] | None = None,
    wrong_id: int | None = None,
) -> Any:
    found = queries.of(current)
    rows = queries.told(queries.of_round(current), locales.GERMAN.tag, Audience.STAFF)
    adding = promise if promise is not None and wrong_id is None else _fresh()
    if promise is not None and wrong_id is not None:
        _apart(promise, str(wrong_id))
    page = render_template(
        "dialogforum/desk/documentation.html",
        round=current,
        documentation=found,
        form=form or _filled(current),
        adding=_apart(adding, "new"),
        rows=rows,
        forms={one.row.id: promise if promise and one.row.id == wrong_id else _of(one) for one in rows},
        chapters=queries.chapters(current, locales.GERMAN.tag, queries.fields_of(current)),
        wrong=promise or form,
        messages=messages or [],
        is_over=current.forum_on is not None and current.forum_on <= clock.today(),
    )
    return private(page)


def _filled(current: ParticipationRound) -> DocumentationForm:
    """What stands there; how many came is proposed from the count at the door."""
    form, found = DocumentationForm(formdata=None), queries.of(current)
    form.attendance.data = seats.arrived(current)
    if found is not None:
        known = content.original(found, "text")
        form.words.data, form.version.data = known.text if known else "", found.version
        form.attendance.data = found.attendance if found.attendance is not None else form.attendance.data
    return form


def _fresh() -> CommitmentForm:
    form = _offered(CommitmentForm(formdata=None))
    form.number.data = secrets.token_hex(16)
    return form


def _of(one: queries.Promise) -> CommitmentForm:
    form = _offered(CommitmentForm(formdata=None))
    form.field.data, form.words.data, form.owner.data = one.row.action_field.number, one.words.text, one.row.owner
    form.due_on.data, form.version.data = one.row.due_on, one.row.version
    return _apart(form, str(one.row.id))


def _apart(form: CommitmentForm, mark: str) -> CommitmentForm:
    """Several forms of one kind stand on the page: each gets ids of its own."""
    for field in form:
        field.id = f"{field.short_name}-{mark}"
        field.label.field_id = field.id
    return form
