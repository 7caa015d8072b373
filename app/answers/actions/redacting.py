"""Leaving something out of a published answer, after a notice: a version beside the original, as with contributions."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from sqlalchemy.orm import attributes

from app.accounts import queries as accounts
from app.answers import queries
from app.answers.models import Answer
from app.contributions import actions as contribution_actions
from app.contributions import marks
from app.contributions import queries as contributions
from app.contributions import rules as contribution_rules
from app.core import clock, history, outbox
from app.core.errors import Invalid, NotPossibleNow
from app.core.history import Actor
from app.core.languages import content
from app.core.languages.content import VersionKind
from app.extensions import db
from app.moderation.rules import ReasonCode
from app.routing import queries as routing


def redact(answer: Answer, texts: dict[str, str], reason: ReasonCode, *, actor: Actor) -> Answer:
    """Put shorter words in the place of an answer's "text" or "next_step"; translations of the old ones fall away.

    A correction by the network takes the place of this version; one that waits was written on top of the old words
    and goes with them. The network's own words are kept for a while; see forget_originals(). Author and network are
    told. Raises NotPossibleNow("not_published"), Invalid("redaction_changes_nothing").
    """
    db.session.refresh(answer, with_for_update={"of": Answer})
    if answer.published_at is None:
        raise NotPossibleNow("not_published")
    changed = [part for part, words in texts.items() if _write(answer, part, words, actor)]
    if not changed:
        raise Invalid("redaction_changes_nothing", "redacted")
    waiting = queries.pending_correction(answer)
    if waiting is not None:
        db.session.delete(waiting)
    # Whoever in the network writes at this moment saw other words.
    attributes.flag_modified(answer, "drafted_at")
    contribution = contributions.by_id(answer.contribution_id)
    facts = {"network": answer.network.key, "reason": reason.value}
    history.record(actor, "redact_answer", contribution, **facts)
    contribution_actions.tell_author(contribution)
    _tell_network(answer, contribution.reference)
    return answer


def forget_originals(before: date, *, spare: Container[int], actor: Actor) -> int:
    """What was left out of answers before a day then exists nowhere any more, also when they were corrected since.

    `spare`: ids of answers about which somebody still has to decide. Returns how many answers lost something.
    """
    found = 0
    for answer in queries.redacted_before(before):
        if answer.id in spare:
            continue
        if sum(content.forget_original(answer, part) for part in ("text", "next_step")):
            history.record(actor, "erase_original", contributions.by_id(answer.contribution_id))
            found += 1
    return found


def _write(answer: Answer, part: str, words: str, actor: Actor) -> bool:
    base = content.base(answer, part)
    clean = marks.stored(contribution_rules.clean_text(words))
    if base is None or clean == contribution_rules.clean_text(base.text):
        return False
    if not clean:
        raise Invalid("redaction_text_missing", "redacted")
    content.put(answer, part, clean, language=base.language, actor=actor, kind=VersionKind.REDACTION)
    return True


def _tell_network(answer: Answer, reference: str) -> None:
    for account_id in routing.reachable_managers(answer.network_id, clock.today()):
        outbox.put(
            "notices_answer_redacted",
            f"account:{account_id}",
            language=accounts.get(account_id).language,
            facts={"reference": reference},
        )
