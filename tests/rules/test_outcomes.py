"""Every outcome has its sentence, and every ready text its words, in every language that residents read."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from app.answers.labels import LABELS, SENTENCES
from app.answers.rules import Helped, Outcome
from app.core.languages import catalogues, locales
from app.core.languages.locales import Language
from tests.support.database import TEMPLATES

TRANSLATED = [language for language in locales.OFFERED if language.tag != catalogues.SOURCE]


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.tag)
def test_outcomes_are_said_in_every_language(language: Language) -> None:
    path = Path(catalogues.TRANSLATIONS) / language.catalogue / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as handle:
        own = read_po(handle, locale=language.catalogue)
    assert set(SENTENCES) == set(Outcome)
    for words in [*SENTENCES.values(), *(LABELS[one] for one in (*Outcome, *Helped))]:
        source = words._args[0]
        message = own.get(source)
        assert message is not None, source
        assert message.string, source
        assert message.string != source, source


def test_ready_texts_speak_every_language() -> None:
    rows = tomllib.loads(TEMPLATES.read_text("utf-8"))["templates"]
    wanted = {"simple" if language.tag == "de-simple" else language.tag for language in locales.OFFERED}
    assert {row["outcome"] for row in rows if "outcome" in row} == {one.value for one in Outcome}
    assert {row["field"] for row in rows if "field" in row} == set(range(1, 9))
    for row in rows:
        assert wanted <= set(row["text"]), row["key"]
        assert len(set(row["text"].values())) == len(row["text"]), row["key"]
        # Paragraphs are what an answer is made of: a ready text is one of them.
        assert all("\n\n" not in text for text in row["text"].values()), row["key"]
