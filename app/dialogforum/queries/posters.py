"""What posters tell of a field: the newest answers to contributions that everybody can read."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from app.answers.models import Answer
from app.answers.rules import Outcome
from app.concept.models import ActionField
from app.contributions import queries as contributions
from app.contributions.models import Contribution, ContributionField
from app.core.languages import content
from app.core.languages.content import Audience, Wording
from app.extensions import db


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
    query = (
        sa.select(Contribution, Answer)
        .join(ContributionField, ContributionField.contribution_id == Contribution.id)
        .join(Answer, Answer.contribution_id == Contribution.id)
        .where(
            ContributionField.action_field_id == field.id,
            ContributionField.is_primary,
            *contributions.is_public(Contribution),
            Answer.is_lead,
            Answer.published_at.is_not(None),
            Answer.outcome.is_not(None),
        )
        .order_by(Answer.published_on.desc(), Answer.id.desc())
        .limit(most)
    )
    rows = [(row[0], row[1]) for row in db.session.execute(query)]
    texts = content.load([one for row in rows for one in row], ["text", "title"])
    found = []
    for contribution, answer in rows:
        part = "text" if contribution.quote_allowed else "title"
        said = texts.say(contribution, part, tag, Audience.PUBLIC)
        if said is not None and answer.outcome is not None:
            told = texts.say(answer, "text", tag, Audience.PUBLIC)
            found.append(Answered(contribution.reference, said, part == "text", answer.outcome, told))
    return found
