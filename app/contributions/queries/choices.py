"""What the questions of the journey offer: fields and districts, and the days that the confirmation names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from babel import Locale

from app.concept import queries as concept
from app.contributions.rules import LanguageOrigin, working_days_after
from app.core.languages import content, locales
from app.core.languages.content import Audience
from app.core.languages.detect import detect
from app.rounds import queries as rounds

# Used when there is no round yet; the same as the proposed targets (domain.md section 5).
MODERATION_WORKING_DAYS = 3
ANSWER_DAYS = 84


@dataclass(frozen=True)
class FieldChoice:
    """A field as residents read it: number, name and hint in their language."""

    number: int
    name: str
    hint: str


@dataclass(frozen=True)
class Promise:
    """Until when something happens."""

    read_by: date
    answered_by: date


def field_choices(reader: str, day: date) -> list[FieldChoice]:
    """The fields valid on `day` in the language `reader`. Two statements."""
    fields = concept.fields(day)
    texts = content.load(fields, ["name", "hint"])
    found = []
    for field in fields:
        name = texts.say(field, "name", reader, Audience.PUBLIC)
        hint = texts.say(field, "hint", reader, Audience.PUBLIC)
        found.append(FieldChoice(field.number, name.text if name else field.name, hint.text if hint else ""))
    return found


def language_of(text: str, chosen: str | None, reader: str) -> tuple[str, LanguageOrigin]:
    """The language of a text and how it is known: what its author says, else what the words themselves tell.

    chosen: a tag that the author picked, if any; reader: tag of the language of the page.
    """
    if chosen and locales.is_text_language(chosen):
        return chosen, LanguageOrigin.AUTHOR
    return detect(text, reader), LanguageOrigin.DETECTED


def language_choices(guess: str, reader: Locale) -> list[tuple[str, str]]:
    """Languages a text can be in, by their own names; the guess first, under the empty value; last "another one"."""
    others = [(one.tag, one.name) for one in locales.by_endonym(locales.KNOWN.values()) if one.tag != guess]
    last = locales.known(locales.UNDETERMINED)
    return [("", locales.known(guess).name), *others, (last.tag, last.named_in(reader))]


def promise(received: date) -> Promise:
    """When a text that came in on `received` is read and answered, by the targets of the round of that day."""
    current = rounds.current(received)
    working_days = current.moderation_working_days if current else MODERATION_WORKING_DAYS
    days = current.answer_days if current else ANSWER_DAYS
    return Promise(working_days_after(received, working_days), received + timedelta(days=days))
