"""The sentences that authors read about a decision. Empty means the sentence that the site brings along."""

from __future__ import annotations

from typing import Any

from app.administration.nouns.base import Noun
from app.administration.nouns.wordings import read_words, write_words
from app.administration.rules import LONG, Field, Shape, Sheet
from app.core import standing
from app.core.history import Actor
from app.core.standing import PART, Named
from app.followup.labels import WHY_PREFIX
from app.moderation.rules import ReasonCode


class Reasons(Noun):
    """One row for each code."""

    name = "reasons"
    key_name = "code"
    adds = False
    fields = (Field("text", Shape.LANGUAGES, most=LONG),)

    def rows(self) -> list[Any]:
        """One for each code, in their order."""
        return [Named("standing_text", f"{WHY_PREFIX}{code}") for code in ReasonCode]

    def code(self, row: Any) -> ReasonCode:
        """The code a row is about."""
        return ReasonCode(row.id.removeprefix(WHY_PREFIX))

    def address(self, row: Any) -> str:
        """The code."""
        return self.code(row).value

    def key(self, row: Any) -> str:
        """The code."""
        return self.code(row).value

    def title(self, row: Any) -> str:
        """The code; pages say its words."""
        return self.code(row).value

    def texts(self, row: Any) -> dict[str, tuple[Any, str]]:
        """The row is the name of its words."""
        return {"text": (row, PART)}

    def read(self, row: Any) -> Sheet:
        """What the office wrote."""
        return {"text": read_words(row, PART)}

    def write(self, row: Any | None, before: Sheet, after: Sheet, actor: Actor, *, keep: bool) -> Any:
        """Store the sentence in each language."""
        assert row is not None  # noqa: S101  (no new ones are made)
        write_words(row, PART, before["text"], after["text"], actor, keep=keep)
        standing.changed()
        return row
