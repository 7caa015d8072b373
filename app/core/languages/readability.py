"""How easy a German text is to read, and what its writer can change: for plain German and for Leichte Sprache.

It counts and looks for patterns, nothing more: it explains, and never decides whether a text may be published.
Sources: domain.md section 7 (rules of Leichte Sprache), screens.md P26 (12 words a sentence in the mean, none over 20).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from statistics import mean

from app.core.languages.plain_words import EASIER

# Words a sentence: in the mean, and at most. Leichte Sprache: five to ten.
MEAN, LONGEST = 12, 20
LONGEST_SIMPLE = 10
# Letters of a word without a hyphen.
LONG_WORD, LONG_WORD_SIMPLE = 20, 14
# Nouns made from verbs in one sentence that make it stiff.
MANY_NOUNS = 3
# Remarks of one kind that are named; more would only discourage.
NAMED = 3


class RemarkKind(StrEnum):
    """What makes a text hard."""

    LONG_SENTENCE = "long_sentence"
    LONG_MEAN = "long_mean"
    SEVERAL_IN_A_LINE = "several_in_a_line"
    LONG_WORD = "long_word"
    HARD_WORD = "hard_word"
    PASSIVE = "passive"
    NOUNS = "nouns"
    SUBJUNCTIVE = "subjunctive"
    GENITIVE = "genitive"
    NEGATION = "negation"
    ABBREVIATION = "abbreviation"
    SIGN = "sign"


@dataclass(frozen=True)
class Remark:
    """One place: the words it is about, and easier ones where the list knows some."""

    kind: RemarkKind
    words: str
    easier: str | None = None


@dataclass(frozen=True)
class Reading:
    """What was found in a text. Lengths are in words."""

    sentences: int
    mean_length: float
    longest: int
    remarks: tuple[Remark, ...]

    @property
    def is_easy(self) -> bool:
        """Nothing to say about it."""
        return not self.remarks


_ABBREVIATION = re.compile(
    r"(?<!\w)(?:z\. ?B|d\. ?h|u\. ?a|u\. ?U|i\. ?d\. ?R|usw|ggf|bzw|inkl|ca|evtl|etc|Nr|Tel|Str|Abs|vgl)\.(?!\w)",
    re.IGNORECASE,
)
_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_ORDINAL = re.compile(rf"(?<=\d)\.(?=\s+(?:{_MONTHS}|[a-zäöü]|Klasse|Etage|Stock))")
_END = re.compile(r"(?<=[.!?…])[\s\"“»)]+(?=[A-ZÄÖÜ„«\d(])")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'·][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_PARTICIPLE = r"(?:\w{0,12}ge\w{2,}(?:t|en)|(?:be|ver|er|ent|zer|über|unter|wieder)\w{2,}(?:t|en)|\w{2,}iert)"
_PASSIVE = re.compile(
    rf"\b(?:werden|wird|wurden?|worden)\b[^,;:]*?\b({_PARTICIPLE})\b(?!\s+\w*\s*(?:können|müssen|wollen))"
)
_PASSIVE_BEHIND = re.compile(rf"\b({_PARTICIPLE})\s+(?:werden|wird|wurden?|worden)\b")
_NOUN = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß-]{3,}(?:ung|ungen|heit|heiten|keit|keiten|ion|ionen|nahme|nahmen|tät)\b")
_SUBJUNCTIVE = re.compile(r"\b(?:würden?|könnten?|hätten?|wären?|müssten?|dürften?|sollten?)\b", re.IGNORECASE)
_GENITIVE = re.compile(r"\b(?:des|eines|Ihres|unseres|dieses)\s+(?:\w+en\s+)?[A-ZÄÖÜ][\wäöüß-]+s\b")
_NEGATION = re.compile(r"\b(?:nicht|kein\w{0,2}|niemand\w{0,2}|nie|nirgends)\b", re.IGNORECASE)
_SIGN = re.compile(r"[()\[\]%&/§;*+=<>]")

Patterns = tuple[tuple[RemarkKind, re.Pattern[str]], ...]
_ALWAYS: Patterns = (
    (RemarkKind.PASSIVE, _PASSIVE),
    (RemarkKind.PASSIVE, _PASSIVE_BEHIND),
    (RemarkKind.ABBREVIATION, _ABBREVIATION),
)
_ONLY_SIMPLE: Patterns = (
    (RemarkKind.SUBJUNCTIVE, _SUBJUNCTIVE),
    (RemarkKind.GENITIVE, _GENITIVE),
    (RemarkKind.NEGATION, _NEGATION),
    (RemarkKind.SIGN, _SIGN),
)


def read(text: str, *, simple: bool = False) -> Reading:
    """Read a German text; `simple`: by the rules of Leichte Sprache. An empty text has no sentences and no remarks."""
    sentences = split(text)
    lengths = [len(_WORD.findall(sentence)) for sentence in sentences]
    remarks = [*_lengths(sentences, lengths, simple), *_lines(text, simple)]
    for sentence in sentences:
        remarks += _in_sentence(sentence, simple)
    return Reading(len(sentences), mean(lengths) if lengths else 0.0, max(lengths, default=0), tuple(_few(remarks)))


def split(text: str) -> list[str]:
    """The sentences of a text; a line end ends one too. Dates and abbreviations end none."""
    kept = _ABBREVIATION.sub(lambda found: found.group().replace(".", "·"), _ORDINAL.sub("·", text))
    lines = [line for line in kept.splitlines() if line.strip()]
    found = [part.strip() for line in lines for part in _END.split(line)]
    return [part.replace("·", ".") for part in found if _WORD.search(part)]


def _few(remarks: list[Remark]) -> Iterator[Remark]:
    """Each place once, and of each kind the first few, in the order of the kinds."""
    for kind in RemarkKind:
        yield from list(dict.fromkeys(one for one in remarks if one.kind is kind))[:NAMED]


def _lengths(sentences: list[str], lengths: list[int], simple: bool) -> Iterator[Remark]:
    most = LONGEST_SIMPLE if simple else LONGEST
    for sentence, length in zip(sentences, lengths, strict=True):
        if length > most:
            yield Remark(RemarkKind.LONG_SENTENCE, sentence)
    if not simple and lengths and mean(lengths) > MEAN:
        yield Remark(RemarkKind.LONG_MEAN, "")


def _lines(text: str, simple: bool) -> Iterator[Remark]:
    if simple:
        for line in text.splitlines():
            if len(split(line)) > 1:
                yield Remark(RemarkKind.SEVERAL_IN_A_LINE, line.strip())


def _in_sentence(sentence: str, simple: bool) -> Iterator[Remark]:
    yield from _hard_words(sentence, LONG_WORD_SIMPLE if simple else LONG_WORD)
    for kind, pattern in _ALWAYS + (_ONLY_SIMPLE if simple else ()):
        for match in pattern.finditer(sentence):
            yield Remark(kind, match.group())
    nouns = _NOUN.findall(sentence)
    if len(nouns) >= MANY_NOUNS:
        yield Remark(RemarkKind.NOUNS, ", ".join(nouns))


def _hard_words(sentence: str, most: int) -> Iterator[Remark]:
    for word in _WORD.findall(sentence):
        if max(len(part) for part in re.split(r"[-·]", word)) > most:
            yield Remark(RemarkKind.LONG_WORD, word)
    for pattern, easier in EASIER:
        for match in pattern.finditer(sentence):
            yield Remark(RemarkKind.HARD_WORD, match.group(), easier)
