"""The agendas of a Dialogforum as everybody reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, g, render_template

from app.core.languages import content
from app.core.languages.content import Audience, Texts, Wording
from app.dialogforum.models.agenda import Agenda
from app.dialogforum.queries import agenda as queries
from app.dialogforum.rules.posters import SAID_LETTERS, shortened
from app.dialogforum.views.blueprint import bp
from app.permissions import public
from app.rounds import queries as rounds


@dataclass(frozen=True)
class PublicPoint:
    """One point: words in the reader's language where there are any, minutes, the contribution it comes from."""

    words: Wording | None
    text: str
    minutes: int
    reference: str | None


@bp.get("/<lang:lang>/dialogforum/<int:year>/agenda")
@public
def public_agenda(year: int) -> str:
    """What the theme tables talk about, as far as it is published."""
    current = rounds.of_year(year)
    if current is None:
        abort(404)
    found = queries.published(current)
    names = content.load([row.action_field for row in found], ["name"])
    rows = [(row, _name(row, names), _points(row)) for row in found]
    return render_template("dialogforum/agenda.html", round=current, rows=rows)


def _name(row: Agenda, names: Texts) -> str:
    words = names.say(row.action_field, "name", g.language.tag, Audience.PUBLIC)
    return words.text if words else row.action_field.name


def _points(row: Agenda) -> list[PublicPoint]:
    items = queries.public_items(row)
    texts = content.load([*items, *(one.contribution for one in items if one.contribution)], ["title", "text"])
    found = []
    for one in items:
        subject: Any = one.contribution or one
        words = texts.say(subject, "text" if one.contribution else "title", g.language.tag, Audience.PUBLIC)
        text = shortened(words.text, SAID_LETTERS) if words else ""
        found.append(PublicPoint(words, text, one.minutes, one.contribution.reference if one.contribution else None))
    return found
