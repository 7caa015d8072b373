"""When two texts in one language use nearly the same words. Pure functions on normalised texts, no database."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

# Of a hundred letters in the same words. Among the 160 example texts, different wishes reach 63 at most, the same
# wish in other words 48 to 78, a copy with every fifth word left out 74 to 96.
SAME = 70
# A text that stands nearly whole in a longer one: a copy with a sentence more.
INSIDE = 92
WORDS_INSIDE = 8
# Few words are alike by chance.
FEW_WORDS, SAME_FEW = 5, 92


def nearly_the_same(text: str, others: Sequence[str]) -> list[tuple[int, float]]:
    """The places of `others` that use nearly the same words as `text`, with how many of a hundred; likeliest first."""
    words = len(text.split())
    if not words:
        return []
    found = {}
    cutoff = SAME_FEW if words < FEW_WORDS else SAME
    for _other, score, place in process.extract(
        text, others, scorer=fuzz.token_sort_ratio, score_cutoff=cutoff, limit=None, processor=None
    ):
        found[place] = score
    if words >= WORDS_INSIDE:
        for other, score, place in process.extract(
            text, others, scorer=fuzz.token_set_ratio, score_cutoff=INSIDE, limit=None, processor=None
        ):
            if len(other.split()) >= WORDS_INSIDE:
                found[place] = max(found.get(place, 0), score)
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
