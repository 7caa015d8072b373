"""Which languages the interface speaks, how they are called, written and chosen. The only place that knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale, negotiate_locale


@dataclass(frozen=True)
class Language:
    """A language of the interface or of a text.

    tag: BCP 47, as in addresses and `lang`; catalogue: id that Babel and the folder use; name: endonym;
    german: how a list for staff names it.
    """

    tag: str
    catalogue: str
    dir: str
    name: str
    german: str

    @property
    def locale(self) -> Locale:
        """Babel's locale for dates, numbers and the catalogue."""
        return Locale.parse(self.catalogue)

    def named_in(self, reader: Locale) -> str:
        """Its name for somebody who reads `reader`: "Arabisch", "Arabic", "العربية". Leichte Sprache keeps its name."""
        if reader.language == "de" or self.tag == "de-simple" or self.dir == "auto":
            return self.german
        return str(self.locale.get_language_name(reader)) or self.german


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
    Language("kmr", "ku", "ltr", "Kurdî (Kurmancî)", "Kurmandschi"),
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

# Switched on: complete catalogues. A language joins when `flask languages check` passes for it.
OFFERED: tuple[Language, ...] = tuple(KNOWN[tag] for tag in ("de", "de-simple", "en", "ar"))
STAFF: tuple[Language, ...] = tuple(KNOWN[tag] for tag in ("de", "en", "ar"))

# What browsers say for languages that we call otherwise (Dari is written Persian, Kurdish without more is Kurmanji).
_BROWSER_NAMES = {"ku": "kmr", "kmr": "kmr", "prs": "fa", "pes": "fa", "fa-af": "fa", "sdh": "ckb"}


def offered(tag: str) -> Language | None:
    """The interface language with this tag, or None."""
    return next((language for language in OFFERED if language.tag == tag), None)


def known(tag: str) -> Language:
    """The language of a text. An unknown tag gets a language of its own name, direction decided by the text."""
    return KNOWN.get(tag) or Language(tag, tag, "auto", tag, tag)


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
