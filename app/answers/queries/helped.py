"""Did the answers help? Counted for each network; small numbers are not shown, so that nobody can be recognised."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from app.answers.models import Answer, HelpVote
from app.answers.rules import Helped
from app.contributions.queries.public import SMALLEST_GROUP
from app.extensions import db


@dataclass(frozen=True)
class HelpCount:
    """How many authors said what about answers."""

    yes: int = 0
    partly: int = 0
    no: int = 0

    @property
    def total(self) -> int:
        """How many authors said anything."""
        return self.yes + self.partly + self.no

    @property
    def rows(self) -> list[tuple[Helped, int]]:
        """The numbers with what they count."""
        return [(Helped.YES, self.yes), (Helped.PARTLY, self.partly), (Helped.NO, self.no)]

    @property
    def is_shown(self) -> bool:
        """Whether the single numbers may be shown outside the network: enough people said something (rule 14)."""
        return self.total >= SMALLEST_GROUP


def help_by_network() -> dict[int, HelpCount]:
    """For the steering group: what authors said about the answers of each network, by its id. Networks about whose
    answers nobody said anything are missing."""
    query = (
        sa.select(Answer.network_id, HelpVote.helped, sa.func.count())
        .join(Answer, Answer.id == HelpVote.answer_id)
        .group_by(Answer.network_id, HelpVote.helped)
    )
    numbers: dict[int, dict[str, int]] = {}
    for network_id, helped, count in db.session.execute(query):
        numbers.setdefault(network_id, {})[helped.value] = count
    return {network_id: HelpCount(**found) for network_id, found in numbers.items()}


def help_of(answer: Answer) -> HelpCount:
    """What the authors of one case said: for the network that answered."""
    query = sa.select(HelpVote.helped, sa.func.count()).where(HelpVote.answer_id == answer.id).group_by(HelpVote.helped)
    return HelpCount(**{row[0].value: row[1] for row in db.session.execute(query)})


def own_votes(contribution_id: uuid.UUID) -> dict[int, Helped]:
    """What the author of one case has said so far, by answer."""
    query = sa.select(HelpVote.answer_id, HelpVote.helped).where(HelpVote.contribution_id == contribution_id)
    return {row[0]: row[1] for row in db.session.execute(query)}
