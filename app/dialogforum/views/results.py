"""What became of a round, for everybody: numbers by field, and where to read on."""

from __future__ import annotations

from flask import abort, g, render_template

from app.concept import queries as concept
from app.core import clock
from app.core.languages import content
from app.core.languages.content import Audience
from app.dialogforum.queries import results as queries
from app.dialogforum.views.blueprint import bp
from app.permissions import public
from app.rounds import queries as rounds


@bp.get("/<lang:lang>/dialogforum/<int:year>/results")
@public
def results(year: int) -> str:
    """Numbers of what everybody can read, as they are today: whatever is withdrawn counts no more."""
    current = rounds.of_year(year)
    if current is None or current.starts_on > clock.today():
        abort(404)
    rows = queries.by_field(current)
    fields = concept.fields(min(clock.today(), current.ends_on))
    texts = content.load(fields, ("name",))
    names = {one.number: texts.say(one, "name", g.language.tag, Audience.PUBLIC) for one in fields}
    official = {one.number: one.name for one in fields}
    return render_template(
        "dialogforum/results.html",
        round=current,
        rows=[(row, words.text if (words := names.get(row.number)) else official.get(row.number, "")) for row in rows],
        whole=queries.total(rows),
        today=clock.today(),
    )
