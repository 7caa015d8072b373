"""What residents read about paper cards."""

from __future__ import annotations

from flask import g, render_template

from app.concept import queries as concept
from app.core import clock
from app.core.languages import content
from app.core.languages.content import Audience
from app.dialogforum.views.blueprint import bp
from app.permissions import public


@bp.get("/<lang:lang>/card/")
@public
def card_page() -> str:
    """What stands on a paper card and how it works, for whoever cannot read it."""
    rows = concept.fields(clock.today())
    texts = content.load(rows, ("name",))
    names = [(row.number, texts.say(row, "name", g.language.tag, Audience.PUBLIC)) for row in rows]
    return render_template("dialogforum/card.html", fields=names)
