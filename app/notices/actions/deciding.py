"""Deciding a notice: what becomes of the text, why, and what the reporter and the author are told. A person decides."""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa

from app.answers import actions as answer_actions
from app.contributions import actions as contribution_actions
from app.contributions import rules as contribution_rules
from app.core import clock, history, outbox
from app.core.errors import Conflict, Invalid, NotPossibleNow
from app.core.history import Actor
from app.core.languages import content
from app.extensions import db
from app.moderation import actions as moderation
from app.moderation.rules import REFUSAL_REASONS, ReasonCode
from app.notices import queries
from app.notices.models import ContentNotice
from app.notices.rules import FOR_ANSWERS, FOR_TEXTS, MAX_STATEMENT, RESTRICTING, Ending


@dataclass(frozen=True)
class Verdict:
    """What a commissioner decides. `version`: that of the contribution, or of the answer, as she saw it.

    `statement` goes to the reporter, `to_author` to the author. `texts`: the shorter words, by part ("text" …).
    `others`: open notices about the same text end the same way.
    """

    ending: Ending
    version: int
    statement: str = ""
    reason: ReasonCode | None = None
    to_author: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    german: str = ""
    title: str = ""
    others: bool = False


def decide(notice: ContentNotice, verdict: Verdict, *, actor: Actor) -> ContentNotice:
    """Decide a notice for the first time. Only one of two decisions at a moment counts.

    Raises Conflict("changed"), NotPossibleNow("notice_gone") when nobody can read the text any more, Invalid:
    "statement_missing", "notice_reason_missing", "reason_unknown", "ending_unknown", and what the acts raise.
    """
    contribution_actions.lock(notice.contribution)
    if _stored(notice.id) is not None:
        raise Conflict("changed")
    statement = check(notice, verdict)
    carry_out(notice, verdict, actor)
    same = [notice, *_same_open(notice)] if verdict.others else [notice]
    for one in same:
        _end(one, verdict, statement, actor)
    return notice


def check(notice: ContentNotice, verdict: Verdict) -> str:
    """The words to the reporter, cleaned, when everything that this ending needs is there. Raises as decide()."""
    if not queries.is_there(notice):
        raise NotPossibleNow("notice_gone")
    if verdict.ending not in (FOR_ANSWERS if notice.answer_id else FOR_TEXTS):
        raise Invalid("ending_unknown", "ending")
    statement = clean_words(verdict.statement, "statement")
    if verdict.ending in RESTRICTING:
        if verdict.reason is None:
            raise Invalid("notice_reason_missing", "reason")
        if verdict.reason not in REFUSAL_REASONS:
            raise Invalid("reason_unknown", "reason")
    elif not statement:
        raise Invalid("notice_statement_missing", "statement")
    return statement


def clean_words(typed: str, name: str) -> str:
    """Typed words within the limit. Raises Invalid("words_too_long")."""
    clean = contribution_rules.clean_text(typed)
    if len(clean) > MAX_STATEMENT:
        raise Invalid("words_too_long", name, limit=MAX_STATEMENT)
    return clean


def carry_out(notice: ContentNotice, verdict: Verdict, actor: Actor) -> None:
    """Do to the text what the ending says, through the acts that commissioners have for it anyway."""
    case, reason = notice.contribution, verdict.reason
    if verdict.ending is Ending.KEEP or reason is None:
        return
    if notice.answer is not None:
        if notice.answer.version != verdict.version:
            raise Conflict("changed")
        answer_actions.redact(notice.answer, verdict.texts, reason, actor=actor)
        return
    if verdict.ending is Ending.REFUSE:
        words = verdict.to_author or None
        moderation.refuse_after_all(case, actor=actor, version=verdict.version, reason=reason, statement=words)
        return
    more = {"actor": actor, "version": verdict.version, "reason": reason, "after_notice": True}
    if verdict.ending is Ending.REDACT:
        text = verdict.texts.get("text", "")
        shorter = {"text": text, "german": verdict.german or None, "title": verdict.title or None}
        moderation.redact(case, **more, **shorter, statement=verdict.to_author or None)  # type: ignore[arg-type]
    elif verdict.ending is Ending.HIDE:
        moderation.hide(case, **more, statement=verdict.to_author or None)  # type: ignore[arg-type]
    else:
        moderation.take_back(case, **more, statement=verdict.to_author)  # type: ignore[arg-type]


def close_gone(notice: ContentNotice, *, actor: Actor) -> ContentNotice:
    """The text went away by itself before anybody decided: the reporter is told that, nothing else.

    Raises NotPossibleNow("notice_still_there"), Conflict("changed").
    """
    contribution_actions.lock(notice.contribution)
    if _stored(notice.id) is not None:
        raise Conflict("changed")
    if queries.is_there(notice):
        raise NotPossibleNow("notice_still_there")
    _end(notice, Verdict(Ending.GONE, notice.contribution.version), "", actor)
    return notice


def _end(notice: ContentNotice, verdict: Verdict, statement: str, actor: Actor) -> None:
    notice.ending, notice.reason = verdict.ending, verdict.reason if verdict.ending in RESTRICTING else None
    notice.decided_by_id, notice.decided_at = actor.account_id, clock.now()
    if statement:
        content.put(notice, "statement", statement, language="de", actor=actor)
    facts = {"ending": verdict.ending.value, "ground": notice.ground.value}
    history.record(actor, "decide_notice", notice.contribution, notice=str(notice.id), **facts)
    tell_reporter(notice)
    db.session.flush()


def tell_reporter(notice: ContentNotice, *, late: bool = False) -> None:
    """Let the mail leave that says: there is a decision. It has nothing in it, and goes to confirmed addresses only.

    `late`: the address was confirmed only now, so the mail of the decision found nobody.
    """
    when = "second" if notice.second_at else "first"
    key = f"notice_decided:{when}:{notice.id}"
    if late and outbox.waits(key):
        return
    key = f"{key}:late" if late else key
    outbox.put("notice_decided", f"notice:{notice.id}", language=notice.reading_language, key=key)


def _stored(notice_id: object) -> object:
    # The row as it is now, after the lock on the case, not as it was when the page was loaded.
    return db.session.execute(sa.select(ContentNotice.decided_at).where(ContentNotice.id == notice_id)).scalar_one()


def _same_open(notice: ContentNotice) -> list[ContentNotice]:
    rows = queries.of_contribution(notice.contribution)
    return [row for row in rows if row.id != notice.id and row.decided_at is None and row.answer_id == notice.answer_id]
