"""What the site knows about itself: languages that are offered, and those that people miss."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa

from app.core.search.normal import normal
from app.extensions import db
from app.site.models import LanguageWish


def wished_languages() -> list[tuple[str, int]]:
    """What people wrote and how often, most first; spellings that differ in case or accents count together."""
    rows = db.session.execute(sa.select(LanguageWish.words).order_by(LanguageWish.id)).scalars()
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for words in rows:
        key = normal(words)
        counts[key] += 1
        shown.setdefault(key, words)
    return sorted(((shown[key], count) for key, count in counts.items()), key=lambda row: (-row[1], row[0]))
