"""The words of an answer: measured before they are taken, put in their places afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import attributes

from app.answers import queries, rules
from app.answers.models import Answer, AnswerGoal, AnswerMeasure
from app.answers.rules import Outcome
from app.concept.models import ActionGoal, GuidingGoal, Measure, PoliticalDecision
from app.contributions.rules import clean_text
from app.core import clock
from app.core.errors import Invalid
from app.core.history import Actor
from app.core.languages import content
from app.core.languages.content import VersionKind
from app.extensions import db
from app.permissions import Role

GERMAN, SIMPLE = "de", "de-simple"


@dataclass(frozen=True)
class More:
    """What belongs to an answer beside its words and measures; nothing by default."""

    goals: Sequence[GuidingGoal | ActionGoal] = ()
    review_on: date | None = None
    grants_resources: bool = False
    decision: PoliticalDecision | None = None
    together: bool = False


@dataclass(frozen=True)
class Words:
    """What a manager wrote, cleaned and measured."""

    text: str
    simple: str
    next_step: str
    outcome: Outcome | None
    measures: Sequence[Measure]
    more: More = field(default_factory=More)


def taken(
    text: str,
    simple: str,
    next_step: str,
    outcome: Outcome | None,
    measures: Sequence[Measure],
    more: More | None = None,
) -> Words:
    """Clean all words of an answer. Raises Invalid: "answer_too_long" with the field, "review_day_wrong"."""
    beside = more or More()
    if beside.review_on is not None and not rules.review_fits(beside.review_on, clock.today()):
        raise Invalid("review_day_wrong", "review_on")
    return Words(
        measured(text, rules.MAX_ANSWER, "text"),
        measured(simple, rules.MAX_SIMPLE, "simple"),
        measured(next_step, rules.MAX_NEXT_STEP, "next_step"),
        outcome,
        measures,
        beside,
    )


def measured(text: str, limit: int, field: str) -> str:
    """Cleaned words within a limit. Raises Invalid("answer_too_long")."""
    words = clean_text(text)
    if len(words) > limit:
        raise Invalid("answer_too_long", field, limit=limit)
    return words


def signed(answer: Answer, actor: Actor) -> None:
    """Somebody wrote new words: whoever had agreed to the old ones has not agreed to these."""
    answer.by_steering = actor.role == Role.STEERING_MEMBER
    answer.drafted_by_id, answer.drafted_at = actor.account_id or 0, clock.now()
    answer.approval_asked_at = answer.approved_by_id = answer.approved_at = None


def plain(words: Words, reason: str = "") -> dict[str, Any]:
    """Everything that readers would get, as plain values: to compare, and to keep words that wait."""
    more = words.more
    return {
        "text": words.text,
        "simple": words.simple,
        "next_step": words.next_step,
        "outcome": words.outcome.value if words.outcome else None,
        "measures": sorted(measure.id for measure in words.measures),
        "goals": sorted(queries.goal_key(goal) for goal in more.goals),
        "review_on": more.review_on.isoformat() if more.review_on else None,
        "grants_resources": more.grants_resources,
        "decision": more.decision.id if more.decision else None,
        "reason": reason,
    }


def from_plain(values: Mapping[str, Any]) -> tuple[Words, str]:
    """The words that waited, and the reason. What has left the concept since then is left out."""
    day = values["review_on"]
    more = More(
        goals=queries.goals_by_key(values["goals"]),
        review_on=date.fromisoformat(day) if day else None,
        grants_resources=values["grants_resources"],
        decision=queries.decision(values["decision"]),
    )
    outcome = Outcome(values["outcome"])
    measures = queries.measures_by_id(values["measures"])
    return Words(values["text"], values["simple"], values["next_step"], outcome, measures, more), values["reason"]


def are_the_same(answer: Answer, words: Words) -> bool:
    """Whether readers would get what is saved already. Publishing together or alone changes nothing for them."""
    return queries.plain_words(answer) == plain(words)


def write(answer: Answer, words: Words, actor: Actor) -> None:
    """Put the words in place. Drafts leave no versions behind; published words do."""
    answer.outcome = words.outcome
    _put_beside(answer, words.more)
    if answer in db.session.new:
        db.session.flush()
    else:
        # Also when only a text changed, the row gets a new version: that is what the guard compares.
        attributes.flag_modified(answer, "drafted_at")
    _put_german(answer, "text", words.text, actor)
    _put_german(answer, "next_step", words.next_step, actor)
    _put_simple(answer, words.simple, actor)
    wanted = {measure.id for measure in words.measures}
    answer.measures = [link for link in answer.measures if link.measure_id in wanted]
    known = {link.measure_id for link in answer.measures}
    answer.measures += [AnswerMeasure(measure_id=key) for key in sorted(wanted - known)]
    _put_goals(answer, words.more.goals)
    db.session.flush()


def _put_beside(answer: Answer, more: More) -> None:
    answer.together, answer.grants_resources, answer.decision = more.together, more.grants_resources, more.decision
    if answer.review_on != more.review_on:
        answer.review_on, answer.review_told_on = more.review_on, None


def _put_goals(answer: Answer, goals: Sequence[GuidingGoal | ActionGoal]) -> None:
    wanted = {queries.goal_key(goal): goal for goal in goals}
    answer.goals = [link for link in answer.goals if queries.goal_key(link.goal) in wanted]
    known = {queries.goal_key(link.goal) for link in answer.goals}
    for key in sorted(set(wanted) - known):
        goal = wanted[key]
        link = AnswerGoal(guiding_goal=goal) if isinstance(goal, GuidingGoal) else AnswerGoal(action_goal=goal)
        answer.goals.append(link)


def _put_german(answer: Answer, part: str, text: str, actor: Actor) -> None:
    current = content.base(answer, part)
    if current is not None and current.text == text:
        return
    if answer.published_at is None or not text:
        content.erase(answer, part)
    if text:
        content.put(answer, part, text, language=GERMAN, actor=actor)


def _put_simple(answer: Answer, text: str, actor: Actor) -> None:
    texts = content.load([answer], ["text"])
    current = texts.translation(answer, "text", SIMPLE)
    if current is not None and current.text == text:
        return
    if text and texts.base(answer, "text") is not None:
        content.put(answer, "text", text, language=SIMPLE, actor=actor, kind=VersionKind.TRANSLATION)
    elif current is not None:
        content.retire(current)
