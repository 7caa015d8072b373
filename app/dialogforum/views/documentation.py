"""The documentation of a Dialogforum for everybody: as a page, and as a document for the printer."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Response, abort, current_app, g, make_response, render_template, request

from app.core.errors import NotPossibleNow
from app.core.languages.content import Audience
from app.core.printing import PrintingTrouble
from app.dialogforum.printing import documentation as printing
from app.dialogforum.queries import documentation as queries
from app.dialogforum.queries import results
from app.dialogforum.views.blueprint import bp
from app.permissions import public
from app.rounds import queries as rounds
from app.rounds.models import ParticipationRound


@bp.get("/<lang:lang>/dialogforum/<int:year>/documentation")
@public
def documentation(year: int) -> str:
    """What was said and promised, field by field."""
    return render_template("dialogforum/documentation.html", **_told(_published(year)))


@bp.get("/<lang:lang>/dialogforum/<int:year>/documentation.pdf")
@public
def documentation_paper(year: int) -> Response:
    """The same for a printer. Made anew at each request: what is withdrawn leaves the paper, too."""
    current = _published(year)
    try:
        made = printing.paper(printing.told(**_told(current), example=current_app.config["DEMO"]), g.language)
    except PrintingTrouble as trouble:
        raise NotPossibleNow("paper_not_made") from trouble
    response = make_response(made)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="dialogforum-{year}-{g.language.tag}.pdf"'
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(hashlib.sha256(made).hexdigest()[:32])
    response.make_conditional(request)
    return response


def _published(year: int) -> ParticipationRound:
    current = rounds.of_year(year)
    if current is None or not queries.is_published(current):
        abort(404)
    return current


def _told(current: ParticipationRound) -> dict[str, Any]:
    """The words of a documentation in the reader's language, as far as they are translated."""
    found, tag = queries.of(current), g.language.tag
    before = rounds.before(current)
    return {
        "round": current,
        "documentation": found,
        "opening": queries.opening(found, tag),
        "chapters": queries.chapters(current, tag, queries.fields_of(current)),
        "whole": results.total(results.by_field(current)),
        "before": before,
        "promised_before": queries.told(queries.of_round(before), tag, Audience.PUBLIC)
        if before and queries.is_published(before)
        else [],
    }
