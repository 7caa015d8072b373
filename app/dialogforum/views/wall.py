"""The wall of the hall, for everybody: a page that renews itself, with a script or without."""

from __future__ import annotations

import hashlib
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


@bp.get("/<lang:lang>/dialogforum/<int:year>/wall")
@public
def wall(year: int) -> Response:
    """What stands on the wall now. Browsers ask again each second; an unchanged page costs them nothing."""
    current = rounds.of_year(year)
    if current is None:
        abort(404)
    page = render_template("dialogforum/wall.html", round=current, **shown(current))
    response = make_response(page)
    # Without the time and the links of the frame: the same wall is the same page.
    response.set_etag(hashlib.sha256(page.encode()).hexdigest()[:32])
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    response.make_conditional(request)
    return response


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
