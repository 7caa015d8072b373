"""Which languages the interface speaks, how they are called, written and chosen. The only place that knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError, negotiate_locale


@dataclass(frozen=True)
class Language:
    """A language of the interface or of a text.

    tag: BCP 47, as in addresses and `lang`; catalogue: id that Babel and the folder use; name: endonym;
    german: how a list for staff names it; beta: complete, but fewer people have read it than the others.
    """

    tag: str
    catalogue: str
    dir: str
    name: str
    german: str
    beta: bool = False

    @property
    def under_review(self) -> bool:
        """Leichte Sprache counts as finished only after test readers have checked it (domain.md section 7)."""
        return self.tag == "de-simple"

    @property
    def locale(self) -> Locale:
        """Babel's locale for dates, numbers and the catalogue."""
        return Locale.parse(self.catalogue)

    def named_in(self, reader: Locale) -> str:
        """Its name for somebody who reads `reader`: "Arabisch", "Arabic", "العربية". Leichte Sprache keeps its name."""
        if self.tag in KNOWN and (reader.language == "de" or self.tag == "de-simple"):
            return self.german
        return str(reader.languages.get(self.catalogue) or self.german)


# Source: domain.md section 7. The ids "de@simple" and "ku" are the ones that Babel really loads.
_ALL = [
    Language("de", "de", "ltr", "Deutsch", "Deutsch"),
    Language("de-simple", "de@simple", "ltr", "Leichte Sprache", "Leichte Sprache"),
    Language("en", "en", "ltr", "English", "Englisch"),
    Language("uk", "uk", "ltr", "Українська", "Ukrainisch"),
    Language("ar", "ar", "rtl", "العربية", "Arabisch"),
    Language("ro", "ro", "ltr", "Română", "Rumänisch"),
    Language("tr", "tr", "ltr", "Türkçe", "Türkisch"),
    Language("ru", "ru", "ltr", "Русский", "Russisch"),
    Language("pl", "pl", "ltr", "Polski", "Polnisch"),
    Language("fa", "fa", "rtl", "فارسی", "Persisch"),
    Language("bg", "bg", "ltr", "Български", "Bulgarisch"),
    Language("pt", "pt", "ltr", "Português", "Portugiesisch"),
    Language("sq", "sq", "ltr", "Shqip", "Albanisch"),
    Language("fr", "fr", "ltr", "Français", "Französisch"),
    Language("kmr", "ku", "ltr", "Kurdî (Kurmancî)", "Kurmandschi", beta=True),
    Language("ckb", "ckb", "rtl", "کوردیی ناوەندی", "Sorani"),
    Language("ti", "ti", "ltr", "ትግርኛ", "Tigrinya"),
    Language("so", "so", "ltr", "Soomaali", "Somali"),
    Language("es", "es", "ltr", "Español", "Spanisch"),
    Language("it", "it", "ltr", "Italiano", "Italienisch"),
    Language("sr", "sr", "ltr", "Српски", "Serbisch"),
    Language("hr", "hr", "ltr", "Hrvatski", "Kroatisch"),
    Language("bs", "bs", "ltr", "Bosanski", "Bosnisch"),
    Language("ta", "ta", "ltr", "தமிழ்", "Tamil"),
    Language("ps", "ps", "rtl", "پښتو", "Paschtu"),
    Language("hu", "hu", "ltr", "Magyar", "Ungarisch"),
]

KNOWN: dict[str, Language] = {language.tag: language for language in _ALL}
GERMAN = KNOWN["de"]
# BCP 47 for "nobody knows": texts in a language that is not on any list (domain.md rule 12).
UNDETERMINED = "und"

# Switched on: complete catalogues. A language joins when `flask languages check` passes for it.
OFFERED: tuple[Language, ...] = tuple(
    KNOWN[tag]
    for tag in ("de", "de-simple", "en", "uk", "ar", "ro", "tr", "ru", "pl", "fa", "bg", "pt", "sq", "fr", "kmr")
)
STAFF: tuple[Language, ...] = tuple(KNOWN[tag] for tag in ("de", "en", "ar", "tr", "uk"))

# What browsers say for languages that we call otherwise (Dari is written Persian, Kurdish without more is Kurmanji).
_BROWSER_NAMES = {"ku": "kmr", "kmr": "kmr", "prs": "fa", "pes": "fa", "fa-af": "fa", "sdh": "ckb"}


def offered(tag: str) -> Language | None:
    """The interface language with this tag, or None."""
    return next((language for language in OFFERED if language.tag == tag), None)


def known(tag: str) -> Language:
    """The language of a text. Beyond our list Babel knows names; the text itself decides the direction."""
    return KNOWN.get(tag) or _beyond(tag)


@lru_cache(maxsize=64)
def _beyond(tag: str) -> Language:
    german = GERMAN.locale.languages.get(tag, tag)
    try:
        endonym = Locale.parse(tag).languages.get(tag)
    except (ValueError, UnknownLocaleError):
        endonym = None
    return Language(tag, tag, "auto", endonym or tag, german)


def is_text_language(tag: str) -> bool:
    """Whether a text may be said to be in this language: one of our list, or "another one"."""
    return tag in KNOWN or tag == UNDETERMINED


def negotiate(wishes: Iterable[str], among: Iterable[Language] = OFFERED) -> Language:
    """Best offered language for the tags a browser sends, most wished first; German if none fits."""
    tags = {language.tag: language for language in among}
    asked = [
        _BROWSER_NAMES.get(wish.lower()) or _BROWSER_NAMES.get(wish.lower().split("-")[0]) or wish.lower()
        for wish in wishes
    ]
    found = negotiate_locale(asked, list(tags), sep="-")
    return tags.get(found or "", GERMAN)


def by_endonym(languages: Iterable[Language] = OFFERED, best: Language | None = None) -> list[Language]:
    """Languages in the order of their own names, the best guess first."""
    ordered = sorted(languages, key=lambda language: language.name.casefold())
    return sorted(ordered, key=lambda language: language != best)
