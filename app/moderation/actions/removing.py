"""Taking out of the public what was released: hidden, taken back, or refused after all. Each tells the author why."""

from __future__ import annotations

from app.contributions import actions as contribution_actions
from app.contributions.lifecycle import MAY_BE_PUBLIC, WITH_NETWORK, State
from app.contributions.models import Contribution
from app.core.errors import Invalid, NotPossibleNow
from app.core.history import Actor
from app.moderation.actions.guard import close, deciding, note, words
from app.moderation.models import ModerationDecision
from app.moderation.rules import REFUSAL_REASONS, Decision, ReasonCode
from app.routing import actions as routing_actions


def hide(
    contribution: Contribution,
    *,
    actor: Actor,
    version: int,
    reason: ReasonCode,
    statement: str | None = None,
    after_notice: bool = False,
) -> ModerationDecision:
    """Take a text out of the public list and the search; the networks keep it and go on working.

    Raises Conflict("changed"), NotPossibleNow("not_in_this_state"), Invalid("reason_unknown").
    """
    with deciding(contribution, version, actor=actor):
        if contribution.state not in MAY_BE_PUBLIC or not contribution.is_public:
            raise NotPossibleNow("not_in_this_state")
        must_be_reason(reason)
        contribution_actions.make_public(contribution, False, actor=actor)
        decision = note(
            contribution,
            Decision.HIDE,
            actor=actor,
            reason=reason,
            statement=statement,
            after_notice=after_notice,
        )
        close(contribution, actor=actor)
    return decision


def take_back(
    contribution: Contribution,
    *,
    actor: Actor,
    version: int,
    statement: str,
    reason: ReasonCode | None = None,
    after_notice: bool = False,
) -> ModerationDecision:
    """Undo a release: out of the public pages, the search and every inbox, back into the queue.

    `statement` says why, to the author too. Raises Conflict("changed"), NotPossibleNow("not_in_this_state"),
    Invalid("statement_missing").
    """
    with deciding(contribution, version, actor=actor):
        if contribution.state is not State.RELEASED:
            raise NotPossibleNow("not_in_this_state")
        text = words(statement, "statement_missing", "statement")
        routing_actions.end_all(contribution, actor=actor)
        contribution_actions.move(contribution, State.SUBMITTED, actor=actor, verb="take_back")
        decision = note(
            contribution,
            Decision.TAKE_BACK,
            actor=actor,
            reason=reason,
            statement=text,
            after_notice=after_notice,
        )
        close(contribution, actor=actor)
    return decision


def refuse_after_all(
    contribution: Contribution,
    *,
    actor: Actor,
    version: int,
    reason: ReasonCode,
    statement: str | None = None,
) -> ModerationDecision:
    """A released text turns out to be against the rules: taken back and refused in one act, after a content notice.

    It goes the way that the table of states has, so that history tells each step. The author may object. Raises
    Conflict("changed"), NotPossibleNow("not_in_this_state"), Invalid("reason_unknown").
    """
    with deciding(contribution, version, actor=actor):
        if contribution.state not in WITH_NETWORK:
            raise NotPossibleNow("not_in_this_state")
        must_be_reason(reason)
        routing_actions.end_all(contribution, actor=actor)
        if contribution.state is State.ANSWERED:
            contribution_actions.move(contribution, State.RELEASED, actor=actor, verb="reopen")
        contribution_actions.move(contribution, State.SUBMITTED, actor=actor, verb="take_back")
        contribution_actions.move(contribution, State.REFUSED, actor=actor, verb="refuse", reason=reason.value)
        contribution_actions.let_voices_go(contribution)
        decision = note(
            contribution, Decision.REFUSE, actor=actor, reason=reason, statement=statement, after_notice=True
        )
        close(contribution, actor=actor)
    return decision


def must_be_reason(reason: ReasonCode) -> None:
    """Raise Invalid("reason_unknown") for anything but a published reason of refusal."""
    if reason not in REFUSAL_REASONS:
        raise Invalid("reason_unknown", "reason")
