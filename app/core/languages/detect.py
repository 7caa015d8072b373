"""Which language a text is written in: script and letters first, then a detector, the reader's language as prior.

The detector knows neither Sorani nor Tigrinya, and takes short texts for whatever looks alike; letters that only one
language has, and the language somebody reads the site in, say more. A guess is only a guess: people correct it.
Sources: domain.md rule 13; dependencies.md, "Language detection" (letters and thresholds measured there and in
tests/rules/test_detect.py).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

import gcld3

from app.core.languages import locales

# Beyond this a text tells nothing new.
LOOK_AT = 4000
# Fewer letters than this say nothing by themselves.
FEW_LETTERS = 3
SHORT, LONG = 24, 40
# How sure the detector must be to be believed: against the prior in a short text, in a long one, for a language
# that nobody expects here.
SURE_SHORT, SURE, SURE_FOREIGN = 0.95, 0.7, 0.9
# Two languages that are nearly one share what the detector is sure of.
SURE_TWIN = 0.45
_TWINS = frozenset({"hr", "bs"})
# A text with so few letters among its signs is broken, or a drawing.
READABLE = 0.6

_SCRIPTS = ("ARABIC", "CYRILLIC", "ETHIOPIC", "TAMIL", "LATIN")
_NOISE = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|\d+")
# Letters that decide within a script, the strongest first: how many there must be among a hundred letters.
_OWN_LETTERS: Mapping[str, tuple[tuple[str, str, float], ...]] = {
    "ARABIC": (
        ("ckb", "ەێۆڕڵڤ", 6.0),
        ("ps", "ټډړږښځڅڼېۍ", 2.0),
        ("ur", "ٹڈڑںےھہ", 4.0),
    ),
    "CYRILLIC": (
        ("be", "ў", 0.5),
        ("mk", "ѓќѕ", 0.5),
        ("sr", "ђћљњџј", 2.0),
        ("uk", "іїєґ", 2.0),
        ("ru", "ыэё", 0.8),
    ),
    "ETHIOPIC": (("ti", "ቐቑቒቓቔቕቖኣኸኹኺኻኼኽኾዃኧ", 1.0),),
}
# What is left when no letter decides and the detector is not believed: the usual language of the script.
_USUAL = {"ARABIC": "ar", "CYRILLIC": "ru", "ETHIOPIC": "am", "TAMIL": "ta"}
_OF_SCRIPT = {
    "ARABIC": frozenset({"ar", "fa", "ckb", "ps", "ur"}),
    "CYRILLIC": frozenset({"bg", "ru", "uk"}),
    "ETHIOPIC": frozenset({"ti", "am"}),
    "TAMIL": frozenset({"ta"}),
}
_PERSIAN = frozenset("پچژگکی")
_ARABIC = frozenset("ةيكىأإؤئ")
# The detector's names for what we call otherwise.
_NAMES = {"ku": "kmr", "iw": "he", "no": "nb", "fil": "tl"}
# Letters that hardly any other of our languages writes, and the small words of each: for a line too short to judge.
_LATIN_LETTERS: tuple[tuple[str, str], ...] = (
    ("pl", "ąćęłńśźż"),
    ("ro", "ășțţ"),
    ("tr", "ğı"),
    ("kmr", "êîû"),
    ("pt", "ãõ"),
    ("de", "ß"),
    ("sq", "ë"),
)
_SMALL_WORDS: Mapping[str, frozenset[str]] = {
    tag: frozenset(words.split())
    for tag, words in {
        "de": "der die das und ist nicht ein eine ich wir sie es für mit auf im zu den dem wenn auch mein bitte kein",
        "en": "the and is are not a an i we you it for with on in to of my our they she he this that no please but at",
        "fr": "le la les et est pas un une je nous vous il elle pour avec sur dans de des du ça mon ma mes ne plus en",
        "pt": "o os as e é não um uma eu nós você ele ela para com no na de do da dos das meu minha que se mais ao à",
        "es": "el la los las y es no un una yo nosotros usted para con en de del mi que se más al por hay",
        "it": "il lo la gli le e è non un una io noi lei per con nel di del della mio mia che si più ho",
        "ro": "și si nu un o eu noi este sunt pentru cu pe în in la de din mai că ca să sa am ne dupa după",
        "tr": "ve bir bu için de da mi mı mu ben biz çok var yok ile ama gibi daha olsa bana ne kadar",
        "pl": "i jest nie w na z do się ja my to dla są od po jak że ale przy mam u czy",
        "sq": "dhe është nuk një në të për me nga unë ne që i e se por kam mund si",
        "kmr": "û ji bo li di de ez em ne ye yek ku bi jî min me nîne heye gelek dixwazim",
        "so": "waa iyo ma ku ka u la in oo aan waxaan si loo ee",
        "bg": "i da na za sa se ne az iskam po ot sam sme ima nqma mnogo kato",
    }.items()
}


def detect(text: str, prior: str) -> str:
    """The tag of the language that `text` is most likely written in; `prior` where the text does not tell.

    prior: tag of the language that the person reads, such as "ar". The author's own German counts as "de", also for
    who reads Leichte Sprache. Tags are those of locales.KNOWN, or the detector's for languages beyond them.
    """
    prior = "de" if prior == "de-simple" else prior
    words = _NOISE.sub(" ", unicodedata.normalize("NFC", text[:LOOK_AT]))
    letters = [char for char in words.casefold() if char.isalpha()]
    if len(letters) < FEW_LETTERS or not _is_readable(words):
        return prior
    script = _script(letters)
    if script in _OF_SCRIPT:
        return _by_letters(script, letters) or _within(script, words, letters, prior)
    return _latin(words, letters, prior) if script == "LATIN" else _beyond(words, prior)


def _is_readable(words: str) -> bool:
    signs = [char for char in words if not char.isspace() and not char.isdigit() and char not in ".,!?-–…'\"«»„“”()"]
    told = sum(1 for char in signs if unicodedata.category(char)[0] in "LM")
    return bool(signs) and told / len(signs) >= READABLE


def _script(letters: list[str]) -> str:
    """The script that most letters belong to; "" for one without rules of its own here."""
    names = Counter(unicodedata.name(char, "").split(" ")[0] for char in letters)
    name = names.most_common(1)[0][0]
    return name if name in _SCRIPTS else ""


def _by_letters(script: str, letters: list[str]) -> str | None:
    for tag, own, share in _OWN_LETTERS.get(script, ()):
        if 100 * sum(char in own for char in letters) / len(letters) >= share:
            return tag
    return None


def _within(script: str, words: str, letters: list[str], prior: str) -> str:
    """One of the languages that write this script."""
    possible = _OF_SCRIPT[script]
    said, sure = _ask(words)
    if said in possible and (said == prior or sure >= (SURE if len(letters) >= LONG else SURE_SHORT)):
        return said
    if script == "ARABIC":
        persian = sum(char in _PERSIAN for char in letters)
        arabic = sum(char in _ARABIC for char in letters)
        if persian != arabic:
            return "fa" if persian > arabic else "ar"
    return prior if prior in possible else said if said in possible else _USUAL[script]


def _latin(words: str, letters: list[str], prior: str) -> str:
    """One of the languages in Latin letters; what the reader uses has no say when it is written otherwise."""
    said, sure = _ask(words)
    enough = SURE_TWIN if said in _TWINS else SURE if len(letters) >= LONG else SURE_SHORT
    if said == prior or (said in locales.KNOWN and sure >= enough):
        return said
    told = _by_small_words(words, prior) or _by_latin_letters(letters, prior)
    if told:
        return told
    if len(letters) >= LONG and sure >= SURE_FOREIGN:
        return said
    if prior in _SMALL_WORDS:
        return prior
    return said if said in locales.KNOWN else locales.GERMAN.tag


def _by_small_words(words: str, prior: str) -> str | None:
    """The language that more of the words belong to than any other, two at least; None when that is not clear."""
    found = re.findall(r"[^\W\d_]+", words.casefold())
    counts = {tag: sum(word in small for word in found) for tag, small in _SMALL_WORDS.items()}
    best = max(counts, key=lambda tag: (counts[tag], tag == prior))
    others = [count for tag, count in counts.items() if tag != best]
    return best if counts[best] >= 2 and counts[best] > max(others) else None


def _by_latin_letters(letters: list[str], prior: str) -> str | None:
    """A letter that hardly any other language writes; the expected language first."""
    ordered = sorted(_LATIN_LETTERS, key=lambda row: row[0] != prior)
    return next((tag for tag, signs in ordered if any(char in signs for char in letters)), None)


def _beyond(words: str, prior: str) -> str:
    said, sure = _ask(words)
    return said if said != "und" and sure >= SURE else prior


def _ask(words: str) -> tuple[str, float]:
    """What the detector says, in our names, and how sure it is (0 to 1)."""
    found = _detector().FindLanguage(text=words)
    # "bg-Latn" is Bulgarian without its own letters.
    name = str(found.language).split("-")[0]
    return _NAMES.get(name, name), float(found.probability)


@cache
def _detector() -> gcld3.NNetLanguageIdentifier:
    return gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=LOOK_AT * 4)
