"""The words on the page of a case, in the author's language where they exist in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.answers.models import Answer
from app.answers.rules import Helped, Outcome
from app.concept.models import ActionField
from app.concept.rules import DecisionState
from app.contributions.lifecycle import PublicStep
from app.contributions.models import Contribution, Message
from app.contributions.rules import MessageKind
from app.core.languages import content
from app.core.languages.content import Audience, Texts, VersionKind, Wording
from app.moderation.queries import StatementOfReasons
from app.networks import queries as network_queries
from app.networks.models import AdviceService


@dataclass(frozen=True)
class AnswerView:
    """A published answer in the language of the page; in the author's own and in German, where they differ.

    `correction`: why the words stand in the place of others. `decision`: body, day and reference of the decision it
    rests on. `helped`: what this author has said about it.
    """

    id: int
    network: str
    by_steering: bool
    outcome: Outcome | None
    words: Wording | None
    own: Wording | None
    german: Wording | None
    next_step: Wording | None
    published_on: date | None
    carried_out_on: date | None
    corrected_on: date | None
    correction: Wording | None
    review_on: date | None
    reviewed_on: date | None
    goals: list[Wording]
    decision: tuple[str, date | None, str] | None
    helped: Helped | None


@dataclass(frozen=True)
class Advice:
    """An advice service and what it does, in the author's language."""

    service: AdviceService
    about: Wording | None


@dataclass(frozen=True)
class Said:
    """A message of the case: the commissioner's question, the author's reply or addition."""

    kind: MessageKind
    day: date
    words: Wording
    original: Wording | None

    @property
    def is_question(self) -> bool:
        """Whether the author is asked something."""
        return self.kind is MessageKind.QUERY


def answer_view(
    answer: Answer, texts: Texts, reader: str, written: str, votes: Mapping[int, Helped] | None = None
) -> AnswerView:
    """A published answer as the author reads it; `written`: the language the author wrote in; `votes`: by answer."""
    words = texts.say(answer, "text", reader, Audience.AUTHOR)
    # Not the original: something may have been left out of the answer since then.
    base = texts.base(answer, "text")
    differs = words is not None and words.kind is VersionKind.TRANSLATION
    day = answer.published_on
    return AnswerView(
        id=answer.id,
        network=answer.network.name_on(day) if day else answer.network.key,
        by_steering=answer.by_steering,
        outcome=answer.outcome,
        words=words,
        own=_in_own_language(answer, texts, words, written),
        german=content.wording(base) if differs and base else None,
        next_step=texts.say(answer, "next_step", reader, Audience.AUTHOR),
        published_on=day,
        carried_out_on=answer.carried_out_on,
        corrected_on=answer.corrected_on,
        correction=texts.say(answer, "correction", reader, Audience.AUTHOR),
        review_on=answer.review_on,
        reviewed_on=answer.reviewed_on,
        goals=goals_of(answer, texts, reader),
        decision=_decision(answer),
        helped=(votes or {}).get(answer.id),
    )


def goals_of(answer: Answer, texts: Texts, reader: str) -> list[Wording]:
    """The goals of the concept that an answer names, in the language of the page."""
    said = [texts.say(link.goal, "text", reader, Audience.AUTHOR) for link in answer.goals]
    return [words for words in said if words is not None]


def _decision(answer: Answer) -> tuple[str, date | None, str] | None:
    found = answer.decision
    if found is not None and found.state is not DecisionState.GRANTED:
        return None
    return (found.body.name, found.decided_on, found.reference or "") if found is not None else None


def _in_own_language(answer: Answer, texts: Texts, shown: Wording | None, written: str) -> Wording | None:
    """The answer in the language the author wrote in, when the page is read in another one, perhaps for want of it."""
    found = texts.translation(answer, "text", written)
    return content.wording(found) if found and shown and shown.language != written else None


def original(contribution: Contribution, texts: Texts) -> Wording | None:
    """The author's own words, or None once they are erased."""
    found = texts.original(contribution, "text")
    return content.wording(found) if found else None


def redaction(contribution: Contribution, texts: Texts) -> Wording | None:
    """What others see of the text where something was taken out, else None."""
    found = texts.base(contribution, "text")
    return content.wording(found) if found and found.kind is VersionKind.REDACTION else None


def field_name(field: ActionField, texts: Texts, reader: str) -> str:
    """The name of an action field in the language of the page."""
    found = texts.say(field, "name", reader, Audience.AUTHOR)
    return found.text if found else field.name


def said(messages: list[Message], texts: Texts, reader: str) -> list[Said]:
    """What commissioner and author wrote to each other; a question in the language of the page."""
    found = []
    for message in messages:
        own = texts.original(message, "text")
        asked = message.kind is MessageKind.QUERY
        words = texts.say(message, "text", reader, Audience.AUTHOR) if asked else own and content.wording(own)
        if words is not None:
            other = content.wording(own) if own and words.kind is not VersionKind.ORIGINAL else None
            found.append(Said(message.kind, message.day, words, other))
    return found


def advice(step: PublicStep, statement: StatementOfReasons | None, reader: str) -> list[Advice]:
    """The services that were chosen for a single case; all of them when none was chosen."""
    if step is not PublicStep.REFERRED:
        return []
    chosen = set(statement.advice) if statement else set()
    services = [row for row in network_queries.advice_services() if not chosen or row.key in chosen]
    texts = content.load(services, ["about"])
    return [Advice(row, texts.say(row, "about", reader, Audience.AUTHOR)) for row in services]
