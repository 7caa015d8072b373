"""Readers of a town report public texts, and commissioners decide: about the notice, and about the objection to it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta

import sqlalchemy as sa

from app.contributions import codes
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.core import clock
from app.core.errors import NotPossibleNow
from app.core.history import Actor
from app.extensions import db
from app.moderation.rules import ReasonCode
from app.notices import actions, queries
from app.notices.actions import Report, Verdict
from app.notices.models import ContentNotice, NoticeContact
from app.notices.rules import Ending, Ground
from tests.support.town_people import number

ENDINGS = (Ending.KEEP, Ending.HIDE, Ending.TAKE_BACK, Ending.REFUSE)


class Readers:
    """Every seventeenth public text is reported by two readers; one of them leaves an address."""

    def look(self, arrived: Collection[str]) -> None:
        """A day of all readers."""
        reported = set(db.session.execute(sa.select(ContentNotice.contribution_id)).scalars())
        query = sa.select(Contribution).where(Contribution.state == State.RELEASED, Contribution.is_public)
        for case in db.session.execute(query).scalars().all():
            if number(case) % 17 == 5 and case.id not in reported:
                self._report(case)
        self._confirm(arrived)
        for notice in db.session.execute(sa.select(ContentNotice)).scalars().all():
            heard = notice.decided_at is not None and clock.now() > notice.decided_at + timedelta(days=5)
            if heard and notice.ending is Ending.KEEP and notice.objected_on is None and notice.is_urgent:
                actions.object_to_decision(notice, "Das sehe ich anders.", language="de")

    def _report(self, case: Contribution) -> None:
        for email, ground in ((f"reader-{case.import_id}@example.org", Ground.PRIVACY), ("", Ground.OTHER_RULE)):
            report = Report(
                ground=ground,
                why="Hier steht etwas über meine Nachbarin.",
                place="im ersten Satz",
                language="de",
                reading_language="de",
                number=uuid.uuid4().hex,
                code=codes.new(),
                good_faith=True,
                email=email,
            )
            actions.send(case, None, report)

    def _confirm(self, arrived: Collection[str]) -> None:
        for contact in db.session.execute(sa.select(NoticeContact).where(NoticeContact.confirmed_on.is_(None))):
            notice = queries.get(contact[0].notice_id)
            if f"reader-{notice.contribution.import_id}@example.org" in arrived:
                actions.confirm_address(queries.mail_links(notice.id)["confirm_token"])


def decide_notices(people: Sequence[Actor]) -> None:
    """A day at the list of notices: about each text another ending, an objection by another person."""
    for row in queries.open_ones():
        notice = queries.get(row.notice.id)
        if not notice.is_open:
            continue
        actor = next(one for one in people if one.account_id != notice.decided_by_id)
        if row.again:
            again = Verdict(Ending.KEEP, notice.contribution.version, statement="Es bleibt dabei.")
            actions.decide_again(notice, again, actor=actor)
        else:
            _decide(notice, actor)


def _decide(notice: ContentNotice, actor: Actor) -> None:
    ending = ENDINGS[number(notice.contribution) % len(ENDINGS)]
    reason = None if ending is Ending.KEEP else ReasonCode.THIRD_PERSON
    words = {"statement": "Wir haben es angesehen.", "to_author": "Bitte ohne Namen."}
    try:
        actions.decide(notice, Verdict(ending, notice.contribution.version, reason=reason, **words), actor=actor)
    except NotPossibleNow:
        # Another ending has taken the text away already.
        actions.close_gone(notice, actor=actor)


def open_notices() -> Iterator[ContentNotice]:
    """What waits for a decision."""
    return (row.notice for row in queries.open_ones())
