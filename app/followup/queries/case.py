"""One case as its author sees it. The code was checked before; contact details are never read here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.answers import queries as answer_queries
from app.answers.models import Answer
from app.contributions import lifecycle
from app.contributions import queries as contribution_queries
from app.contributions.lifecycle import PublicStep, State
from app.contributions.models import Contribution
from app.core import clock
from app.core.languages import content, locales
from app.core.languages.content import Wording
from app.core.models import random_id, random_reference
from app.followup.queries import words
from app.followup.queries.talk import Talk, talk
from app.followup.rules import Act
from app.moderation import queries as moderation_queries
from app.moderation.queries import StatementOfReasons
from app.moderation.rules import Decision
from app.routing import queries as routing_queries
from app.routing.models import Assignment

# States in which more words reach somebody.
OPEN_TO_WORDS = frozenset({State.SUBMITTED, State.RETURNED, State.RELEASED, State.MERGED, State.ANSWERED})
PARTS = ("text", "next_step", "name", "statement", "correction")
_NEVER_WITH_NETWORK = frozenset({PublicStep.RETURNED, PublicStep.REFERRED, PublicStep.REFUSED})


@dataclass(frozen=True)
class Keeping:
    """How many days texts are kept after a decision: settings of the installation."""

    returned: int
    referred: int
    refused: int


@dataclass(frozen=True)
class Case:
    """Everything on the page of a case. For a merged item answers, dates and `reached` are those of its main item.

    `way` are the stations of the line on top, `reached` the one at which the case stands.
    """

    contribution: Contribution
    main: Contribution | None
    step: PublicStep
    way: list[PublicStep]
    reached: PublicStep
    until: date | None
    answers: list[words.AnswerView]
    original: Wording | None
    redaction: Wording | None
    fields: list[tuple[int, str]]
    fields_are_assigned: bool
    messages: list[words.Said]
    talk: Talk
    statement: StatementOfReasons | None
    advice: list[words.Advice]
    route: list[routing_queries.Step]
    has_contact: bool
    contact_confirmed: bool
    acts: frozenset[Act]

    @property
    def questions(self) -> list[words.Said]:
        """What the commissioner asked, newest last."""
        return [said for said in self.messages if said.is_question]

    @property
    def voices(self) -> int:
        """How many people said the same, this author among them."""
        return (self.main or self.contribution).voices


def case(contribution: Contribution, reader: str, keeping: Keeping) -> Case:
    """The case behind a code, in the language `reader` where the words exist in it."""
    shown = contribution.main or contribution
    answers = answer_queries.published_for(contribution)
    messages = contribution_queries.messages(contribution)
    fields = contribution.assigned_fields or contribution.suggested_fields
    goals = [link.goal for answer in answers for link in answer.goals]
    texts = content.load([contribution, *answers, *goals, *messages, *fields], PARTS)
    votes = answer_queries.own_votes(contribution.id) if answers else {}
    statement = _statement(contribution, reader)
    step, shown_step = _steps(contribution, shown, answers)
    places = _places(shown)
    return Case(
        contribution=contribution,
        main=contribution.main,
        step=step,
        way=_way(step, shown_step, bool(answers)),
        reached=shown_step if step is PublicStep.MERGED else step,
        until=_until(shown, shown_step, statement, keeping, places),
        answers=[words.answer_view(answer, texts, reader, contribution.language, votes) for answer in answers],
        original=words.original(contribution, texts),
        redaction=words.redaction(contribution, texts),
        fields=[(field.number, words.field_name(field, texts, reader)) for field in fields],
        fields_are_assigned=bool(contribution.assigned_fields),
        messages=words.said([one for one in messages if not one.is_talk], texts, reader),
        talk=(said := talk(contribution, messages, texts, reader)),
        statement=statement,
        advice=words.advice(step, statement, reader),
        route=routing_queries.way(places),
        **_possible(contribution, statement, said, answered=bool(answers)),
    )


def _places(shown: Contribution) -> list[Assignment]:
    """Every network a case has been with: one statement, and only for what is or was with networks."""
    return routing_queries.all_of(shown) if shown.state in lifecycle.MAY_BE_PUBLIC else []


def _possible(
    contribution: Contribution, statement: StatementOfReasons | None, said: Talk, *, answered: bool
) -> dict[str, Any]:
    """What the author can do, and whether an address is there for mails."""
    contact = contribution_queries.contact_of(contribution.id)
    return {
        "has_contact": contact is not None,
        "contact_confirmed": contact is not None and contact.confirmed_on is not None,
        "acts": acts(
            contribution, statement, has_contact=contact is not None, can_talk=said.is_open, answered=answered
        ),
    }


def _steps(contribution: Contribution, shown: Contribution, answers: list[Answer]) -> tuple[PublicStep, PublicStep]:
    """Where the case stands, and where the main item of a merged one does."""
    facts = answer_queries.facts_for(shown, answers)
    return lifecycle.public_step(contribution.state, facts), lifecycle.public_step(shown.state, facts)


def nobody() -> Contribution:
    """A case that does not exist and is never stored: reading it costs what reading a real one costs."""
    return Contribution(
        id=random_id(),
        reference=random_reference(),
        state=State.SUBMITTED,
        received_on=clock.today(),
        language=locales.GERMAN.tag,
        reading_language=locales.GERMAN.tag,
        voices=1,
    )


def acts(
    contribution: Contribution,
    statement: StatementOfReasons | None,
    *,
    has_contact: bool,
    can_talk: bool = False,
    answered: bool = False,
) -> frozenset[Act]:
    """What the author can do now."""
    state = contribution.state
    possible = {
        Act.CORRECT: state is State.SUBMITTED and contribution.read_on is None,
        Act.MORE: state in OPEN_TO_WORDS,
        Act.REPLY: state is State.RETURNED,
        Act.TALK: can_talk,
        Act.OBJECT: statement is not None and statement.may_object,
        Act.HELPED: answered and state is not State.WITHDRAWN,
        Act.DELETE_CONTACT: has_contact,
        Act.WITHDRAW: state is not State.WITHDRAWN,
    }
    return frozenset(act for act, can in possible.items() if can)


def _statement(contribution: Contribution, reader: str) -> StatementOfReasons | None:
    """The reasons that still matter: a question that was answered, or a merge whose main item has gone, is over."""
    found = moderation_queries.statement_of_reasons(contribution, reader)
    if found is None or contribution.state is State.WITHDRAWN:
        return None
    still = {Decision.RETURN: State.RETURNED, Decision.MERGE: State.MERGED, Decision.SPLIT: State.SUBMITTED}
    if contribution.state is not still.get(found.decision, contribution.state):
        return None
    return found


def _way(step: PublicStep, shown: PublicStep, answered: bool) -> list[PublicStep]:
    """The stations of the line on top of the page."""
    if step is PublicStep.WITHDRAWN:
        return [PublicStep.RECEIVED, step]
    if step in _NEVER_WITH_NETWORK or (step is PublicStep.CLOSED and not answered):
        return [PublicStep.RECEIVED, PublicStep.READING, step]
    start = [PublicStep.RECEIVED, PublicStep.READING, PublicStep.WITH_NETWORK]
    return [*start, PublicStep.ANSWERED if shown in start else shown]


def _until(
    shown: Contribution,
    step: PublicStep,
    statement: StatementOfReasons | None,
    keeping: Keeping,
    places: list[Assignment],
) -> date | None:
    if step in {PublicStep.RECEIVED, PublicStep.READING}:
        return contribution_queries.promise(shown.received_on).read_by
    if step is PublicStep.WITH_NETWORK:
        return next((row.answer_due_on for row in places if row.is_lead and row.ended_at is None), None)
    days = {
        PublicStep.RETURNED: keeping.returned,
        PublicStep.REFERRED: keeping.referred,
        PublicStep.REFUSED: keeping.refused,
    }.get(step)
    return statement.decided_on + timedelta(days=days) if days and statement else None
