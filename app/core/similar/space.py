"""Arithmetic with the numbers of texts: what lies near, what separates languages, which of several groups fits.

No domain words and no thresholds: the numbers of this model lie close together, so only their order says something.
Needs numpy, which comes with the model; it is loaded when something is computed.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

# Rows of numbers, one row a text: an array of numpy, which is only there with the optional extra.
Rows = Any
# How much the rules learned from examples are smoothed, and what a short description counts beside a whole text.
SMOOTHING = 0.5
WORDS_COUNT = 0.3
# What a second or third group of an example counts beside its first.
ALSO = 0.5
# As long as there are few texts, their middle says more about them than about texts: the descriptions help out.
FEW_TEXTS = 20


@cache
def _numpy() -> Any:
    return importlib.import_module("numpy")


def unpacked(stored: Sequence[bytes]) -> Rows:
    """Stored numbers as rows of length one."""
    numpy = _numpy()
    rows = numpy.frombuffer(b"".join(stored), dtype="<f2").reshape(len(stored), -1).astype(numpy.float32)
    return _unit(rows)


def _unit(rows: Rows) -> Rows:
    numpy = _numpy()
    lengths = numpy.linalg.norm(rows, axis=-1, keepdims=True)
    return rows / numpy.maximum(lengths, 1e-9)


def offsets(texts: Mapping[tuple[str, str], bytes], home: str) -> dict[str, Rows]:
    """What a language alone adds to every text: measured on texts that say the same in several languages.

    texts: (language, key) → numbers; the key is the same for all versions of one text. Languages of which fewer than
    half of the texts are known are left out, as is everything without the language `home`.
    """
    numpy = _numpy()
    known = dict(zip(texts, unpacked(list(texts.values())), strict=True)) if texts else {}
    keys = {key for language, key in known if language == home}
    found = {}
    for language in {language for language, _key in known}:
        both = [key for key in keys if (language, key) in known]
        if both and len(both) * 2 >= len(keys):
            found[language] = numpy.mean([known[language, key] - known[home, key] for key in both], axis=0)
    return found


def between(rows: Rows, languages: Sequence[str], by_language: Mapping[str, Rows]) -> Rows:
    """The rows without what their languages add, so that texts of different languages can be compared."""
    numpy = _numpy()
    nothing = numpy.zeros(rows.shape[1], dtype=numpy.float32)
    return _unit(rows - numpy.array([by_language.get(language, nothing) for language in languages]))


def together(rows: Rows, owners: Sequence[int], count: int) -> Rows:
    """One row for each of `count` owners, in order: the middle of the rows that belong to it."""
    numpy = _numpy()
    found = numpy.zeros((count, rows.shape[1]), dtype=numpy.float32)
    numpy.add.at(found, numpy.asarray(owners), rows)
    return _unit(found)


def nearest(row: Rows, rows: Rows) -> list[int]:
    """The places of `rows`, the one nearest to `row` first."""
    order = _numpy().argsort(-(rows @ row), kind="stable")
    return [int(place) for place in order]


@dataclass(frozen=True)
class Examples:
    """Rows whose groups are known. `groups`: for each row its groups, the first one counts most."""

    rows: Rows
    groups: Sequence[Sequence[int]]


class Chooser:
    """Which of several groups a text belongs to: a straight line through examples (ridge regression, one step).

    words: short descriptions, one list of rows for each way of describing (names, example sentences); they count
    little, and are all there is at the beginning. told: whole texts that people have sorted; every group counts the
    same, however many texts it has. around: all texts that are known, sorted or not; whole texts and descriptions
    lie in different places, so each kind is measured from its own middle.
    """

    def __init__(
        self, groups: Sequence[int], words: Sequence[tuple[Examples, float]], told: Examples, around: Rows
    ) -> None:
        numpy = _numpy()
        self._groups = list(groups)
        described = numpy.concatenate([kind.rows for kind, _weight in words]).mean(axis=0)
        self._middle = (around.sum(axis=0) + FEW_TEXTS * described) / (len(around) + FEW_TEXTS)
        parts = [(kind.rows - kind.rows.mean(axis=0), self._aims(kind), self._same(kind, w)) for kind, w in words]
        if len(told.groups):
            parts.append((told.rows - self._middle, self._aims(told), self._balanced(told)))
        rows, aims, weights = (numpy.concatenate([part[place] for part in parts]) for place in range(3))
        weights = weights[:, None]
        self._usual = (aims * weights).sum(axis=0) / weights.sum()
        left = rows.T @ (rows * weights) + SMOOTHING * numpy.eye(rows.shape[1])
        self._rule = numpy.linalg.solve(left, rows.T @ ((aims - self._usual) * weights))

    def best(self, row: Rows) -> list[int]:
        """All groups, the likeliest first."""
        order = _numpy().argsort(-((row - self._middle) @ self._rule + self._usual), kind="stable")
        return [self._groups[int(place)] for place in order]

    def _aims(self, examples: Examples) -> Rows:
        aims = _numpy().zeros((len(examples.groups), len(self._groups)))
        for place, groups in enumerate(examples.groups):
            for rank, group in enumerate(groups):
                aims[place, self._groups.index(group)] = 1 if rank == 0 else ALSO
        return aims

    def _same(self, examples: Examples, weight: float) -> Rows:
        return _numpy().full(len(examples.groups), weight)

    def _balanced(self, examples: Examples) -> Rows:
        numpy = _numpy()
        counts = self._aims(examples).sum(axis=0)
        weights = numpy.array([1 / counts[self._groups.index(groups[0])] for groups in examples.groups])
        return weights / weights.mean()
