"""How often the suggestions beside a case are right: `.venv/bin/python scripts/measure_similar.py FILE`.

FILE holds one contribution a line: `id`, `lang`, `text`, `german`, `title_de`, `fields` (the first one is the true
one), `decision`, and `moderation`, which is "duplicate-of:<id>" for a text that says what another one said before. The
example data app/demo/data/contributions.jsonl have this form. The script asks the same code as the worker does, without
a database, and prints the tables of docs/similar-texts.md. Needs the extra requirements-similar.txt.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import tomllib
import uuid
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.contributions.lifecycle import State  # noqa: E402
from app.core import similar  # noqa: E402
from app.moderation.actions.meaning import Space  # noqa: E402
from app.moderation.queries.comparing import Numbers  # noqa: E402
from app.moderation.rules import Suggested  # noqa: E402

CONCEPT = ROOT / "app" / "concept" / "data" / "concept-2017.toml"
GONE = frozenset({"refuse", "refer"})
SORTED = frozenset({"release", "redact"})
Row = dict[str, Any]
Hits = tuple[int, int, list[str]]


class Town:
    """All texts with their numbers; spaces of some of them, as the worker would find them stored."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = {row["id"]: row for row in rows}
        self.ids = {key: uuid.uuid5(uuid.NAMESPACE_OID, key) for key in self.rows}
        concept = tomllib.loads(CONCEPT.read_text("utf-8"))
        self.edition = concept["edition"]["key"]
        self.fields = {field["number"]: field["number"] for field in concept["fields"]}
        self.field_words = _field_words(concept)
        self.offsets = similar.offsets(self.field_words, "de")
        self.seconds = 0.0
        self._known: dict[tuple[str, str], bytes] = {}

    def main(self, key: str) -> str:
        """The text that says the same and came first; the text itself if there is none."""
        said = str(self.rows[key]["moderation"])
        return said.partition(":")[2] if said.startswith("duplicate-of:") else key

    def family(self, key: str) -> set[str]:
        """All texts that say the same as this one, and the text itself."""
        return {other for other in self.rows if self.main(other) == self.main(key)}

    def space(self, keys: Iterable[str], new: str, *, german: bool, decided: bool = True, told: bool = True) -> Space:
        """The cases `keys` and the new one, of which only the original is known, or (`german`) the German text, too.

        decided: the others have German texts and titles, as a released text has. told: their fields are known.
        """
        numbers = [one for key in keys if key != new for one in self._numbers(key, decided, decided)]
        numbers += self._numbers(new, german, False)
        sorted_cases = {
            self.ids[key]: list(self.rows[key]["fields"])
            for key in keys
            if told and key != new and self.rows[key]["decision"] in SORTED and self.rows[key]["fields"]
        }
        return Space(numbers, self.offsets, self.field_words, self.fields, self.edition, sorted_cases)

    def _numbers(self, key: str, german: bool, title: bool) -> list[Numbers]:
        row = self.rows[key]
        parts = [("text", row["lang"], str(row["redacted"] if row.get("redacted") and german else row["text"]))]
        if german and row["lang"] != "de":
            parts.append(("text", "de", str(row["german"])))
        if title and row["title_de"]:
            parts.append(("title", "de", str(row["title_de"])))
        main = self.main(key)
        owner = self.ids[main] if main in self.ids else self.ids[key]
        state = State.RELEASED if title else State.SUBMITTED
        case = self.ids[key]
        whose = (case, owner if title else case, state)
        return [
            Numbers(uuid.uuid5(case, str(place)), *whose, part, language, place == 0, self._stored(words))
            for place, (part, language, words) in enumerate(parts)
        ]

    def _stored(self, words: str) -> bytes:
        if ("", words) not in self._known:
            begun = time.process_time()
            self._known["", words] = similar.vectors([words])[0]
            self.seconds += time.process_time() - begun
        return self._known["", words]

    @property
    def count(self) -> int:
        """How many texts were turned into numbers."""
        return len(self._known)


def _field_words(concept: Any) -> dict[tuple[str, str], bytes]:
    words = {}
    for field in concept["fields"]:
        for language, hint in {**field.get("hints_later", {}), **field["hints"]}.items():
            name = {**field.get("names_later", {}), **field["names"]}.get(language, field["name"])
            words[language, str(field["number"])] = f"{name}: {hint}"
    return dict(zip(words, similar.vectors(list(words.values())), strict=True))


def as_they_arrive(town: Town, *, decided: bool) -> Hits:
    """Each text that repeats an earlier one, on the day it comes: is the earlier one among the three shown?"""
    order = list(town.rows)
    cases = [key for key in order if town.main(key) != key]
    return _count(cases, lambda key: _finds_main(town, order[: order.index(key)], key, decided))


def _finds_main(town: Town, before: Sequence[str], key: str, decided: bool) -> bool:
    alive = [other for other in before if town.rows[other]["decision"] not in GONE]
    space = town.space(alive, key, german=False, decided=decided)
    return bool(_alike(space, town.ids[key]) & {town.ids[other] for other in town.family(key) - {key}})


def any_of_the_family(town: Town) -> Hits:
    """Every text of a family among all others, originals alone: is another one of the family among the three shown?"""
    cases = [key for key in town.rows if len(town.family(key)) > 1]
    alive = [key for key in town.rows if town.rows[key]["decision"] not in GONE]

    def finds(key: str) -> bool:
        space = town.space(alive, key, german=False, decided=False)
        return bool(_alike(space, town.ids[key]) & {town.ids[other] for other in town.family(key) - {key}})

    return _count(cases, finds)


def fields(town: Town, *, german: bool, told: bool, only_networks: bool = False) -> Hits:
    """Each text with a field, its family left out: is the true field among the two shown?

    only_networks: without the texts that are refused; their field is never needed.
    """
    cases = [key for key, row in town.rows.items() if row["fields"]]
    if only_networks:
        cases = [key for key in cases if town.rows[key]["decision"] not in GONE]

    def finds(key: str) -> bool:
        others = [other for other in town.rows if other not in town.family(key)]
        found = town.space(others, key, german=german, told=told).suggestions(town.ids[key])
        return town.rows[key]["fields"][0] in [one.field_id for one in found if one.kind is Suggested.FIELD]

    return _count(cases, finds)


def _alike(space: Space, key: uuid.UUID) -> set[uuid.UUID | None]:
    return {one.other for one in space.suggestions(key) if one.kind is Suggested.SAME_MEANING}


def _count(cases: Sequence[str], finds: Callable[[str], bool]) -> Hits:
    missed = [key for key in cases if not finds(key)]
    return len(cases) - len(missed), len(cases), missed


def search_time(town: Town, size: int) -> float:
    """Seconds of one core for the suggestions of one case among `size` stored ones, all numbers unpacked."""
    some = list(town.rows)
    sample = town.space(some, some[0], german=True)
    copies = []
    for number in range(size // len(some) + 1):
        for one in sample.numbers:
            case = uuid.uuid5(one.case_id, str(number))
            owner = uuid.uuid5(one.owner, str(number))
            facts = (one.state, one.part, one.language, one.is_base, one.stored)
            copies.append(Numbers(uuid.uuid5(one.version_id, str(number)), case, owner, *facts))
    told = {uuid.uuid5(key, str(n)): ids for key, ids in sample.sorted_cases.items() for n in range(size // len(some))}
    begun = time.process_time()
    space = Space(copies, town.offsets, town.field_words, town.fields, town.edition, told)
    space.suggestions(copies[0].case_id)
    return time.process_time() - begun


def line(what: str, found: Hits) -> str:
    """One line of a table."""
    hits, total, missed = found
    rest = f" missed: {', '.join(missed)}" if missed and len(missed) <= 6 else ""
    return f"{hits:>4} of {total:<4} {100 * hits / max(total, 1):5.1f} %   {what}{rest}"


def main() -> None:
    """Read the file, measure, print."""
    reader = argparse.ArgumentParser(description="How often the suggestions beside a case are right.")
    reader.add_argument("file", type=Path, help="contributions, one JSON object a line")
    reader.add_argument("--many", type=int, default=5000, help="stored cases for the measurement of the search")
    asked = reader.parse_args()
    similar.configure({"SIMILAR_TEXTS": True})
    if not similar.is_on():
        sys.exit("The extra is missing: .venv/bin/pip install --require-hashes -r requirements-similar.txt")
    town = Town([json.loads(text) for text in asked.file.read_text("utf-8").splitlines() if text.strip()])
    print(f"{len(town.rows)} contributions\n\nThe same wish in another language, among the three that are shown")
    print(line("as it arrives; earlier ones have a German text and a title", as_they_arrive(town, decided=True)))
    print(line("as it arrives; of the earlier ones only the originals are known", as_they_arrive(town, decided=False)))
    print(line("any other one of the family, originals alone", any_of_the_family(town)))
    print("\nThe true field, among the two that are shown")
    print(line("original alone", fields(town, german=False, told=True)))
    print(line("original alone, without refused texts", fields(town, german=False, told=True, only_networks=True)))
    print(line("with a German working text", fields(town, german=True, told=True)))
    print(line("original alone, nothing sorted yet", fields(town, german=False, told=False)))
    print(line("with a German working text, nothing sorted yet", fields(town, german=True, told=False)))
    print(f"\n{1000 * town.seconds / max(town.count, 1):.0f} ms of one core for a text, {town.count} texts")
    spent = 1000 * search_time(town, asked.many)
    print(f"{spent:.0f} ms of one core to compare one case with {asked.many} stored ones")


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
