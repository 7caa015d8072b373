"""Taking the last decision back at once, for one case or for a whole wave."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm.exc import StaleDataError

from app.contributions import actions as contribution_actions
from app.contributions.models import Contribution, Message
from app.core import clock, outbox
from app.core.errors import Conflict, Forbidden, Missing, NotPossibleNow
from app.core.history import Actor
from app.core.languages import content
from app.extensions import db
from app.moderation import queries
from app.moderation.models import ModerationDecision
from app.moderation.rules import Decision
from app.routing import actions as routing

# What was kept is of no use after the time for taking back; the nightly job forgets it.
FORGET_AFTER = timedelta(days=1)


def undo(step_id: uuid.UUID, *, actor: Actor) -> list[Contribution]:
    """Take back everything that one press decided: as if it had not been, but for the history. Returns the cases.

    Only by the person who decided, for a short time, and only while nothing has happened since. Raises Missing,
    Forbidden("undo_not_yours"), NotPossibleNow: "undo_already", "undo_too_late"; Conflict("undo_overtaken").
    """
    try:
        decisions = queries.decisions_of_step(step_id)
        if not decisions:
            raise Missing("no_step")
        cases = _locked(decisions)
        decisions = queries.decisions_of_step(step_id)
        _check(decisions, actor)
        _nothing_since(decisions, cases)
        _keep_mails_back(decisions)
        for decision in reversed(decisions):
            _take_back(decision, cases, actor)
        db.session.flush()
    except StaleDataError as error:
        raise Conflict("undo_overtaken") from error
    return [cases[str(decision.contribution_id)] for decision in decisions]


def forget_steps() -> None:
    """Forget what was kept for taking back, once its time is over. The decisions themselves stay."""
    old = ModerationDecision.decided_at < clock.now() - FORGET_AFTER
    db.session.execute(
        sa.update(ModerationDecision)
        .where(old, ModerationDecision.undo.is_not(None))
        .values(undo=None, undo_until=None),
        execution_options={"synchronize_session": False},
    )


def _locked(decisions: Sequence[ModerationDecision]) -> dict[str, Contribution]:
    keys = {key for decision in decisions for key in (decision.undo or {}).get("cases", {})}
    keys |= {str(decision.contribution_id) for decision in decisions}
    query = sa.select(Contribution).where(Contribution.id.in_(map(uuid.UUID, keys)))
    cases = {str(case.id): case for case in db.session.execute(query).unique().scalars()}
    contribution_actions.lock(*cases.values())
    return cases


def _check(decisions: Sequence[ModerationDecision], actor: Actor) -> None:
    first = decisions[0]
    if first.decided_by_id != actor.account_id:
        raise Forbidden("undo_not_yours")
    if first.undone_at is not None:
        raise NotPossibleNow("undo_already")
    if first.undo is None or first.undo_until is None or first.undo_until <= clock.now():
        raise NotPossibleNow("undo_too_late")


def _keep_mails_back(decisions: Sequence[ModerationDecision]) -> None:
    # After the look at the cases: who withdrew has taken the mails along, and that is the better reason.
    mails = [uuid.UUID(mail) for decision in decisions for mail in (decision.undo or {})["mails"]]
    if not outbox.take_back(mails):
        raise NotPossibleNow("undo_too_late")


def _nothing_since(decisions: Sequence[ModerationDecision], cases: dict[str, Contribution]) -> None:
    # The last decision of the step about each case knows how the step left it.
    marks = {key: change["mark"] for decision in decisions for key, change in _changes(decision).items()}
    now = contribution_actions.photos(cases.values())
    if any(now[key]["mark"] != mark for key, mark in marks.items()):
        raise Conflict("undo_overtaken")


def _take_back(decision: ModerationDecision, cases: dict[str, Contribution], actor: Actor) -> None:
    _keep_question(decision, actor)
    for key, change in _changes(decision).items():
        routing.put_back(cases[key], change["places"], actor=actor)
        contribution_actions.restore(cases[key], change, actor=actor, decision=decision.decision.value)
    decision.undone_at = clock.now()
    # Nothing of it can be used twice; which words it made is kept for a day, for who wants to decide again.
    made = _changes(decision)[str(decision.contribution_id)]["made"]
    decision.undo, decision.undo_until = {"made": made}, None


def _keep_question(decision: ModerationDecision, actor: Actor) -> None:
    """The words of a question go with its message: whoever asked finds them in the form again."""
    if decision.decision is not Decision.RETURN:
        return
    asked = _changes(decision)[str(decision.contribution_id)]["asked"]
    for key in asked:
        message = db.session.get(Message, uuid.UUID(key))
        words = content.original(message, "text") if message else None
        if words is not None:
            content.put(decision, "question", words.text, language=words.language, actor=actor)


def _changes(decision: ModerationDecision) -> dict[str, Any]:
    changes: dict[str, Any] = (decision.undo or {}).get("cases", {})
    return changes
