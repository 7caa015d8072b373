"""Objections: the author says that a restriction was wrong, and somebody else looks again (rule 9)."""

from __future__ import annotations

import sqlalchemy as sa

from app.contributions import actions as contribution_actions
from app.contributions import rules as contribution_rules
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.core import clock, history
from app.core.errors import Conflict, Forbidden, NotPossibleNow
from app.core.history import RESIDENT, Actor
from app.core.languages import content
from app.core.languages.content import Origin
from app.extensions import db
from app.moderation import queries
from app.moderation.actions.guard import close, deciding, note, words
from app.moderation.models import ModerationDecision, Objection
from app.moderation.rules import Decision
from app.routing import actions as routing_actions


def lodge_objection(
    contribution: Contribution, text: str, *, language: str, form_number: str | None = None
) -> Objection:
    """The author objects to a refusal, to what was left out, or to not being public: once each. A double tap is one.

    Possible while the text is there. Raises NotPossibleNow: "objection_not_possible", "objection_already",
    Invalid: "objection_missing", "words_too_long".
    """
    clean = words(text, "objection_missing", "text", limit=contribution_rules.MAX_TEXT)
    with deciding(contribution, None):
        decision = queries.last_restriction(contribution)
        if decision is None:
            raise NotPossibleNow("objection_not_possible")
        number = contribution_actions.form_hash(form_number, "objection") if form_number else None
        earlier = queries.objection_to(decision)
        if earlier is not None:
            if number is not None and earlier.form_hash == number:
                return earlier
            raise NotPossibleNow("objection_already")
        if content.original(contribution, "text") is None:
            raise NotPossibleNow("objection_not_possible")
        return _store(contribution, decision, clean, language, number)


def _store(
    contribution: Contribution, decision: ModerationDecision, text: str, language: str, number: str | None
) -> Objection:
    objection = Objection(contribution_id=contribution.id, decision_id=decision.id, day=clock.today(), form_hash=number)
    db.session.add(objection)
    db.session.flush()
    content.put(objection, "text", text, language=language, actor=RESIDENT, origin=Origin.AUTHOR)
    history.record(RESIDENT, "object", contribution)
    return objection


def decide_objection(objection: Objection, upheld: bool, *, actor: Actor, statement: str | None = None) -> Objection:
    """Decide an objection. Upheld: what was refused or shortened waits for a new decision, what was hidden is shown;
    an answered text stays where it is and gets its new version on the page of the case. Dismissed: all stays.

    `statement` is told to the author; a dismissal needs one. Raises Forbidden("objection_same_person"),
    Conflict("changed"), NotPossibleNow("objection_not_possible"), Invalid("statement_missing").
    """
    contribution = db.session.get_one(Contribution, objection.contribution_id)
    decision = db.session.get_one(ModerationDecision, objection.decision_id)
    if decision.decided_by_id == actor.account_id:
        raise Forbidden("objection_same_person")
    text = words(statement, "statement_missing", "statement") if not upheld or (statement or "").strip() else None
    with deciding(contribution, None):
        if _stored_result(objection) is not None:
            raise Conflict("changed")
        if not queries.restricts(decision, contribution):
            raise NotPossibleNow("objection_not_possible")
        objection.upheld = upheld
        objection.decided_by_id = actor.account_id
        objection.decided_at = clock.now()
        if text:
            content.put(objection, "statement", text, language="de", actor=actor)
        if upheld:
            _set_right(contribution, decision, text, actor)
        else:
            history.record(actor, "dismiss_objection", contribution)
        close(contribution, actor=actor)
    return objection


def _set_right(contribution: Contribution, decision: ModerationDecision, text: str | None, actor: Actor) -> None:
    hidden = decision.redacted_for is None and contribution.is_public is False
    titled = content.original(contribution, "title") is not None
    if hidden and contribution.state is not State.REFUSED and titled:
        contribution_actions.make_public(contribution, True, actor=actor)
        history.record(actor, "uphold_objection", contribution)
        note(contribution, Decision.SHOW, actor=actor, statement=text)
    elif contribution.state in {State.REFUSED, State.RELEASED}:
        if contribution.state is State.RELEASED:
            routing_actions.end_all(contribution, actor=actor)
        contribution_actions.move(contribution, State.SUBMITTED, actor=actor, verb="uphold_objection")
    else:
        history.record(actor, "uphold_objection", contribution)


def _stored_result(objection: Objection) -> bool | None:
    # The row as it is now, after the lock on the case, not as it was when the page was loaded.
    query = sa.select(Objection.upheld).where(Objection.id == objection.id)
    return db.session.execute(query).scalar_one()
