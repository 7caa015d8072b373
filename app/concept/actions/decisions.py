"""Recording what a political body decided (rule 7: nothing additional is granted without it)."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from app.concept.models import PoliticalBody, PoliticalDecision, ResourceNeed
from app.concept.rules import DecisionState
from app.core import clock, history
from app.core.errors import Invalid
from app.core.history import Actor
from app.extensions import db


def record_decision(
    decision: PoliticalDecision | None,
    *,
    body: str,
    state: DecisionState,
    decided_on: date | None,
    reference: str,
    subject: str,
    need: ResourceNeed | None,
    actor: Actor,
) -> PoliticalDecision:
    """Record a decision (None: a new one) about a resource of a measure or about what `subject` says in German.

    Granted and refused need day and reference; what was asked for may have neither yet. Raises Invalid: "body_missing",
    "decision_subject_missing", "decision_proof_missing", "decision_not_yet", "decision_there".
    """
    name, words, proof = body.strip(), subject.strip()[:300], reference.strip()[:80]
    _check(name, words, state, decided_on, proof, need)
    if need is not None and need.decision is not None and need.decision is not decision:
        raise Invalid("decision_there", "need")
    row = decision or PoliticalDecision()
    row.body, row.state, row.decided_on = body_named(name[:200]), state, decided_on
    row.reference, row.subject = proof or None, words
    row.resource_need_id = need.id if need else None
    db.session.add(row)
    db.session.flush()
    facts = {"body": row.body.name, "state": state.value, "reference": row.reference}
    history.record(
        actor, "record_decision", row, day_of_decision=decided_on.isoformat() if decided_on else None, **facts
    )
    return row


def _check(
    body: str, subject: str, state: DecisionState, decided_on: date | None, reference: str, need: ResourceNeed | None
) -> None:
    if not body:
        raise Invalid("body_missing", "body")
    if not subject and need is None:
        raise Invalid("decision_subject_missing", "subject")
    if state is not DecisionState.REQUESTED and (decided_on is None or not reference):
        raise Invalid("decision_proof_missing", "decided_on" if decided_on is None else "reference")
    if decided_on is not None and decided_on > clock.today():
        raise Invalid("decision_not_yet", "decided_on")


def body_named(name: str) -> PoliticalBody:
    """The political body with this name; a new one when nobody has named it before."""
    found = db.session.execute(sa.select(PoliticalBody).filter_by(name=name)).scalar_one_or_none()
    if found is None:
        found = PoliticalBody(name=name)
        db.session.add(found)
    return found
