"""Texts of the office that wait for a language: for translators, with the German words beside the box."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.accounts import sessions
from app.administration import actions, labels, queries
from app.administration.forms import WordsForm, say
from app.administration.nouns import BY_NAME, Noun
from app.administration.rules import GERMAN, stamp
from app.administration.views.blueprint import bp
from app.administration.views.showing import Showing
from app.core.errors import Conflict, Invalid, Missing
from app.core.languages import locales
from app.permissions import Permission, needs


@bp.get("/staff/admin/translations/")
@needs(Permission.TRANSLATE)
def translations() -> str:
    """Every text that somebody wrote in German and that some language of the site misses."""
    return render_template(
        "administration/translations.html",
        waiting=queries.untranslated(),
        words=labels.NOUNS,
        showing=Showing,
        language_of=locales.known,
    )


@bp.route("/staff/admin/translations/<word:section>/<word:row>/<word:field>/<locale:target>", methods=["GET", "POST"])
@needs(Permission.TRANSLATE)
def translate(section: str, row: str, field: str, target: str) -> Any:
    """One text in one language."""
    noun = BY_NAME.get(section)
    if noun is None or target == GERMAN or locales.offered(target) is None:
        raise Missing
    found, form = noun.find(row), WordsForm()
    form.text.render_kw = {"rows": 6, "lang": target}
    if not form.is_submitted():
        return _page(noun, found, field, target, form)
    try:
        _store(noun, found, field, target, form)
    except Conflict as error:
        return _page(noun, found, field, target, form, changed=True), error.status
    except Invalid as error:
        say(form, error)
        return _page(noun, found, field, target, form), error.status
    flash(_("The translation is saved."))
    return redirect(url_for("administration.translations"), 303)


def _store(noun: Noun, row: Any, field: str, target: str, form: WordsForm) -> None:
    actor = sessions.actor(Permission.TRANSLATE)
    actions.translate(noun, row, field, target, form.text.data or "", seen=form.seen.data or "", actor=actor)


def _page(noun: Noun, row: Any, field: str, target: str, form: WordsForm, *, changed: bool = False) -> str:
    texts = noun.read(row).get(field)
    if not isinstance(texts, dict) or not texts.get(GERMAN):
        raise Missing
    if not form.is_submitted():
        form.text.data = texts.get(target) or queries.outdated_words(noun, row, field, target)
    form.seen.data = stamp({GERMAN: texts[GERMAN]})
    return render_template(
        "administration/translate.html",
        form=form,
        german=texts[GERMAN],
        target=locales.known(target),
        title=Showing(noun).title(row),
        changed=changed,
    )
