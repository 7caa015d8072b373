"""Every language counts as it should: which form gettext takes for a number, and that every form is there."""

from __future__ import annotations

import gettext

import pytest
from babel.messages.pofile import read_po

from app.core.languages import catalogues, locales

NUMBERS = (0, 1, 2, 3, 5, 11, 21, 100)
# CLDR categories of these numbers, in this order (domain.md section 7). Turkish and Persian nouns do not change.
CATEGORIES = {
    "de": "other one other other other other other other",
    "de-simple": "other one other other other other other other",
    "uk": "many one few few many many one many",
    "ar": "zero one two few few many many other",
    "ro": "few one few few few few other other",
    "tr": "other other other other other other other other",
    "ru": "many one few few many many one many",
    "pl": "many one few few many many many many",
    "fa": "other other other other other other other other",
    "bg": "other one other other other other other other",
    "pt": "other one other other other other other other",
    "sq": "other one other other other other other other",
    "fr": "one one other other other other other other",
    "kmr": "other one other other other other other other",
}
TRANSLATED = [language for language in locales.OFFERED if language.tag != catalogues.SOURCE]


def forms(language: locales.Language) -> list[int]:
    """The index of the form for each of NUMBERS, as the header of the catalogue says."""
    with (catalogues.TRANSLATIONS / language.catalogue / "LC_MESSAGES" / "messages.po").open("rb") as handle:
        catalogue = read_po(handle, locale=language.catalogue)
    index = gettext.c2py(catalogue.plural_expr)  # type: ignore[attr-defined]
    return [index(number) for number in NUMBERS]


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.tag)
def test_numbers_that_need_different_words_get_different_forms(language: locales.Language) -> None:
    categories = CATEGORIES[language.tag].split()
    pairs = set(zip(categories, forms(language), strict=True))
    assert len(pairs) == len(set(categories)) == len({form for _category, form in pairs}), pairs


def test_every_language_is_in_the_table() -> None:
    assert set(CATEGORIES) == {language.tag for language in TRANSLATED}


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.tag)
def test_the_number_itself_is_said_wherever_one_form_serves_several(language: locales.Language) -> None:
    """A form that says "one" in words must not be shown for 21 or for 0."""
    with (catalogues.TRANSLATIONS / language.catalogue / "LC_MESSAGES" / "messages.po").open("rb") as handle:
        catalogue = read_po(handle, locale=language.catalogue)
    index = gettext.c2py(catalogue.plural_expr)  # type: ignore[attr-defined]
    counted: dict[int, set[int]] = {}
    for number in range(201):
        counted.setdefault(index(number), set()).add(number)
    wrong = []
    for message in catalogue:
        if not isinstance(message.id, tuple) or "%(num)s" not in message.id[1] or not all(message.string):
            continue
        for place, text in enumerate(message.string):
            if "%(num)s" not in text and len(counted.get(place, {1})) > 1:
                wrong.append(text)
    assert wrong == []
