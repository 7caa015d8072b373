"""News for whoever follows the site: what everybody can read since lately, and what was answered lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.answers import queries as answers
from app.concept.models import ActionField
from app.contributions import queries as contributions
from app.contributions.queries.public import Wish
from app.core.languages import content
from app.core.languages.content import Audience, Wording


@dataclass(frozen=True)
class News:
    """One piece of news. It names the contribution by number and title; its words stand on its page alone.

    A program that follows the site keeps what it was told. Words that are withdrawn must be gone everywhere.
    """

    reference: str
    title: Wording | None
    day: date
    answered: bool


def newest(tag: str, most: int, field: ActionField | None = None) -> list[News]:
    """The newest contributions and answers, newest day first, at most `most` of each. `field`: of this field alone."""
    rows = contributions.public_page(Wish(field.number if field else None), size=most).rows
    answered = answers.newest_public(most, field.id if field else None)
    texts = content.load([*rows, *(one for one, _ in answered)], ["title"])
    news = [News(one.reference, texts.say(one, "title", tag, Audience.PUBLIC), one.published_on, False) for one in rows]
    news += [
        News(one.reference, texts.say(one, "title", tag, Audience.PUBLIC), answer.published_on, True)
        for one, answer in answered
        if answer.published_on is not None
    ]
    return sorted(news, key=lambda one: one.day, reverse=True)
