"""The reporter sees it differently, once; somebody else than the one who decided looks at it again (rule 9)."""

from __future__ import annotations

import sqlalchemy as sa

from app.contributions import actions as contribution_actions
from app.core import clock, history
from app.core.errors import Conflict, Forbidden, Invalid, NotPossibleNow
from app.core.history import RESIDENT, Actor
from app.core.languages import content
from app.core.languages.content import Origin
from app.extensions import db
from app.notices.actions.deciding import Verdict, carry_out, check, clean_words, tell_reporter
from app.notices.models import ContentNotice
from app.notices.rules import RESTRICTING, Ending


def object_to_decision(notice: ContentNotice, text: str, *, language: str) -> ContentNotice:
    """Ask that somebody else looks again. A second tap with a decision that waits already changes nothing.

    Raises NotPossibleNow("notice_objection_not_possible"), Invalid: "objection_missing", "words_too_long".
    """
    contribution_actions.lock(notice.contribution)
    db.session.refresh(notice)
    words = clean_words(text, "objection")
    if not words:
        raise Invalid("objection_missing", "objection")
    if notice.objected_on is not None and _same(notice, words):
        return notice
    if notice.decided_at is None or notice.objected_on is not None:
        raise NotPossibleNow("notice_objection_not_possible")
    notice.objected_on = clock.today()
    content.put(notice, "objection", words, language=language, actor=RESIDENT, origin=Origin.AUTHOR)
    history.record(RESIDENT, "object_notice", notice.contribution, notice=str(notice.id))
    return notice


def decide_again(notice: ContentNotice, verdict: Verdict, *, actor: Actor) -> ContentNotice:
    """Decide about the objection: the decision stays, or it is replaced by another one.

    "keep" stands for: the first decision stays. Its words go to the reporter. Raises
    Forbidden("notice_same_person"), and as decide().
    """
    if notice.decided_by_id == actor.account_id:
        raise Forbidden("notice_same_person")
    contribution_actions.lock(notice.contribution)
    stored = sa.select(ContentNotice.second_at, ContentNotice.objected_on).where(ContentNotice.id == notice.id)
    second_at, objected_on = db.session.execute(stored).one()
    if second_at is not None or objected_on is None:
        raise Conflict("changed")
    statement = _again(notice, verdict, actor)
    notice.second_by_id, notice.second_at = actor.account_id, clock.now()
    if statement:
        content.put(notice, "second", statement, language="de", actor=actor)
    facts = {"ending": verdict.ending.value, "again": True}
    history.record(actor, "decide_notice", notice.contribution, notice=str(notice.id), **facts)
    tell_reporter(notice)
    db.session.flush()
    return notice


def _again(notice: ContentNotice, verdict: Verdict, actor: Actor) -> str:
    notice.first_ending = notice.ending
    if verdict.ending is Ending.KEEP:
        statement = clean_words(verdict.statement, "statement")
        if not statement:
            raise Invalid("notice_statement_missing", "statement")
        return statement
    statement = check(notice, verdict)
    carry_out(notice, verdict, actor)
    notice.ending, notice.reason = verdict.ending, verdict.reason if verdict.ending in RESTRICTING else None
    return statement


def _same(notice: ContentNotice, words: str) -> bool:
    known = content.original(notice, "objection")
    return known is not None and known.text == words
