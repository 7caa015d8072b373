"""Two people, one message: every act locks the case and reads the message anew, so exactly one of two wins."""

from __future__ import annotations

import uuid

from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.contributions.models import Contribution, Message
from app.contributions.rules import MAX_TEXT, clean_text
from app.core import outbox
from app.core.errors import Conflict, Invalid, NotPossibleNow
from app.extensions import db


def must_be_open(contribution: Contribution) -> None:
    """Lock the case. Raises NotPossibleNow("talk_closed") when no words can be passed now."""
    contribution_actions.lock(contribution)
    if not contributions.can_talk(contribution):
        raise NotPossibleNow("talk_closed")


def waiting(contribution: Contribution, message_id: uuid.UUID) -> Message:
    """A message that waits for a commissioner, locked with its case. Raises Missing, Conflict("talk_decided")."""
    contribution_actions.lock(contribution)
    found = contributions.message(contribution, message_id)
    if not found.waits_for_commissioner:
        raise Conflict("talk_decided")
    if not contributions.can_talk(contribution):
        raise NotPossibleNow("talk_closed")
    return found


def words(text: str | None, code: str, field: str, *, limit: int = MAX_TEXT) -> str:
    """Words that must be there. Raises Invalid(code) without any, Invalid("talk_too_long") above the limit."""
    clean = clean_text(text or "")
    if not clean:
        raise Invalid(code, field)
    if len(clean) > limit:
        raise Invalid("talk_too_long", field, limit=limit)
    return clean


def sent_before(form_number: str | None, text: str) -> Message | None:
    """The message that this form has already stored: a second tap."""
    return contributions.message_by_form(contribution_actions.form_hash(form_number, text)) if form_number else None


def tell_network(contribution: Contribution, message: Message, people: dict[int, str], network: str) -> None:
    """Let the tandem know that something came back; the mail holds nothing but the reference. `people`: their
    accounts with their languages."""
    shown = contribution.main or contribution
    for account_id, language in people.items():
        facts = {"network": network, "reference": shown.reference}
        key = f"talk_news:{message.id}:{account_id}"
        outbox.put("talk_news", f"account:{account_id}", language=language, facts=facts, key=key)
    db.session.flush()
