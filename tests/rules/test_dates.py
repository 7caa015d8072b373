"""Days are written with the month as a word and with the digits that stand on paper, in every language."""

from __future__ import annotations

import re
from datetime import date

import pytest
from babel.dates import format_date

from app.core.languages import locales
from app.core.languages.locales import Language

MONTHS = [date(2027, month, 1) for month in range(1, 13)]


@pytest.mark.parametrize("language", locales.OFFERED, ids=lambda language: language.tag)
@pytest.mark.parametrize("form", ["long", "LLLL y"])
def test_the_month_is_a_word(language: Language, form: str) -> None:
    texts = [format_date(day, form, locale=language.locale) for day in MONTHS]
    assert len(set(texts)) == 12
    for text in texts:
        assert re.search(r"[^\W\d_]{2,}", text), text
        # "1. Mai", "1ê gulana", but never 1/5: nobody has to know which of two numbers is the month.
        assert not re.search(r"\d\s*[./-]\s*\d", text), text
        assert "2027" in text
        assert text.isascii() or not re.search(r"[٠-٩۰-۹]", text), text
