"""Posters to print: invitations and answers, each as a page and as a document for paper."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from flask import Response, abort, current_app, g, make_response, render_template, request, url_for

from app.concept import queries as concept
from app.concept.models import ActionField
from app.contributions import queries as contributions
from app.core import clock, standing
from app.core.errors import NotPossibleNow
from app.core.languages import content
from app.core.languages.content import Audience
from app.core.printing import PrintingTrouble
from app.dialogforum.printing import posters as printing
from app.dialogforum.printing.posters import Counted, Field, Way
from app.dialogforum.queries import posters as queries
from app.dialogforum.rules.posters import MOST_ANSWERS, PaperSize
from app.dialogforum.views.blueprint import bp
from app.permissions import public
from app.rounds import queries as rounds

# In the place of a number: the poster for every field.
ALL = 0


@bp.get("/<lang:lang>/dialogforum/posters/")
@public
def posters() -> str:
    """Every poster there is, to look at and to print."""
    rows = concept.fields(clock.today())
    return render_template("dialogforum/posters.html", fields=_named(rows), sizes=list(PaperSize))


@bp.get("/<lang:lang>/dialogforum/posters/all", defaults={"number": ALL})
@bp.get("/<lang:lang>/dialogforum/posters/<int:number>")
@public
def poster(number: int) -> str:
    """The words of a poster as a page, for whoever cannot read paper."""
    return render_template("dialogforum/poster.html", facts=_invitation(number), number=number, sizes=list(PaperSize))


@bp.get("/<lang:lang>/dialogforum/posters/all.pdf", defaults={"number": ALL})
@bp.get("/<lang:lang>/dialogforum/posters/<int:number>.pdf")
@public
def poster_paper(number: int) -> Response:
    """The poster for a printer: ?paper=a3 gives the large one."""
    facts, size = _invitation(number), _size()
    return _paper(lambda: printing.invitation_paper(facts, size, g.language), f"poster-{number or 'all'}")


@bp.get("/<lang:lang>/fields/<int:number>/answers")
@public
def answers(number: int) -> str:
    """What was said in a field and what came of it, as a page."""
    return render_template("dialogforum/answers.html", facts=_told(number), number=number, sizes=list(PaperSize))


@bp.get("/<lang:lang>/fields/<int:number>/answers.pdf")
@public
def answers_paper(number: int) -> Response:
    """The same for a printer."""
    facts, size = _told(number), _size()
    return _paper(lambda: printing.told_paper(facts, size, g.language), f"answers-{number}")


def _invitation(number: int) -> dict[str, Any]:
    """A poster in one language leads to the form in that language; the one for all shows the languages first."""
    rows = concept.fields(clock.today())
    if number == ALL:
        return printing.invitation_for_all(_named(rows), _way("/", entry="poster"), current_app.config["DEMO"])
    row = concept.field(number, clock.today())
    scanned = url_for("contributions.contribute", action_field=row.number, entry="poster", _external=False)
    way = _way(scanned, typed=f"/{row.number}")
    current, day = rounds.current(clock.today()), clock.today()
    forum = current.forum_on if current and current.forum_on and current.forum_on >= day else None
    return printing.invitation(_named([row])[0], way, g.language, forum, current_app.config["DEMO"])


def _told(number: int) -> dict[str, Any]:
    day = clock.today()
    row = concept.field(number, day)
    answered = contributions.count_answered_in_field(row.id, first=True)
    counted = Counted(contributions.count_public_in_field(row.id), answered)
    found = queries.newest_answers(row, g.language.tag, MOST_ANSWERS)
    here = url_for("contributions.public_list", action_field=number)
    way = _way(here, typed=f"/{number}")
    return printing.told(_named([row])[0], way, found, counted, day, current_app.config["DEMO"])


def _named(rows: list[ActionField]) -> list[Field]:
    texts = content.load(rows, ("name",))
    words = [(row, texts.say(row, "name", g.language.tag, Audience.PUBLIC)) for row in rows]
    return [Field(row.number, name.text if name else row.name, row.name) for row, name in words]


def _way(scanned: str, *, typed: str = "", entry: str = "") -> Way:
    """Addresses of the site as people reach it from outside."""
    base = (current_app.config["PUBLIC_URL"] or request.host_url).rstrip("/")
    said = base.split("://", 1)[-1] + typed
    phone = standing.now().value("phone", current_app.config["SITE_PHONE"])
    return Way(base + scanned + (f"?entry={entry}" if entry else ""), said, phone or "")


def _size() -> PaperSize:
    wanted = request.args.get("paper", PaperSize.A4.value)
    if wanted not in list(PaperSize):
        abort(404)
    return PaperSize(wanted)


def _paper(make: Callable[[], bytes], name: str) -> Response:
    """A document that browsers may keep, if they ask each time whether it is still the same."""
    try:
        made = make()
    except PrintingTrouble as trouble:
        raise NotPossibleNow("paper_not_made") from trouble
    response = make_response(made)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}-{g.language.tag}.pdf"'
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(hashlib.sha256(made).hexdigest()[:32])
    response.make_conditional(request)
    return response
