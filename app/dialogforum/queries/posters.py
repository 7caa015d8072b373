"""What posters tell of a field: the newest answers to contributions that everybody can read."""

from __future__ import annotations

from dataclasses import dataclass

from app.answers import queries as answers
from app.answers.rules import Outcome
from app.concept.models import ActionField
from app.core.languages import content
from app.core.languages.content import Audience, Wording


@dataclass(frozen=True)
class Answered:
    """One contribution and what became of it, in the language of the poster as far as it was translated.

    `said` are the author's words where they may be quoted, else the title that a commissioner gave.
    """

    reference: str
    said: Wording
    is_quoted: bool
    outcome: Outcome
    answer: Wording | None


def newest_answers(field: ActionField, tag: str, most: int) -> list[Answered]:
    """The newest answered public contributions whose first field this is, at most `most`."""
    rows = answers.newest_public(most, field.id)
    texts = content.load([one for row in rows for one in row], ["text", "title"])
    found = []
    for contribution, answer in rows:
        part = "text" if contribution.quote_allowed else "title"
        said = texts.say(contribution, part, tag, Audience.PUBLIC)
        if said is not None and answer.outcome is not None:
            told = texts.say(answer, "text", tag, Audience.PUBLIC)
            found.append(Answered(contribution.reference, said, part == "text", answer.outcome, told))
    return found
