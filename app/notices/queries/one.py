"""One notice: by its number, by its form, by its id; what its reporter reads; the address behind it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from app.answers.models import Answer
from app.contributions import codes
from app.contributions.lifecycle import MAY_BE_PUBLIC, State
from app.contributions.models import Contribution
from app.core import clock, keys
from app.core.errors import Missing
from app.core.languages import content
from app.core.languages.content import Audience, Wording
from app.core.languages.versions import TextVersion
from app.extensions import db
from app.moderation import queries as moderation_queries
from app.moderation.rules import ReasonCode
from app.notices.contact import opened
from app.notices.models import ContentNotice, NoticeContact
from app.notices.rules import Ending, Ground

CONFIRM = "notice-confirm"
# The only mail that an unconfirmed address ever gets.
FIRST_MAIL = "notice_receipt"
WORDS = ("why", "place", "statement", "objection", "second")


@dataclass(frozen=True)
class Told:
    """What a reporter reads of a notice with its number."""

    notice: ContentNotice
    ground: Ground
    day: date
    about_answer: bool
    is_public: bool
    words: dict[str, Wording]
    ending: Ending | None
    reason: ReasonCode | None
    decided_on: date | None
    may_object: bool
    waits_again: bool
    waits_for_second: bool
    second_on: date | None


def get(notice_id: uuid.UUID) -> ContentNotice:
    """The notice with this id. Raises Missing."""
    found = db.session.get(ContentNotice, notice_id)
    if found is None:
        raise Missing("no_notice")
    return found


def by_form(form_hash: str) -> ContentNotice | None:
    """The notice that a form has already sent, or None."""
    return db.session.execute(sa.select(ContentNotice).filter_by(form_hash=form_hash)).scalar_one_or_none()


def by_code(digits: str) -> ContentNotice | None:
    """The notice that 16 typed digits open, turned groups understood; None if there is none. One statement."""
    hashes = [codes.digest(code)[0] for code in codes.candidates(digits)]
    query = sa.select(ContentNotice).where(ContentNotice.code_hash.in_(hashes or [""]))
    found = {row.code_hash: row for row in db.session.execute(query).scalars()}
    return next((found[one] for one in hashes if one in found), None)


def of_contribution(contribution: Contribution) -> list[ContentNotice]:
    """Every notice about a contribution and its answers, oldest day first."""
    query = sa.select(ContentNotice).where(ContentNotice.contribution_id == contribution.id)
    return list(db.session.execute(query.order_by(ContentNotice.day, ContentNotice.id)).scalars())


def is_there(notice: ContentNotice) -> bool:
    """Whether everybody can still read what the notice is about."""
    case = notice.contribution
    shown = bool(case.is_public) and case.publication_number is not None and case.state in MAY_BE_PUBLIC
    return shown and (notice.answer_id is None or notice.answer is not None)


def about_one(notices: Sequence[ContentNotice]) -> dict[uuid.UUID, Answer]:
    """The answers that these notices are about, by the id of the notice, in one query (none for none)."""
    wanted = {notice.answer_id: notice.id for notice in notices if notice.answer_id}
    if not wanted:
        return {}
    rows = db.session.execute(sa.select(Answer).where(Answer.id.in_(wanted))).unique().scalars()
    found = {row.id: row for row in rows}
    return {notice.id: found[notice.answer_id] for notice in notices if notice.answer_id in found}


def told(notice: ContentNotice, reader: str) -> Told:
    """What the reporter reads, in the language `reader` where the words exist in it."""
    texts = content.load([notice], WORDS)
    words = {part: texts.say(notice, part, reader, Audience.AUTHOR) for part in WORDS}
    for part in ("why", "place", "objection"):
        # Her own words stay as she wrote them.
        own = texts.original(notice, part)
        words[part] = content.wording(own) if own else None
    decided = clock.berlin_day(notice.decided_at) if notice.decided_at else None
    again = notice.objected_on is not None and notice.second_at is None
    return Told(
        notice=notice,
        ground=notice.ground,
        day=notice.day,
        about_answer=notice.answer_id is not None,
        is_public=is_there(notice),
        words={part: said for part, said in words.items() if said is not None},
        ending=notice.ending,
        reason=notice.reason,
        decided_on=decided,
        may_object=decided is not None and notice.objected_on is None,
        waits_again=again,
        waits_for_second=again and moderation_queries.is_alone(notice.decided_by_id),
        second_on=clock.berlin_day(notice.second_at) if notice.second_at else None,
    )


def mail_address(notice_id: uuid.UUID, kind: str) -> str | None:
    """The address to which a mail of this kind may leave now; None when there is none, or it was not confirmed."""
    contact = db.session.get(NoticeContact, notice_id)
    if contact is None or contact.address is None or (contact.confirmed_on is None) != (kind == FIRST_MAIL):
        return None
    return opened(contact.address)


def has_address(notice: ContentNotice) -> bool:
    """Whether a mail can tell the reporter that there is a decision."""
    contact = db.session.get(NoticeContact, notice.id)
    return contact is not None and contact.address is not None


def mail_links(notice_id: uuid.UUID) -> dict[str, str]:
    """What only this mail may hold: `confirm_token` behind its link, and the `name` it greets with."""
    contact = db.session.get(NoticeContact, notice_id)
    name = opened(contact.name) if contact is not None and contact.name else ""
    return {"confirm_token": keys.seal(CONFIRM, {"notice": str(notice_id)}), "name": name}


def to_confirm(token: str) -> NoticeContact:
    """The contact behind a link of the first mail. Raises Missing when altered, or when the address has gone."""
    try:
        sealed = keys.unseal(CONFIRM, token)
    except keys.SealBroken as error:
        raise Missing("link_not_valid") from error
    contact = db.session.get(NoticeContact, uuid.UUID(sealed["notice"]))
    if contact is None:
        raise Missing("link_not_valid")
    return contact


def contacts_due(day: date, days: int) -> list[NoticeContact]:
    """Addresses whose notice was decided so many days ago and is not open again."""
    query = sa.select(NoticeContact, ContentNotice).join(ContentNotice, ContentNotice.id == NoticeContact.notice_id)
    found = []
    for contact, notice in db.session.execute(query.where(ContentNotice.decided_at.is_not(None))).unique():
        if _is_over(notice, day, days):
            found.append(contact)
    return found


def still_with_words(day: date, days: int) -> list[ContentNotice]:
    """Notices whose words are to be erased: decided so many days ago, or about a text that its author withdrew."""
    spoken = sa.select(TextVersion.subject_id).where(TextVersion.subject_kind == ContentNotice.subject_kind)
    ids = [uuid.UUID(key) for key in db.session.execute(spoken.distinct()).scalars()]
    query = sa.select(ContentNotice).where(ContentNotice.id.in_(ids))
    rows = db.session.execute(query).unique().scalars()
    return [row for row in rows if _is_over(row, day, days) or row.contribution.state is State.WITHDRAWN]


def _is_over(notice: ContentNotice, day: date, days: int) -> bool:
    last = notice.second_at or notice.decided_at
    return last is not None and not notice.is_open and clock.berlin_day(last) + timedelta(days=days) <= day
