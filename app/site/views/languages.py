"""Languages of the site: the question which one is missing, and the page where the office reads the answers."""

from __future__ import annotations

from flask import g, render_template

from app.core import attempts
from app.core.languages import locales
from app.permissions import Permission, needs, public
from app.site import actions, queries
from app.site.forms import LanguageForm
from app.site.views.blueprint import bp

# Anybody may wish, nobody may flood: for all people together.
WISHES_PER_SECOND, WISHES_BURST = 0.5, 120


@bp.route("/<lang:lang>/languages/missing", methods=["GET", "POST"])
@public
def missing_language() -> str | tuple[str, int]:
    """What somebody can do whose language is not offered, and the question which one it is."""
    form = LanguageForm()
    if not form.is_submitted():
        return render_template("site/missing_language.html", form=form, done=False)
    if not form.validate():
        return render_template("site/missing_language.html", form=form, done=False), 422
    attempts.charge("language-wishes", per_second=WISHES_PER_SECOND, burst=WISHES_BURST)
    actions.wish_for_language(form.wish.data, page_language=g.language.tag)
    return render_template("site/missing_language.html", form=form, done=True)


@bp.get("/staff/languages")
@needs(Permission.LANGUAGES_READ)
def languages() -> str:
    """Which languages are offered, to whom, and which ones people miss."""
    return render_template(
        "site/staff_languages.html",
        offered=locales.by_endonym(),
        staff_tags={language.tag for language in locales.STAFF},
        wishes=queries.wished_languages(),
    )
