"""Home with the language list, short addresses on paper, the Dialogforum."""

from __future__ import annotations

from typing import Any

from flask import abort, g, render_template, request, url_for

from app.concept import queries as concept
from app.concept.models import ActionField
from app.contributions import queries as contributions
from app.core import clock
from app.core.languages import content, locales
from app.core.languages.content import Audience
from app.dialogforum.queries import documentation
from app.permissions import public
from app.rounds import queries as rounds
from app.rounds.models import ParticipationRound
from app.rounds.rules import Phase
from app.site.views.blueprint import bp
from app.site.views.now import now


@bp.get("/")
@public
def entrance() -> str:
    """The bare address: the language list first, the browser's best guess on top; never a redirect."""
    return render_template("site/home.html", best=g.language.tag, links=language_links("site.home"), **_home())


@bp.get("/<lang:lang>/")
@public
def home() -> str:
    """What this is, who reads first, and the two ways on: write, or look after one's number."""
    return render_template("site/home.html", best=None, links=language_links("site.home"), **_home())


def _home() -> dict[str, Any]:
    day = clock.today()
    fields = concept.fields(day)
    texts = content.load(fields, ("name", "hint"))

    def words(field: ActionField, part: str) -> str:
        wording = texts.say(field, part, g.language.tag, Audience.PUBLIC)
        return wording.text if wording else ""

    tiles = [
        {
            "number": field.number,
            "name": words(field, "name") or field.name,
            "hint": words(field, "hint"),
            "url": url_for("concept.field", number=field.number, lang=g.language.tag),
        }
        for field in fields
    ]
    return {"fields": tiles, "now": now(day)}


def language_links(endpoint: str, **values: Any) -> list[dict[str, Any]]:
    """The address of one page in every offered language, ordered by the languages' own names."""
    return [
        {"language": language, "url": url_for(endpoint, lang=language.tag, **values)}
        for language in locales.by_endonym()
    ]


@bp.get("/<int:number>")
@public
def short_field(number: int) -> str:
    """`/4` on a poster: choose a language, then write about that field."""
    if number not in {field.number for field in concept.fields(clock.today())}:
        abort(404)
    entry = request.args.get("entry", "poster")
    links = language_links("contributions.contribute", action_field=number, entry=entry)
    return render_template("site/languages.html", links=links, best=g.language.tag, number=number)


@bp.get("/n")
@public
def short_code() -> str:
    """`/n` on a card: choose a language, then enter the number."""
    return render_template("site/languages.html", links=language_links("followup.code_page"), best=g.language.tag)


@bp.get("/f")
@public
def short_forum() -> str:
    """`/f` on a poster: choose a language, then read about the Dialogforum."""
    return render_template("site/languages.html", links=language_links("site.dialogforum"), best=g.language.tag)


@bp.get("/<lang:lang>/dialogforum/")
@public
def dialogforum() -> str:
    """The meeting once a year: what it is, and where the present round stands."""
    return _forum(rounds.current(clock.today()))


@bp.get("/<lang:lang>/dialogforum/<int:year>/")
@public
def dialogforum_of_year(year: int) -> str:
    """The round of one year."""
    found = rounds.of_year(year)
    if found is None:
        abort(404)
    return _forum(found)


def _forum(current: ParticipationRound | None) -> str:
    day = clock.today()
    phases: list[dict[str, Any]] = []
    if current is not None:
        phase_now = rounds.phase(current, day)
        starts = rounds.phase_days(current)
        phases = [
            {"key": phase, "now": phase is phase_now and day <= current.ends_on, "day": starts.get(phase)}
            for phase in Phase
        ]
    all_rounds = rounds.begun(day)
    present = all_rounds[0] if all_rounds else None
    return render_template(
        "site/dialogforum.html",
        round=current,
        phases=phases,
        # A round of another year tells what became of it; the ways on belong to the present one.
        now=now(day, counted=True) if current is not None and current is present else None,
        voices=contributions.count_public(current.id) if current else 0,
        documented=current is not None and documentation.is_published(current),
        others=[one for one in all_rounds if one is not current],
    )
