"""One decision for many similar texts: all of them or none, and taken back together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.contributions import actions as contribution_actions
from app.contributions.models import Contribution
from app.core.errors import Invalid
from app.core.history import Actor
from app.core.models import random_id
from app.moderation.actions.deciding import merge, refer, refuse
from app.moderation.models import ModerationDecision
from app.moderation.rules import WAVE_AT_ONCE, Decision, ReasonCode

# A case, and its version when the person saw it.
Seen = tuple[Contribution, int]


def decide_together(
    cases: Sequence[Seen],
    decision: Decision,
    *,
    actor: Actor,
    reason: ReasonCode | None = None,
    statement: str | None = None,
) -> list[ModerationDecision]:
    """Refuse, refer or merge all of these; each author gets a statement of her own. Merging keeps the first waiting.

    Raises Invalid: "wave_empty", "wave_too_large", "wave_decision_unknown", and what the single decision raises, for
    all of them if for one: Conflict("changed"), NotPossibleNow("not_in_this_state").
    """
    main = cases[0][0] if decision is Decision.MERGE and cases else None
    if len(cases) < (2 if main else 1):
        raise Invalid("wave_empty", "cases")
    if len(cases) > WAVE_AT_ONCE:
        raise Invalid("wave_too_large", "cases", limit=WAVE_AT_ONCE)
    act = _act(decision, main, reason, statement)
    contribution_actions.lock(*[case for case, _version in cases])
    made = [act(case, version, actor) for case, version in cases if case is not main]
    step = random_id()
    for one in made:
        one.step_id = step
    return made


def _act(
    decision: Decision, main: Contribution | None, reason: ReasonCode | None, statement: str | None
) -> Callable[[Contribution, int, Actor], ModerationDecision]:
    if decision is Decision.REFUSE:
        return lambda case, version, actor: refuse(
            case, actor=actor, version=version, reason=reason, statement=statement
        )
    if decision is Decision.REFER:
        return lambda case, version, actor: refer(case, actor=actor, version=version, statement=statement)
    if decision is Decision.MERGE and main is not None:
        return lambda case, version, actor: merge(case, actor=actor, version=version, main=main, statement=statement)
    raise Invalid("wave_decision_unknown", "decision")
