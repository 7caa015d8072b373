"""Keyset paging: pages start after a value, never at an offset, so the thousandth page is as quick as the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

PAGE_SIZE = 20

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of rows. `after` is the key for the next page, None on the last one."""

    rows: list[Row]
    after: int | None


def cut(rows: Sequence[Row], keys: Sequence[int], size: int = PAGE_SIZE) -> Page[Row]:
    """Make a page out of up to `size + 1` rows read and their keys; the extra row only says that there is more."""
    if len(rows) > size:
        return Page(list(rows[:size]), keys[size - 1])
    return Page(list(rows), None)
