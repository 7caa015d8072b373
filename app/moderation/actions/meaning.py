"""All cases in one space: which say the same, and which action field is likely. Reads once, then only computes."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from app.concept import queries as concept_queries
from app.contributions.lifecycle import State
from app.core import clock, similar
from app.core.similar import Chooser, Examples
from app.core.similar.space import WORDS_COUNT
from app.moderation import queries
from app.moderation.queries.comparing import GERMAN, Numbers
from app.moderation.rules import ALIKE_SHOWN, FIELDS_SHOWN, Suggested

EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "field-examples.toml"


@dataclass(frozen=True)
class Found:
    """One suggestion: another case with the version that was compared, or a field with the case it was learned from."""

    kind: Suggested
    other: uuid.UUID | None = None
    version: uuid.UUID | None = None
    field_id: int | None = None


@dataclass
class Space:
    """One row for each case (text, German text and title together); a merged one counts for its main contribution."""

    numbers: list[Numbers]
    offsets: dict[str, Any]
    field_words: dict[tuple[str, str], bytes]
    fields: dict[int, int]
    edition: str
    sorted_cases: dict[uuid.UUID, list[int]]
    _places: dict[uuid.UUID, int] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Space:
        """Everything that is stored now."""
        today = clock.today()
        words = queries.field_numbers(similar.MODEL)
        fields = {row.id: row.number for row in concept_queries.fields(today)}
        edition = concept_queries.current_edition(today).key
        offsets = similar.offsets(words, GERMAN)
        return cls(queries.numbers(similar.MODEL), offsets, words, fields, edition, queries.sorted_cases())

    def __post_init__(self) -> None:
        cases = dict.fromkeys(one.case_id for one in self.numbers)
        self._places = {key: place for place, key in enumerate(cases)}
        self._owners = {one.case_id: one.owner for one in self.numbers}
        self._states = {one.owner: one.state for one in self.numbers}
        self._bases = {one.case_id: one.version_id for one in self.numbers if one.is_base}
        self._keys = list(cases)

    def __contains__(self, key: uuid.UUID) -> bool:
        return key in self._places

    def base_of(self, key: uuid.UUID) -> uuid.UUID | None:
        """The version of the text of a case, if it has numbers."""
        return self._bases.get(key)

    @cached_property
    def _rows(self) -> Any:
        """One row a case, in the order of `_keys`, without what languages add."""
        stored = similar.unpacked([one.stored for one in self.numbers])
        even = similar.between(stored, [one.language for one in self.numbers], self.offsets)
        return similar.together(even, [self._places[one.case_id] for one in self.numbers], len(self._keys))

    def _near(self, key: uuid.UUID) -> list[uuid.UUID]:
        """All cases of others, the nearest first."""
        owner = self._owners[key]
        order = similar.nearest(self._rows[self._places[key]], self._rows)
        return [self._keys[place] for place in order if self._owners[self._keys[place]] != owner]

    def waiting_near(self, key: uuid.UUID, count: int) -> list[uuid.UUID]:
        """The nearest cases that nobody has decided about."""
        waiting = [one for one in self._near(key) if self._states.get(one) is State.SUBMITTED]
        return waiting[:count]

    def suggestions(self, key: uuid.UUID) -> list[Found]:
        """What may say the same as this case, and which fields are likely."""
        near = self._near(key)
        owners = list(dict.fromkeys(self._owners[one] for one in near))[:ALIKE_SHOWN]
        alike = [Found(Suggested.SAME_MEANING, owner, self._bases.get(owner)) for owner in owners]
        return [*alike, *self._likely_fields(key, near)]

    def _likely_fields(self, key: uuid.UUID, near: Sequence[uuid.UUID]) -> list[Found]:
        if not self.field_words:
            return []
        found = []
        for field_id in self._chooser.best(self._rows[self._places[key]])[:FIELDS_SHOWN]:
            example = next((one for one in near if field_id in self.sorted_cases.get(one, [])), None)
            version = self._bases.get(example) if example else None
            found.append(Found(Suggested.FIELD, example, version, field_id))
        return found

    @cached_property
    def _chooser(self) -> Chooser:
        told = [key for key in self._keys if key in self.sorted_cases and self._main_field(key) in self.fields]
        groups = [[one for one in self.sorted_cases[key] if one in self.fields] for key in told]
        rows = self._rows[[self._places[key] for key in told]]
        return Chooser(list(self.fields), self._descriptions(), Examples(rows, groups), self._rows)

    def _main_field(self, key: uuid.UUID) -> int:
        return self.sorted_cases[key][0]

    def _descriptions(self) -> list[tuple[Examples, float]]:
        """Names and explanations in all languages; for the edition they were written for, the example sentences."""
        stored = similar.unpacked(list(self.field_words.values()))
        even = similar.between(stored, [language for language, _field in self.field_words], self.offsets)
        known = [place for place, (_language, key) in enumerate(self.field_words) if int(key) in self.fields]
        groups = [[int(key)] for _language, key in self.field_words if int(key) in self.fields]
        found = [(Examples(even[known], groups), WORDS_COUNT)]
        numbers, sentences = _sentences(self.edition)
        ids = {number: key for key, number in self.fields.items()}
        if sentences and set(numbers) <= set(ids):
            found.append((Examples(similar.unpacked(sentences), [[ids[number]] for number in numbers]), 1.0))
        return found


@cache
def _sentences(edition: str) -> tuple[list[int], list[bytes]]:
    """The example sentences of the fields of one edition: number of the field and numbers of the sentence."""
    data = tomllib.loads(EXAMPLES.read_text("utf-8"))
    if data["edition"] != edition:
        return [], []
    pairs = [(int(number), text) for number, texts in data["examples"].items() for text in texts]
    return [number for number, _text in pairs], similar.lasting_vectors([text for _number, text in pairs])
