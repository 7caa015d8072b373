"""Groups of similar texts: what belongs together, what does not, and that a flood costs little time."""

from __future__ import annotations

import json
import random
import time

from app.core.search.normal import normal
from app.moderation.waves import alike, grouped
from config import ROOT

PLEA = "Bitte baut endlich einen Spielplatz im Schotthock, die Kinder haben keinen Platz zum Spielen."
# On an idle machine a tenth of this; the limit leaves room for a busy one.
SECONDS = 2.0


def examples() -> list[str]:
    """The 160 example texts, each about something of its own or a wish in other words."""
    lines = (ROOT / "app" / "demo" / "data" / "contributions.jsonl").read_text("utf-8").splitlines()
    return [normal(json.loads(line)["text"]) for line in lines]


def varied(number: int) -> str:
    """The same plea with other names, numbers and a missing word."""
    words = normal(PLEA).split()
    words[number % len(words)] = f"wort{number}"
    return " ".join([*words, str(number)])


def test_a_flood_is_one_group_among_all_examples() -> None:
    texts = examples()
    flood = [varied(number) for number in range(40)]
    mixed = [*texts, *flood]
    order = list(range(len(mixed)))
    random.Random(7).shuffle(order)
    groups = grouped([mixed[place] for place in order])
    found = [sorted(order[place] for place in group) for group in groups if len(group) > 1]
    assert found == [list(range(len(texts), len(mixed)))]


def test_few_words_are_alike_only_when_they_are_the_same() -> None:
    assert alike("mehr licht", "mehr licht")
    assert not alike("mehr licht", "mehr nicht")
    assert not alike(normal(PLEA), "")
    assert grouped([]) == []
    assert grouped(["", "", "nein"]) == [[0, 1], [2]] or grouped(["", "", "nein"]) == [[0], [1], [2]]


def test_five_hundred_different_texts_are_grouped_quickly() -> None:
    chance = random.Random(3)
    words = " ".join(examples()).split()
    texts = [" ".join(chance.choices(words, k=chance.randint(10, 80))) for _text in range(500)]
    started = time.perf_counter()
    assert len(grouped(texts)) == 500
    assert time.perf_counter() - started < SECONDS


def test_a_flood_of_five_hundred_is_grouped_quickly() -> None:
    started = time.perf_counter()
    assert len(grouped([varied(number) for number in range(500)])) == 1
    assert time.perf_counter() - started < SECONDS
