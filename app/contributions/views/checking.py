"""What the last look before sending needs, whoever holds the keyboard: marked text, questions about it, languages."""

from __future__ import annotations

from typing import Any

from flask import g

from app.concept import queries as concept
from app.concept.rules import DistrictKind
from app.contributions import queries
from app.contributions.forms import AssistedForm, JourneyForm
from app.contributions.labels import LABELS
from app.contributions.rules import hints, pieces, suggests_danger
from app.core import clock


def district_names() -> dict[str, str]:
    """Districts by key; areas keep their German names, the other answers are said in the language of the page."""
    rows = concept.districts(clock.today())
    return {row.key: row.name if row.kind is DistrictKind.AREA else LABELS[row.kind] for row in rows}


def look_at(form: JourneyForm | AssistedForm) -> dict[str, Any]:
    """The text cut into marked pieces, the one question about it, and the languages it may be in."""
    text = form.text.data or ""
    found = list(dict.fromkeys(piece.kind for piece in hints(text)))
    guess, _origin = queries.language_of(text, None, g.language.tag)
    form.text_language.offer(queries.language_choices(guess, g.language.locale), guess)
    asked, form.asked.data = form.asked.data, "1" if found else ""
    return {
        "text_pieces": pieces(text),
        "hints": [] if asked else found,
        "danger": suggests_danger(text),
    }
