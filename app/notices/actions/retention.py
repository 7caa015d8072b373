"""Forgetting: addresses after the decision, words of notices later, evidence on its own day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from app.answers import actions as answer_actions
from app.contributions.models import Contribution
from app.core import clock, history
from app.core.history import SYSTEM, Actor
from app.core.languages import content
from app.extensions import db
from app.notices import queries
from app.notices.actions.deciding import tell_reporter
from app.notices.models import ContentNotice
from app.notices.rules import Ending


def erase_due(day: date, *, actor: Actor, periods: Mapping[str, int]) -> dict[str, int]:
    """Delete what is due on `day`: `periods` are days by kind: notice_contact, notice_words, original (of answers).

    What became of a notice stays for the figures. Returns how many of each were deleted.
    """
    contacts = queries.contacts_due(day, periods["notice_contact"])
    for contact in contacts:
        db.session.delete(contact)
    spoken = queries.still_with_words(day, periods["notice_words"])
    for notice in spoken:
        _forget(notice)
    evidence = queries.evidence_due(day)
    for row in evidence:
        history.record(actor, "erase_evidence", row, reference=row.reference, checksum=row.checksum)
        db.session.delete(row)
    db.session.flush()
    before, spare = day - timedelta(days=periods["original"]), queries.answers_waiting()
    originals = answer_actions.forget_originals(before, spare=spare, actor=actor)
    erased = {"notice_contact": len(contacts), "notice_words": len(spoken), "evidence": len(evidence)}
    return {**erased, "answer_original": originals}


def _forget(notice: ContentNotice) -> None:
    content.erase(notice)
    notice.code_hash = notice.code_key_id = notice.form_hash = None


def forget_words(contribution: Contribution, heir: Contribution | None = None) -> None:
    """The author withdraws: quotations in notices go with the text, and what was open has nothing to be about.

    A notice about an answer that went on to `heir` goes with it, words and all: the answer can still be read.
    That is no decision of a person, so nobody's name stands beside it, and no hour (trust.md T-06).
    """
    for notice in queries.of_contribution(contribution):
        if heir is not None and notice.answer is not None and notice.answer.contribution_id == heir.id:
            notice.contribution = heir
            continue
        content.erase(notice, "why")
        content.erase(notice, "place")
        if notice.answer_id is None and notice.is_open:
            _moot(notice)


def _moot(notice: ContentNotice) -> None:
    midnight = datetime.combine(clock.today(), time.min, clock.BERLIN)
    if notice.decided_at is None:
        notice.ending, notice.decided_at = Ending.GONE, midnight
    else:
        notice.first_ending, notice.second_at = notice.ending, midnight
    history.record(SYSTEM, "decide_notice", notice.contribution, notice=str(notice.id), ending=Ending.GONE.value)
    tell_reporter(notice)
