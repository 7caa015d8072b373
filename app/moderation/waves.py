"""When many texts are nearly the same: groups of similar ones. Pure functions on normalised texts, no database.

Quick for a flood: texts are compared letter by letter only with groups that share many pairs of words with them, so
that five hundred different texts cost little more than reading them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

# Of a hundred letters in the same order. Among the 160 example texts two different ones reach 51 at most.
ALIKE = 75
# Few words are alike by chance.
FEW_WORDS, ALIKE_FEW = 5, 92
# A text is compared with a group when it shares this part of its pairs of words with the first text of the group.
SHARED = 0.25


@dataclass
class Group:
    """Places of texts that are nearly the same as the first one."""

    first: str
    places: list[int] = field(default_factory=list)


def grouped(texts: Sequence[str]) -> list[list[int]]:
    """Places of `texts` in groups of similar ones, in the order of the first of each; single ones are groups, too."""
    groups: list[Group] = []
    index: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        pairs = _pairs(text)
        number = _group_of(text, pairs, groups, index)
        if number is None:
            number = len(groups)
            groups.append(Group(text))
            for pair in pairs:
                index.setdefault(pair, []).append(number)
        groups[number].places.append(place)
    return [group.places for group in groups]


def alike(one: str, other: str) -> bool:
    """Whether two texts are nearly the same."""
    least = ALIKE_FEW if min(len(one.split()), len(other.split())) < FEW_WORDS else ALIKE
    return fuzz.ratio(one, other, score_cutoff=least) > 0


def _group_of(text: str, pairs: set[str], groups: list[Group], index: dict[str, list[int]]) -> int | None:
    votes = Counter(number for pair in pairs for number in index.get(pair, ()))
    for number, count in votes.most_common():
        if count < SHARED * len(pairs):
            return None
        if alike(text, groups[number].first):
            return number
    return None


def _pairs(text: str) -> set[str]:
    words = text.split()
    return {f"{one} {other}" for one, other in zip(words, words[1:], strict=False)} or {text}
