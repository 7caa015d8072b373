"""Pages of this room: what waits for a translation, and the editor with source and translation side by side."""

from __future__ import annotations

import uuid
from itertools import groupby

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.routing import BaseConverter
from werkzeug.wrappers import Response

from app.accounts.sessions import actor
from app.administration import queries as administration
from app.core.errors import Conflict, Invalid
from app.core.languages import locales
from app.core.languages.readability import Reading, read
from app.permissions import Permission, needs
from app.translating import actions, glossary, queries
from app.translating.forms import TranslationForm
from app.translating.rules import GERMAN, GERMAN_TAGS, SubjectKind, key_of

bp = Blueprint("translating", __name__)

Key = uuid.UUID | int
Answered = Response | str | tuple[str, int]


class LocaleConverter(BaseConverter):
    """Tag of a language of texts; more are known than the interface offers."""

    regex = "[a-z]{2,3}(?:-[a-z]+)?"


@bp.record_once
def _know_languages(state: BlueprintSetupState) -> None:
    # Recorded before the addresses below, so the converter is there when they are added.
    state.app.url_map.converters.setdefault("locale", LocaleConverter)


@bp.get("/staff/translating/")
@needs(Permission.TRANSLATE)
def index() -> str:
    """What waits, by need: texts and languages, never who asked for them."""
    waiting = queries.waiting()
    groups = [(need, list(some)) for need, some in groupby(waiting, key=lambda one: one.need)]
    return render_template(
        "translating/index.html", groups=groups, address=_address, site_texts=len(administration.untranslated())
    )


@bp.route("/staff/translating/contribution/<uuid:key>/<locale:target>", methods=["GET", "POST"])
@needs(Permission.TRANSLATE)
def contribution(key: uuid.UUID, target: str) -> Answered:
    """The words of a contribution, and their translation."""
    return _editor(SubjectKind.CONTRIBUTION, key, target)


@bp.route("/staff/translating/message/<uuid:key>/<locale:target>", methods=["GET", "POST"])
@needs(Permission.TRANSLATE)
def message(key: uuid.UUID, target: str) -> Answered:
    """What an author or a commissioner wrote around a case."""
    return _editor(SubjectKind.MESSAGE, key, target)


@bp.route("/staff/translating/answer/<int:key>/<locale:target>", methods=["GET", "POST"])
@needs(Permission.TRANSLATE)
def answer(key: int, target: str) -> Answered:
    """A network's published answer."""
    return _editor(SubjectKind.ANSWER, key, target)


@bp.route("/staff/translating/decision/<int:key>/<locale:target>", methods=["GET", "POST"])
@needs(Permission.TRANSLATE)
def decision(key: int, target: str) -> Answered:
    """What a commissioner wrote to the author about a decision."""
    return _editor(SubjectKind.DECISION, key, target)


@bp.route("/staff/translating/objection/<uuid:key>/<locale:target>", methods=["GET", "POST"])
@needs(Permission.TRANSLATE)
def objection(key: uuid.UUID, target: str) -> Answered:
    """An author's objection, or the answer to it."""
    return _editor(SubjectKind.OBJECTION, key, target)


@bp.route("/staff/translating/table-note/<uuid:key>/<locale:target>", methods=["GET", "POST"])
@needs(Permission.TRANSLATE)
def table_note(key: uuid.UUID, target: str) -> Answered:
    """What was said at a theme table."""
    return _editor(SubjectKind.TABLE_NOTE, key, target)


@bp.route("/staff/translating/commitment/<int:key>/<locale:target>", methods=["GET", "POST"])
@needs(Permission.TRANSLATE)
def commitment(key: int, target: str) -> Answered:
    """What a network promised, and what became of it."""
    return _editor(SubjectKind.COMMITMENT, key, target)


@bp.route("/staff/translating/documentation/<int:key>/<locale:target>", methods=["GET", "POST"])
@needs(Permission.TRANSLATE)
def forum_documentation(key: int, target: str) -> Answered:
    """The opening words of a documentation."""
    return _editor(SubjectKind.DOCUMENTATION, key, target)


def _editor(kind: SubjectKind, key: Key, target: str) -> Answered:
    subject = queries.subject(kind, key)
    sides = queries.sides(subject, target)
    form = TranslationForm()
    form.speak(target)
    if not form.is_submitted():
        return _page(kind, key, target, sides, _filled(form, sides))
    if not form.validate():
        return _page(kind, key, target, sides, form), 422
    parts = [side.part for side in sides]
    texts = {part: form[part].data or "" for part in parts}
    try:
        actions.add_translations(
            subject,
            target,
            texts,
            actor=actor(Permission.TRANSLATE),
            checked=form.checked.data,
            sources=form.sources(parts),
        )
    except Invalid as error:
        form.blame(error)
        return _page(kind, key, target, sides, form), 422
    except Conflict:
        return _page(kind, key, target, sides, _renewed(form, sides), changed=True), 409
    flash(_("The translation is saved."))
    return redirect(_address(kind, key, target), 303)


def _page(
    kind: SubjectKind,
    key: Key,
    target: str,
    sides: list[queries.Side],
    form: TranslationForm,
    changed: bool = False,
) -> str:
    return render_template(
        "translating/editor.html",
        form=form,
        sides=sides,
        changed=changed,
        title=queries.title_of(queries.subject(kind, key)),
        target=locales.known(target),
        address=_address(kind, key, target),
        hints=list(
            dict.fromkeys(
                pair for side in sides for pair in glossary.hints(side.source.text, side.source.language, target)
            )
        ),
        readings=_readings(form, sides, target),
    )


def _readings(form: TranslationForm, sides: list[queries.Side], target: str) -> dict[str, Reading]:
    """How easy German words in the boxes are to read; nothing for other languages."""
    if target not in GERMAN_TAGS:
        return {}
    return {side.part: read(form[side.part].data or "", simple=target != GERMAN) for side in sides}


def _filled(form: TranslationForm, sides: list[queries.Side]) -> TranslationForm:
    """The boxes start from the present translation, or from the outdated one, which is seldom all wrong."""
    for side in sides:
        start = side.translation or side.outdated
        form[side.part].data = start.text if start else ""
    form.checked.data = False
    return _renewed(form, sides)


def _renewed(form: TranslationForm, sides: list[queries.Side]) -> TranslationForm:
    """What is sent next is compared with the source that is shown now."""
    for side in sides:
        form[f"{side.part}_source"].data = str(side.source.id)
    return form


def _address(kind: SubjectKind, key: Key | str, target: str) -> str:
    return url_for(f"translating.{kind}", key=key_of(kind, str(key)), target=target)
