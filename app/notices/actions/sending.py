"""Sending a notice: once for each form, with a number of its own, and an address only if somebody wants mail."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from app.answers.models import Answer
from app.contributions import actions as contribution_actions
from app.contributions import codes
from app.contributions import rules as contribution_rules
from app.contributions.models import Contribution
from app.core import attempts, clock, history, outbox
from app.core.errors import Invalid
from app.core.history import RESIDENT
from app.core.languages import content
from app.core.languages.content import Origin
from app.core.models import random_id
from app.extensions import db
from app.notices import queries
from app.notices.actions.deciding import tell_reporter
from app.notices.contact import key_id, sealed
from app.notices.models import ContentNotice, NoticeContact
from app.notices.rules import MAX_NAME, MAX_PLACE, MAX_WHY, NEVER_NAMED, URGENT, Ground


@dataclass(frozen=True)
class Report:
    """A notice as it arrives. `number` is the random number of the form, `code` the one it will get."""

    ground: Ground
    why: str
    place: str
    language: str
    reading_language: str
    number: str
    code: str
    good_faith: bool = False
    name: str = ""
    email: str = ""
    looks_automatic: bool = False


def charge_guesses(count: int, *, per_second: float, burst: int) -> None:
    """Take `count` tries from the bucket that all guesses of numbers share. Stands before every look-up.

    Raises TooMany.
    """
    attempts.charge(codes.BUCKET, per_second=per_second, burst=burst, cost=count)


def form_hash(number: str) -> str:
    """The keyed hash under which the number of a form is stored."""
    return contribution_actions.form_hash(number, "notice")


def send(contribution: Contribution, answer: Answer | None, report: Report) -> ContentNotice:
    """Store a notice about a public contribution, or about one of its published answers.

    A double tap of the same form stores one. A name and an address are sealed, and never kept where nobody shall be
    asked for them. Raises Invalid: "why_missing", "words_too_long", "good_faith_missing", "not_an_address".
    """
    known = queries.by_form(form_hash(report.number))
    if known is not None:
        return known
    why = _words(report.why, "why", MAX_WHY)
    place = _words(report.place, "place", MAX_PLACE)
    if not why:
        raise Invalid("why_missing", "why")
    if not report.good_faith:
        raise Invalid("good_faith_missing", "good_faith")
    notice = _insert(contribution, answer, report)
    if notice is None:
        return send(contribution, answer, report)
    for part, words in (("why", why), ("place", place)):
        if words:
            content.put(notice, part, words, language=report.language, actor=RESIDENT, origin=Origin.AUTHOR)
    _give_contact(notice, report)
    history.record(RESIDENT, "notice", contribution, ground=report.ground.value)
    return notice


def confirm_address(token: str) -> ContentNotice:
    """The reporter pressed the button behind the link of the first mail. Twice is the same as once. Raises Missing."""
    contact = queries.to_confirm(token)
    notice = queries.get(contact.notice_id)
    if contact.confirmed_on is None:
        contact.confirmed_on = clock.today()
        if notice.decided_at is not None:
            tell_reporter(notice, late=True)
    return notice


def _words(typed: str, field: str, limit: int) -> str:
    clean = contribution_rules.clean_text(typed)
    if len(clean) > limit:
        raise Invalid("words_too_long", field, limit=limit)
    return clean


def _insert(contribution: Contribution, answer: Answer | None, report: Report) -> ContentNotice | None:
    code_hash, code_key = codes.digest(report.code)
    notice = ContentNotice(
        id=random_id(),
        contribution_id=contribution.id,
        answer_id=answer.id if answer else None,
        ground=report.ground,
        is_urgent=report.ground in URGENT,
        day=clock.today(),
        reading_language=report.reading_language,
        looks_automatic=report.looks_automatic,
        code_hash=code_hash,
        code_key_id=code_key,
        form_hash=form_hash(report.number),
    )
    try:
        with db.session.begin_nested():
            db.session.add(notice)
            db.session.flush()
    except IntegrityError:
        return None
    return notice


def _give_contact(notice: ContentNotice, report: Report) -> None:
    """Keep a name and an address as long as they are needed. The first mail is the receipt and asks to confirm."""
    if notice.ground in NEVER_NAMED:
        return
    name = contribution_rules.clean_text(report.name)[:MAX_NAME]
    address = contribution_actions.check_address(report.email) if report.email.strip() else ""
    if not name and not address:
        return
    contact = NoticeContact(
        notice_id=notice.id,
        name=sealed(name) if name else None,
        address=sealed(address) if address else None,
        key_id=key_id(),
        given_on=clock.today(),
    )
    db.session.add(contact)
    if address:
        outbox.put("notice_receipt", f"notice:{notice.id}", language=notice.reading_language)
    db.session.flush()
