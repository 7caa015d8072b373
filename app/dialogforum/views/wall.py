"""The wall of the hall, for everybody: a page that renews itself, with a script or without."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from flask import Response, abort, current_app, g, make_response, render_template, request, url_for
from flask_babel import format_time

from app.concept import queries as concept
from app.core import clock, scan
from app.core.languages import content
from app.core.languages.content import Audience
from app.dialogforum.queries import wall as queries
from app.dialogforum.views.blueprint import bp
from app.permissions import public
from app.rounds import queries as rounds
from app.rounds.models import ParticipationRound

MAKING = Lock()
# Each language twice, and room for a few addresses.
MOST_KEPT = 100


@bp.get("/<lang:lang>/dialogforum/<int:year>/wall")
@public
def wall(year: int) -> Response:
    """What stands on the wall now. Browsers ask again twice a second; an unchanged page costs them nothing."""
    current = rounds.of_year(year)
    if current is None:
        abort(404)
    kept = _kept(current)
    response = make_response(kept.page)
    response.set_etag(kept.mark)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    response.make_conditional(request)
    return response


@dataclass(frozen=True)
class Kept:
    """The page as it was made a moment ago; `mark` tells it from every other."""

    until: datetime
    page: str
    mark: str


def _kept(current: ParticipationRound) -> Kept:
    """The page of this moment. Many screens ask at once, and phones too: one of them makes it, the others get it."""
    rows: dict[Any, Kept] = current_app.extensions.setdefault("wall", {})
    # The code for phones holds the address under which the site was asked for, where no other is set.
    host = "" if current_app.config["PUBLIC_URL"] else request.host
    key = (current.id, g.language.tag, "newest" in request.args, host)
    with MAKING:
        if len(rows) > MOST_KEPT:
            rows.clear()
        kept = rows.get(key)
        if kept is None or kept.until <= clock.now():
            page = render_template("dialogforum/wall.html", round=current, **shown(current))
            until = clock.now() + timedelta(seconds=current_app.config["WALL_KEEP_SECONDS"])
            rows[key] = kept = Kept(until, page, hashlib.sha256(page.encode()).hexdigest()[:32])
    return kept


def shown(current: ParticipationRound) -> dict[str, Any]:
    """The view of a wall with the names of its fields, the code for phones and the short address."""
    view = queries.view(current, newest="newest" in request.args)
    rows = concept.fields(clock.today())
    texts = content.load(rows, ("name",))
    names = {
        row.number: words.text for row in rows if (words := texts.say(row, "name", g.language.tag, Audience.PUBLIC))
    }
    base = (current_app.config["PUBLIC_URL"] or request.host_url).rstrip("/")
    return {
        "view": view,
        "names": names,
        "picture": scan.picture(base + url_for("site.short_forum")),
        "now": format_time(clock.now().astimezone(clock.BERLIN), "HH:mm"),
        "address": base.split("://", 1)[-1] + "/f",
    }
