"""Which language a browser gets, and how languages are called."""

from __future__ import annotations

import pytest
from babel import Locale

from app.core.languages import locales

ALL = tuple(locales.KNOWN[tag] for tag in ("de", "de-simple", "en", "uk", "ar", "tr", "ru", "fa", "ckb", "kmr"))


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        (["uk-UA", "ru"], "uk"),
        (["kmr-TR", "tr"], "kmr"),
        (["ku", "tr"], "kmr"),
        (["prs", "de"], "fa"),
        (["fa-AF"], "fa"),
        (["ps-AF", "fa"], "fa"),
        (["sdh"], "ckb"),
        (["AR"], "ar"),
        (["xx", "en-GB"], "en"),
        (["xx"], "de"),
        ([], "de"),
        (["*"], "de"),
        (["de-simple"], "de-simple"),
    ],
)
def test_browsers_get_the_nearest_language(wishes: list[str], expected: str) -> None:
    assert locales.negotiate(wishes, ALL).tag == expected


def test_every_offered_language_has_a_locale_of_its_own() -> None:
    names = {str(language.locale) for language in locales.OFFERED}
    assert len(names) == len(locales.OFFERED), "two languages share a catalogue: one of them is never shown"


@pytest.mark.parametrize(
    ("tag", "reader", "name"),
    [
        ("ar", "de", "Arabisch"),
        ("ar", "en", "Arabic"),
        ("uk", "ar", "الأوكرانية"),
        ("de-simple", "en", "Leichte Sprache"),
    ],
)
def test_languages_are_named_in_the_readers_language(tag: str, reader: str, name: str) -> None:
    assert locales.known(tag).named_in(Locale.parse(reader)) == name


def test_an_unknown_language_keeps_its_tag_and_its_text_decides_the_direction() -> None:
    unknown = locales.known("xyz")
    assert (unknown.name, unknown.dir, unknown.named_in(Locale("en"))) == ("xyz", "auto", "xyz")
