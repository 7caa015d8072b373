"""What the site knows about itself: languages that are offered, and those that people miss."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa

from app.core.search.normal import normal
from app.extensions import db
from app.site.models import LanguageWish


def wished_languages() -> list[tuple[str, int]]:
    """What people wrote and how often, most first; spellings that differ in case or accents count together."""
    spellings: dict[str, Counter[str]] = {}
    for words in db.session.execute(sa.select(LanguageWish.words)).scalars():
        spellings.setdefault(normal(words), Counter())[words] += 1
    # The usual spelling stands for all; the table has no order, so equal ones are put into one.
    found = [(min(some, key=lambda one: (-some[one], one)), some.total()) for some in spellings.values()]
    return sorted(found, key=lambda row: (-row[1], row[0]))
