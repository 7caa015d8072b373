"""Sentences of residents are short in every language: twelve words in the mean, none over twenty."""

from __future__ import annotations

import re
from statistics import mean

import pytest
from babel.messages.pofile import read_po

from app.core.languages import catalogues, locales
from app.core.languages.locales import Language
from tests.house.sources import report

MEAN, LONGEST, LONGEST_SIMPLE = 12, 20, 12
END = re.compile(r"(?<=[.!?؟…:])\s+|\n")
TRANSLATED = [language for language in locales.OFFERED if language.tag != catalogues.SOURCE]


def sentences(language: Language) -> list[str]:
    """Whole sentences that residents read; labels of one to three words are none."""
    with (catalogues.TRANSLATIONS / "messages.pot").open("rb") as handle:
        template = read_po(handle)
    with (catalogues.TRANSLATIONS / language.catalogue / "LC_MESSAGES" / "messages.po").open("rb") as handle:
        own = read_po(handle, locale=language.catalogue)
    found = []
    for message in template:
        if not message.id or catalogues.only_for_staff(message):
            continue
        text = own.get(message.id, message.context).string
        found += [part for part in END.split(text if isinstance(text, str) else text[-1]) if len(part.split()) > 3]
    return found


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.tag)
def test_sentences_are_short(language: Language) -> None:
    read = sentences(language)
    most = LONGEST_SIMPLE if language.tag == "de-simple" else LONGEST
    report([part for part in read if len(part.split()) > most], f"Make two sentences of it: at most {most} words.")
    assert mean(len(part.split()) for part in read) <= MEAN
