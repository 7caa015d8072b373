"""Reading a case: who reads it, its German working text, and the one way to see an address."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from app.accounts import actions as account_actions
from app.accounts import queries as account_queries
from app.contributions import actions as contribution_actions
from app.contributions.models import Contribution
from app.core import clock, history
from app.core.errors import Missing, NotPossibleNow
from app.core.history import Actor
from app.core.languages import content
from app.core.languages.content import TextVersion
from app.extensions import db
from app.moderation.actions.guard import deciding, person, words
from app.moderation.actions.releasing import put_german
from app.moderation.models import Claim
from app.moderation.rules import CLAIM_MINUTES


def claim(contribution: Contribution, *, actor: Actor) -> Claim:
    """ "I read this": others see who is reading, and the author can add, but no longer replace. Ends by itself.

    A later claim takes the place of an earlier one; it is a sign, not a lock.
    """
    with deciding(contribution, None):
        contribution_actions.mark_read(contribution, actor)
        row = db.session.get(Claim, contribution.id, populate_existing=True)
        another = row is None or row.account_id != actor.account_id
        until = clock.now() + timedelta(minutes=CLAIM_MINUTES)
        if row is None:
            row = Claim(contribution_id=contribution.id, account_id=person(actor), until=until)
            db.session.add(row)
        row.account_id, row.until = person(actor), until
        if another:
            history.record(actor, "claim", contribution)
    return row


def leave(contribution: Contribution, *, actor: Actor) -> None:
    """ "I do not read this any more": ends one's own claim."""
    db.session.execute(
        sa.delete(Claim).where(Claim.contribution_id == contribution.id, Claim.account_id == actor.account_id)
    )
    history.record(actor, "leave", contribution)


def german_text(contribution: Contribution, text: str, *, actor: Actor) -> None:
    """Write or replace the German working text; the one before is kept. Raises NotPossibleNow("german_already").

    Invalid: "german_missing", "words_too_long". Missing when the text was erased.
    """
    with deciding(contribution, None):
        if contribution.language == "de":
            raise NotPossibleNow("german_already")
        put_german(contribution, text, actor=actor)
        history.record(actor, "write_german", contribution)
        contribution_actions.refresh_search(contribution)


def reveal_contact(contribution: Contribution, *, actor: Actor, reason: str) -> str:
    """The author's address, for a reason that is written down (rule 5). The view asks for the password before.

    Raises Invalid("reason_missing") and what contributions.actions.reveal_contact raises.
    """
    why = words(reason, "reason_missing", "reason", limit=500)
    return contribution_actions.reveal_contact(contribution, actor=actor, reason=why)


def use_single_keys(account_id: int, wanted: bool) -> None:
    """Let letters alone work as keys for this person, or not."""
    account_actions.use_single_keys(account_queries.get(account_id), wanted)


def read_original(contribution: Contribution, *, actor: Actor, reason: str) -> TextVersion:
    """The words as the author wrote them, for a reason that is written down. The view asks for the password before.

    Raises Invalid("reason_missing"), Missing when nothing was left out or the words are erased.
    """
    why = words(reason, "reason_missing", "reason", limit=500)
    texts = content.load([contribution], ["text"])
    found = texts.original(contribution, "text")
    if found is None or texts.base(contribution, "text") is found:
        raise Missing
    history.record(actor, "read_original", contribution, reason=why)
    return found
