"""One word for one thing: the catalogues keep to the glossary, and its printed page is the file."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from app.core.languages import catalogues, locales
from app.core.languages.locales import Language
from app.core.search.normal import normal
from app.translating import glossary
from tests.house.sources import ROOT, read, report

# Terms that every sentence with the English word must name, as long as the German sentence names them too.
KEPT = {
    "network": r"\bnetworks?\b",
    "contribution": r"\bcontributions?\b",
    "action_field": r"\baction fields?\b",
    "measure": r"\bmeasures?\b",
    "commissioner": r"\bcommissioners?\b",
    "objection": r"\bobjections?\b",
    "district": r"\bdistricts?\b",
    "advice_service": r"\badvice services?\b",
    "dialogforum": r"Dialogforum",
}
# Names that are the same in every language, in Latin letters (domain.md section 7).
NAMES = ("Rheine", "Dialogforum")
TRANSLATED = [language for language in locales.OFFERED if language.tag not in ("de", catalogues.SOURCE)]


def catalogue(language: Language) -> Catalog:
    with (catalogues.TRANSLATIONS / language.catalogue / "LC_MESSAGES" / "messages.po").open("rb") as handle:
        return read_po(handle, locale=language.catalogue)


def words(text: object) -> str:
    """A text or all its plural forms, as they are compared; soft hyphens do not count."""
    forms = [text] if isinstance(text, str) else list(text or ())  # type: ignore[call-overload]
    return " ".join(str(form) for form in forms).replace("\u00ad", "")


def other_words(language: Language) -> list[str]:
    """Sentences in which a term is called otherwise than the glossary says."""
    german, own, found = catalogue(locales.GERMAN), catalogue(language), []
    terms = {term.id: term for term in glossary.terms()}
    for message in own:
        text = words(message.string)
        if not message.id or not text.strip():
            continue
        source = words(message.id)
        in_german = words(german.get(message.id, message.context).string)
        for key, pattern in KEPT.items():
            if not re.search(pattern, source) or not terms[key].is_in(in_german, "de"):
                continue
            if not terms[key].is_in(text, language.tag):
                found.append(f"{language.tag}: {terms[key].name(language.tag)}: {text!r}")
    return found


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.tag)
def test_one_word_for_one_thing(language: Language) -> None:
    report(other_words(language), "Use the word of app/translating/data/glossary.toml, or add its form there.")


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.tag)
def test_names_stay_as_they_are(language: Language) -> None:
    found = []
    for message in catalogue(language):
        text = words(message.string)
        if message.id and text.strip():
            found += [f"{name}: {text!r}" for name in NAMES if name in words(message.id) and name not in text]
    report(found, "Names of the city and its meeting are written in Latin letters in every language.")


def test_the_glossary_knows_every_offered_language() -> None:
    missing = [
        f"{term.id}: {language.tag}"
        for term in glossary.terms()
        for language in TRANSLATED
        if not term.name(language.tag) or not term.stems.get(language.tag)
    ]
    report(missing, "Decide on the word before the language is switched on.")


def test_the_printed_glossary_is_the_file() -> None:
    page = ROOT / "docs" / "glossary-translations.md"
    assert read(page).rstrip() == glossary.page(), "Run: flask languages glossary > docs/glossary-translations.md"


def test_terms_are_found_in_their_forms() -> None:
    network = next(term for term in glossary.terms() if term.id == "network")
    assert network.is_in("Das Netzwerk antwortet.", "de")
    assert network.is_in("Der Netzwerke wegen", "de")
    assert not network.is_in("Der Bus kommt.", "de")
    assert normal("İtiraz") == "itiraz"
