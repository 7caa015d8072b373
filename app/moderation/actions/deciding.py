"""Every decision before a release: ask back, merge, refer, refuse; and to split what was merged."""

from __future__ import annotations

from collections.abc import Sequence

from app.contributions import actions as contribution_actions
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.contributions.rules import MessageKind
from app.core.errors import Invalid, NotPossibleNow
from app.core.history import Actor
from app.moderation.actions.guard import close, deciding, must_allow, note, words
from app.moderation.models import ModerationDecision
from app.moderation.rules import REFUSAL_REASONS, Decision, ReasonCode
from app.networks import queries as network_queries
from app.routing import actions as routing_actions

MAY_TAKE_ONE_IN = frozenset({State.SUBMITTED, State.RELEASED, State.ANSWERED})


def return_to_author(
    contribution: Contribution,
    *,
    actor: Actor,
    version: int,
    message: str,
    reason: ReasonCode | None = None,
    language: str = "de",
) -> ModerationDecision:
    """Ask the author to change or explain something; the question is a message of the case, in `language`.

    Raises Conflict("changed"), NotPossibleNow("not_in_this_state"), Invalid: "message_missing", "reason_unknown".
    """
    with deciding(contribution, version, actor=actor):
        must_allow(contribution, State.RETURNED)
        text = words(message, "message_missing", "message")
        _check_reason(reason, required=False)
        contribution_actions.add_message(contribution, MessageKind.QUERY, text, language=language, actor=actor)
        contribution_actions.move(contribution, State.RETURNED, actor=actor, verb="return", **_code(reason))
        contribution_actions.let_voices_go(contribution)
        decision = note(contribution, Decision.RETURN, actor=actor, reason=reason)
        close(contribution, actor=actor)
    return decision


def merge(
    contribution: Contribution, *, actor: Actor, version: int, main: Contribution, statement: str | None = None
) -> ModerationDecision:
    """Join the case to `main`, which says the same, in whatever language; its networks no longer have it.

    Raises Conflict("changed"), NotPossibleNow("not_in_this_state"), Invalid: "main_is_itself", "main_is_merged",
    "main_not_possible".
    """
    with deciding(contribution, version, main, actor=actor):
        must_allow(contribution, State.MERGED)
        _check_main(contribution, main)
        routing_actions.end_all(contribution, actor=actor)
        contribution_actions.merge_into(contribution, main, actor=actor)
        decision = note(contribution, Decision.MERGE, actor=actor, reason=ReasonCode.DUPLICATE, statement=statement)
        close(contribution, actor=actor)
    return decision


def refer(
    contribution: Contribution,
    *,
    actor: Actor,
    version: int,
    advice: Sequence[str] = (),
    statement: str | None = None,
) -> ModerationDecision:
    """A single case: the author gets the list of advice services, no network sees it.

    `advice` are keys of services that fit best; none means all. Raises Conflict("changed"),
    NotPossibleNow("not_in_this_state"), Invalid("advice_unknown").
    """
    with deciding(contribution, version, actor=actor):
        must_allow(contribution, State.REFERRED)
        known = {service.key for service in network_queries.advice_services()}
        if not known.issuperset(advice):
            raise Invalid("advice_unknown", "advice")
        contribution_actions.move(
            contribution, State.REFERRED, actor=actor, verb="refer", reason=ReasonCode.SINGLE_CASE.value
        )
        contribution_actions.let_voices_go(contribution)
        decision = note(
            contribution,
            Decision.REFER,
            actor=actor,
            reason=ReasonCode.SINGLE_CASE,
            statement=statement,
            advice=advice,
        )
        close(contribution, actor=actor)
    return decision


def refuse(
    contribution: Contribution,
    *,
    actor: Actor,
    version: int,
    reason: ReasonCode | None,
    statement: str | None = None,
) -> ModerationDecision:
    """Against the rules, for one of the published reasons; the author may object. The text appears nowhere (rule 2).

    Raises Conflict("changed"), NotPossibleNow("not_in_this_state"), Invalid: "refusal_reason_missing",
    "reason_unknown", "words_too_long".
    """
    with deciding(contribution, version, actor=actor):
        must_allow(contribution, State.REFUSED)
        _check_reason(reason, required=True)
        contribution_actions.move(contribution, State.REFUSED, actor=actor, verb="refuse", **_code(reason))
        contribution_actions.let_voices_go(contribution)
        decision = note(contribution, Decision.REFUSE, actor=actor, reason=reason, statement=statement)
        close(contribution, actor=actor)
    return decision


def split(
    contribution: Contribution, *, actor: Actor, version: int, statement: str | None = None
) -> ModerationDecision:
    """Undo a merge: the case waits for a decision of its own again.

    Raises Conflict("changed"), NotPossibleNow("not_in_this_state").
    """
    with deciding(contribution, version, actor=actor):
        if contribution.state is not State.MERGED:
            raise NotPossibleNow("not_in_this_state")
        contribution_actions.split(contribution, actor=actor)
        decision = note(contribution, Decision.SPLIT, actor=actor, statement=statement)
        close(contribution, actor=actor)
    return decision


def _check_main(contribution: Contribution, main: Contribution) -> None:
    if main.id == contribution.id:
        raise Invalid("main_is_itself", "main")
    if main.state is State.MERGED:
        raise Invalid("main_is_merged", "main")
    if main.state not in MAY_TAKE_ONE_IN:
        raise Invalid("main_not_possible", "main")


def _check_reason(reason: ReasonCode | None, *, required: bool) -> None:
    if reason is None:
        if required:
            raise Invalid("refusal_reason_missing", "reason")
        return
    if reason not in REFUSAL_REASONS:
        raise Invalid("reason_unknown", "reason")


def _code(reason: ReasonCode | None) -> dict[str, str]:
    return {"reason": reason.value} if reason else {}
