"""Two people, one item: every decision locks the case and compares its version, so exactly one of two wins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.orm.exc import StaleDataError

from app.contributions import actions as contribution_actions
from app.contributions import rules as contribution_rules
from app.contributions.lifecycle import State, can_move
from app.contributions.models import Contribution
from app.core import clock
from app.core.errors import Conflict, Invalid, NotPossibleNow
from app.core.history import Actor
from app.core.languages import content
from app.extensions import db
from app.moderation import noticing
from app.moderation.actions import steps
from app.moderation.models import Claim, HandOver, ModerationDecision
from app.moderation.rules import MAX_STATEMENT, PREPARED, RULES_VERSION, Decision, ReasonCode


@contextmanager
def deciding(
    contribution: Contribution, version: int | None, *others: Contribution, actor: Actor | None = None
) -> Iterator[None]:
    """Lock the case (and `others`), compare its version with the one the person saw, write everything at the end.

    `version` None is for acts that any number of people may do. With `actor` it is a decision: the case counts as
    read, because nobody decides without reading, mails wait, and what was before is kept for a while (steps.py).
    Raises Conflict("changed").
    """
    try:
        contribution_actions.lock(contribution, *others)
        if version is not None and contribution.version != version:
            raise Conflict("changed")
        if actor is not None:
            contribution_actions.mark_read(contribution, actor)
        with steps.kept(contribution, *others, keep=actor is not None):
            yield
            db.session.flush()
    except StaleDataError as error:
        raise Conflict("changed") from error


def must_allow(contribution: Contribution, target: State) -> None:
    """Raise NotPossibleNow when the table of states has no such step."""
    if not can_move(contribution.state, target):
        raise NotPossibleNow("not_in_this_state")


def words(text: str | None, code: str, field: str, *, limit: int = MAX_STATEMENT) -> str:
    """Words that must be there. Raises Invalid(code) without any, Invalid("words_too_long") above the limit."""
    clean = contribution_rules.clean_text(text or "")
    if not clean:
        raise Invalid(code, field)
    if len(clean) > limit:
        raise Invalid("words_too_long", field, limit=limit)
    return clean


def note(
    contribution: Contribution,
    decision: Decision,
    *,
    actor: Actor,
    reason: ReasonCode | None = None,
    redacted_for: ReasonCode | None = None,
    statement: str | None = None,
    advice: Sequence[str] = (),
    after_notice: bool = False,
) -> ModerationDecision:
    """Store a decision with person, time, code and version of the rules (rule 8); `statement` are German words."""
    row = ModerationDecision(
        contribution_id=contribution.id,
        decision=decision,
        reason=reason,
        redacted_for=redacted_for,
        rules_version=RULES_VERSION,
        had_hint=_had_hint(contribution),
        advice=list(advice),
        after_notice=after_notice,
        decided_by_id=person(actor),
        decided_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    if statement and statement.strip():
        text = words(statement, "statement_missing", "statement")
        content.put(row, "statement", text, language="de", actor=actor)
    return row


def person(actor: Actor) -> int:
    """The account that acts: decisions are made by people (rule 13). Raises Invalid("decision_needs_a_person")."""
    if actor.account_id is None:
        raise Invalid("decision_needs_a_person")
    return actor.account_id


def close(contribution: Contribution, *, actor: Actor, tell: bool = True) -> None:
    """What follows every decision: it was read, nobody is reading it any more, the author hears of it."""
    contribution_actions.mark_read(contribution, actor)
    content.erase(contribution, PREPARED)
    for sign in (Claim, HandOver):
        db.session.execute(sa.delete(sign).where(sign.contribution_id == contribution.id))
    if tell:
        contribution_actions.tell_author(contribution)


def _had_hint(contribution: Contribution) -> bool:
    original = content.original(contribution, "text")
    return original is not None and bool(noticing.marks(original.text, original.language))
