"""Paper cards with a tear-off stub: four on a sheet, front and back, in one language and German."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from app.concept.models import ActionField
from app.core import printing
from app.core.languages import locales
from app.core.languages.locales import Language
from app.dialogforum.queries.cards import shown
from app.dialogforum.rules.cards import PER_SHEET


@dataclass(frozen=True)
class Place:
    """Where the site is reached, and whether its data are examples."""

    base: str
    example: bool


def paper(codes: Mapping[int, str], place: Place, language: Language, fields: Sequence[ActionField]) -> bytes:
    """The sheets of a print run as one document. `codes`: number of the card → code of its stub.

    The code to scan on the stub leads to the page that asks for the number; it never holds the number itself. Raises
    PrintingTrouble.
    """
    cards = [{"number": shown(number), "code": code} for number, code in sorted(codes.items())]
    with force_locale(language.catalogue):
        own = _words()
    with force_locale(locales.GERMAN.catalogue):
        german = _words()
    title = f"{german['title']} {cards[0]['number']}"
    facts: dict[str, Any] = {
        "sheets": [cards[at : at + PER_SHEET] for at in range(0, len(cards), PER_SHEET)],
        "own": own,
        "german": german if not language.tag.startswith("de") else None,
        "fields": [row.number for row in fields],
        "typed": place.base.split("://", 1)[-1] + "/n",
        "scan": printing.scan(place.base + "/n"),
        "example": place.example,
    }
    return printing.document("dialogforum/print/cards.typ", facts, language=language, title=title)


def _words() -> dict[str, str]:
    """What stands on every card, in the language that is switched on."""
    return {
        "title": _("Your idea for Rheine"),
        "card": _("Card"),
        "tick": _("Tick what it is about:"),
        "write": _("Write in your language. Please leave out names and addresses."),
        "district": _("District"),
        "help": _("I would like to help with this"),
        "quote": _("A sentence of mine may stand in the report"),
        "keep": _("Keep this piece!"),
        "yours": _("Your number"),
        "how": _("With this number you see the answer:"),
        "give": _("Give the card to a helper, or put it into the box."),
        "read": _("Next, a commissioner reads it. Commissioners are volunteers and not an office."),
        "answer": _("You get an answer in your language."),
        "name": _("Write in your language. You need no name and no account."),
        "shredded": _("We type the card in. Then we destroy it."),
        "example": _("Example"),
        "leads": _("The code leads to the page for your number."),
    }
