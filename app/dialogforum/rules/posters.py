"""What goes on a poster and how much of it. Pure functions."""

from __future__ import annotations

from enum import StrEnum

# Answers on one sheet: more would be too small to read on a wall.
MOST_ANSWERS = 4
# Letters of what was said and of what was answered; a longer text is cut where a word ends.
SAID_LETTERS, ANSWER_LETTERS = 180, 320


class PaperSize(StrEnum):
    """Sheets that an ordinary printer or a copy shop has."""

    A4 = "a4"
    A3 = "a3"


def shortened(text: str, most: int) -> str:
    """The text on one line; cut behind a word and marked with "…" when it has more than `most` letters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    room = line[: most - 1]
    kept = room.rpartition(" ")[0] if " " in room[most // 2 :] else room
    return kept.rstrip(" ,;:–-") + "…"
