"""Two weeks of a town with an injected clock, and on until every date is over: nothing and nobody is forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.concept import queries as concept
from app.contributions import queries as contributions
from app.contributions.contact import Contact
from app.contributions.lifecycle import State
from app.contributions.models import Contribution
from app.core import history, outbox
from app.core.clock import berlin_day
from app.core.history import SYSTEM
from app.core.outbox import transport
from app.demo import life
from app.extensions import db
from app.moderation import queries as queue
from app.networks import actions as network_actions
from app.networks import queries as networks
from app.networks.rules import TANDEM
from app.notices.models import ContentNotice
from app.rounds.actions import open_round
from app.rounds.rules import Phase
from app.routing import queries as routes
from app.routing.models import Assignment
from app.talks import queries as talks
from tests.support.town_people import (
    EMPTY,
    STEERING,
    Authors,
    Commissioners,
    Networks,
    Steering,
)
from tests.support.town_readers import Readers, decide_notices, open_notices
from tests.support.town_time import Town

FIRST = date(2027, 3, 1)
DAYS, UNTIL = 15, 80
# Targets of the round: shorter than usual, so that every date passes and is passed on within the story.
TARGETS = {"acknowledge_days": 5, "answer_days": 14}
ARRIVE_WITHIN, WAVE_ON = 9, 4
POST_IS_DOWN = {8, 9}
# Who is away on which days; on day seven nobody is there.
AWAY = {life.MODERATORS[0]: range(2, 8), life.MODERATORS[1]: range(7, 12), life.MODERATORS[2]: range(6, 8)}
# Authors who take everything back: one whom others were joined to, and one with an answer to come.
WITHDRAW = {"d003": 11, "d010": 12}
WAVE = 25
A_DAY = 15


def wave() -> list[dict[str, object]]:
    """The same wish, twenty-five times in nearly the same words."""
    first = {"lang": "de", "fields": [4], "kind": "wish", "title_de": "Licht im Park", "source": "web"}
    rows = [
        {
            **first,
            "id": f"w{one + 500}",
            "text": f"Bitte Licht im Park am Ring. {one}",
            "german": "Bitte Licht im Park.",
        }
        for one in range(WAVE)
    ]
    rows[0] |= {"decision": "release", "moderation": "ok"}
    for row in rows[1:]:
        row |= {"decision": "merge", "moderation": "duplicate-of:w500"}
    return rows


class Story:
    """The people of the town and their days."""

    def __init__(self, app: Flask) -> None:
        self.town = Town(app, FIRST)
        self.own, self.wave = life.read("contributions.jsonl"), wave()
        rows = {str(row["id"]): row for row in [*self.own, *self.wave]}
        self.authors = Authors(WITHDRAW)
        self.commissioners = Commissioners(self.town.cast, rows)
        self.networks, self.steering = Networks(self.town.cast), Steering(self.town.cast)
        self.readers = Readers()
        self.given_up = 0
        with self.town.at(8):
            self.town.do(self._begin)

    @staticmethod
    def _begin() -> None:
        """A round with its targets, and a network without people."""
        starts, ends = {Phase.COLLECTION: FIRST}, FIRST + timedelta(days=300)
        open_round(FIRST.year, concept.current_edition(FIRST), starts, ends, actor=SYSTEM, **TARGETS)
        network = networks.by_key(EMPTY)
        for seat in networks.members(network.id, FIRST):
            network_actions.end_seat(network, seat.id, actor=SYSTEM)

    def live(self, days: range) -> None:
        """Day after day: the worker, authors, commissioners, networks, the worker again."""
        for day in days:
            self.town.today = FIRST + timedelta(days=day)
            self.town.post_is_down = day in POST_IS_DOWN
            self.town.turn(7)
            self._write(day)
            if self.town.today.weekday() < 5:
                self._work(day)
            if day < DAYS:
                for hour in (11, 15, 19, 23) if self.town.post_is_down else (19,):
                    self.town.turn(hour)

    def _write(self, day: int) -> None:
        with self.town.at(9):
            new = [row for place, row in enumerate(self.own) if place * ARRIVE_WITHIN // len(self.own) == day]
            self.town.do(self.authors.send, new + (self.wave if day == WAVE_ON else []))
            arrived = {str(message["To"]) for message in transport.memory}
            self.town.do(self.authors.live, day, arrived)
            self.town.do(self.readers.look, arrived)

    def _work(self, day: int) -> None:
        there = [email for email in life.MODERATORS if day not in AWAY[email]]
        with self.town.at(10):
            self.given_up += self.town.repair_post() if not self.town.post_is_down else 0
            if len(there) > 1:
                self.town.do(self.commissioners.tidy, there)
                self.town.do(decide_notices, [self.commissioners.actor(email) for email in there])
            for email in there:
                self.town.do(self.commissioners.decide, email, A_DAY)
        with self.town.at(14):
            self.town.do(self.networks.work)
            if self.town.today.weekday() == 0:
                self.town.do(self.steering.meet)


@pytest.fixture
def story(app: Flask) -> Iterator[Story]:
    yield Story(app)
    outbox.configure(app.config)


def forgotten(today: date) -> list[str]:
    """Cases that nobody works on and that have not ended: none may be left."""
    rows = db.session.execute(sa.select(Contribution)).scalars()
    return [f"{row.import_id}: {row.state}" for row in rows if not _is_cared_for(row, today)]


def _is_cared_for(row: Contribution, today: date) -> bool:
    case = row.main or row
    if case.state is State.RELEASED:
        lead = routes.lead_of(case)
        dated = lead is not None and lead.handed_back_at is None and lead.due_on >= today
        return lead is not None and (lead.is_escalated or dated or bool(contributions.waiting_for_author([case.id])))
    return case.state in {State.ANSWERED, State.CLOSED, State.WITHDRAWN, State.REFERRED, State.REFUSED}


def missing_mails(story: Story) -> list[str]:
    """Mails that somebody should have had."""
    ledger, cast = story.town.ledger, story.town.cast
    managers = {one.id: _tandem(one.id) for one in networks.all_networks()}
    # What left an inbox while the post was down is told to nobody any more.
    soon = timedelta(days=3)
    every = db.session.execute(sa.select(Assignment)).scalars()
    rows = [row for row in every if row.ended_at is None or row.ended_at - row.assigned_at > soon]
    wanted = {f"assignment:{row.id}:{key}" for row in rows for key in managers[row.network_id]}
    found = sorted(wanted - ledger.keys("assignment"))
    accounts = [cast.accounts[email].id for email in life.MODERATORS]
    digests = {f"digest:{day.isoformat()}:{key}" for day in ledger.digests_due for key in accounts}
    found += sorted(digests - ledger.keys("arrivals_digest"))
    steering = f"account:{cast.accounts[STEERING].id}"
    rows = db.session.execute(sa.select(Assignment).where(Assignment.escalated_at.is_not(None))).scalars()
    heard = set(ledger.days("escalated", steering))
    found += [f"escalated {row.id}" for row in rows if row.escalated_at and row.escalated_at.date() not in heard]
    return found + [] if ledger.keys("nobody_there") else [*found, "nobody_there"]


def _tandem(network_id: int) -> list[int]:
    return [seat.account_id for seat in networks.members(network_id, FIRST) if seat.seat in TANDEM]


def uninformed(story: Story) -> list[str]:
    """Reporters who left an address and never heard what was decided."""
    rows = list(db.session.execute(sa.select(ContentNotice).where(ContentNotice.is_urgent)).scalars())
    assert len(rows) > 5
    heard = {key.removesuffix(":late") for key in story.town.ledger.keys("notice_decided")}
    return sorted({f"notice_decided:first:{row.id}" for row in rows} - heard)


def untold(story: Story) -> list[str]:
    """Authors with a confirmed address who never heard that something happened."""
    contacts = db.session.execute(sa.select(Contact).where(Contact.confirmed_on.is_not(None))).scalars()
    keys = [f"contact:{row.contribution_id}" for row in contacts]
    assert len(keys) > 20
    return [key for key in keys if not story.town.ledger.days("something_new", key)]


def doubled(story: Story) -> list[object]:
    """Mails that came twice: by their own number, and "something new" by author and day."""
    numbers = Counter(message["Message-ID"] for message in transport.memory)
    words = Counter(
        (message["To"], message["Date"], message["Subject"], message.get_content()) for message in transport.memory
    )
    return [one for one, count in [*numbers.items(), *words.items()] if count > 1]


def left_lying(today: date) -> list[object]:
    """What came before today and should be done by a commissioner, and is not; mails that nobody tries to send."""
    back = [row for row in routes.handed_back() if row.handed_back_at and berlin_day(row.handed_back_at) < today]
    words = [one.line.message for one in talks.waiting() if one.line.message.day < today]
    beside = [*queue.open_objections(), *queue.with_additions().rows, *open_notices()]
    return [*beside, *back, *words, *outbox.stuck()]


def test_nothing_and_nobody_is_forgotten(story: Story) -> None:
    story.live(range(DAYS))
    town = story.town
    with town.at(20):
        counts = town.read(queue.counts, town.today)
        assert (counts.waiting, counts.overdue) == (0, 0)
        assert town.read(untold, story) == []
        assert town.read(uninformed, story) == []
        assert town.read(left_lying, town.today) == []
    story.live(range(DAYS, UNTIL))
    with town.at(20):
        assert town.read(forgotten, town.today) == []
        assert town.read(left_lying, town.today) == []
        assert town.read(missing_mails, story) == []
        assert doubled(story) == []
        assert town.read(outbox.count_waiting) == 0
        assert town.read(history.broken_links) == []
        assert len(transport.memory) == len(town.ledger.sent)
