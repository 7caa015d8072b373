"""Leaving one waiting case to a colleague."""

from __future__ import annotations

import sqlalchemy as sa

from app.accounts import queries as account_queries
from app.accounts.models import Account
from app.contributions.lifecycle import AWAITING_DECISION, State
from app.contributions.models import Contribution
from app.contributions.rules import clean_text
from app.core import clock, history, outbox
from app.core.errors import Invalid, NotPossibleNow
from app.core.history import Actor
from app.extensions import db
from app.moderation.actions.guard import deciding, person
from app.moderation.models import Claim, HandOver
from app.moderation.rules import MAX_NOTE
from app.permissions import Role


def hand_over(contribution: Contribution, colleague_id: int | None, note: str, *, actor: Actor) -> HandOver:
    """ "Please read this one": the colleague gets a mail and the case next; anybody may still decide about it.

    A second call asks somebody else. Raises NotPossibleNow("not_in_this_state"), Invalid: "colleague_unknown",
    "colleague_away", "words_too_long".
    """
    words = clean_text(note)
    if len(words) > MAX_NOTE:
        raise Invalid("words_too_long", "note", limit=MAX_NOTE)
    with deciding(contribution, None):
        if contribution.state not in AWAITING_DECISION:
            raise NotPossibleNow("not_in_this_state")
        colleague = _colleague(colleague_id, person(actor))
        row = db.session.get(HandOver, contribution.id) or HandOver(contribution_id=contribution.id)
        row.from_id, row.to_id, row.note, row.asked_at = person(actor), colleague.id, words, clock.now()
        db.session.add(row)
        db.session.execute(sa.delete(Claim).where(Claim.contribution_id == contribution.id))
        history.record(actor, "hand_over", contribution, to=colleague.id)
        _tell(contribution, colleague, row)
    return row


def forget_hand_overs() -> None:
    """Forget what was left to somebody and waits no longer: decided or withdrawn."""
    waiting = sa.select(Contribution.id).where(Contribution.state == State.SUBMITTED)
    db.session.execute(sa.delete(HandOver).where(HandOver.contribution_id.not_in(waiting)))


def _colleague(account_id: int | None, own_id: int) -> Account:
    today = clock.today()
    known = {account.id: account for account in account_queries.with_role(Role.MODERATOR, today)}
    colleague = known.get(account_id or 0)
    if colleague is None or colleague.id == own_id:
        raise Invalid("colleague_unknown", "colleague")
    if any(absence.covers(today) for absence in account_queries.absences_of(colleague.id, today)):
        raise Invalid("colleague_away", "colleague")
    return colleague


def _tell(contribution: Contribution, colleague: Account, row: HandOver) -> None:
    # Neither the note nor a word of the case leaves the house by mail.
    facts = {"reference": contribution.reference, "name": account_queries.get(row.from_id).name}
    key = f"please_read:{contribution.id}:{colleague.id}:{row.asked_at.isoformat()}"
    outbox.put("please_read", f"account:{colleague.id}", language=colleague.language, facts=facts, key=key)
