"""Evidence, what is forgotten and when, the daily mail: what lies around a notice."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.contributions import queries as contribution_queries
from app.core import clock
from app.core.history import SYSTEM, HistoryEntry
from app.core.outbox import OutboxMail
from app.extensions import db
from app.followup import actions as followup
from app.moderation import actions as moderation
from app.notices import actions, queries
from app.notices.models import ContentNotice, Evidence, NoticeContact
from app.notices.rules import Ending
from app.permissions import Role
from tests.support.build import World
from tests.support.cases import acting
from tests.support.client import PageClient
from tests.support.desk import Case
from tests.support.notices import WHY, at_desk, by_number, opened, report, settle
from tests.support.page import Page
from tests.support.staff import Person

TEXT = "Die Nachbarin Frau Beispiel macht immer Lärm im Treppenhaus."
PERIODS = {"notice_contact": 30, "notice_words": 365, "original": 183}


@pytest.fixture
def person(world: World) -> Person:
    return world.person(Role.MODERATOR)


@pytest.fixture
def case(world: World, person: Person) -> Case:
    return world.release(world.submit(TEXT, "de"), person, german=None)


def confirm(desk: PageClient, person: Person, url: str) -> Page:
    """Open a guarded page: the password once more if it is asked for."""
    page = desk.get(url) if desk.raw("GET", url).status_code == 200 else None
    return page or desk.submit(desk.post(url, {}, follow=True).form("password").fill(password=person.password))


def test_evidence_is_sealed_read_with_reason_and_logged(
    client: PageClient, world: World, person: Person, case: Case
) -> None:
    number = report(client, case.reference, ground="hate")
    desk = at_desk(world, person)
    page = desk.get(f"/staff/notices/{by_number(world, number).id}")
    desk.submit(page.form(action="/evidence"))
    kept = world.read(lambda: db.session.execute(sa.select(Evidence)).scalar_one())
    assert "Beispiel" not in kept.sealed
    assert kept.delete_on == clock.today() + timedelta(days=365)
    url = f"/staff/notices/evidence/{kept.id}"
    asked = confirm(desk, person, url)
    desk.submit(asked.form("reason"), status=422)
    shown = desk.submit(asked.form("reason").fill(reason="Anzeige bei der Polizei"))
    assert TEXT in shown.text
    assert kept.checksum in shown.text
    query = sa.select(HistoryEntry).where(HistoryEntry.verb == "read_evidence")
    looks = world.read(lambda: db.session.execute(query).scalars().all())
    assert [look.facts["reason"] for look in looks] == ["Anzeige bei der Polizei"]
    assert looks[0].account_id == person.id


def test_evidence_outlives_a_withdrawal_until_its_own_day(
    client: PageClient, world: World, person: Person, case: Case
) -> None:
    number = report(client, case.reference, ground="hate")
    notice = by_number(world, number)
    actor = acting(person)
    world.do(lambda: actions.keep_evidence(queries.get(notice.id), actor=actor, days=10))
    world.do(lambda: followup.withdraw(contribution_queries.get(case.reference)))
    kept = world.read(lambda: db.session.execute(sa.select(Evidence)).scalar_one())
    inside = world.do(lambda: actions.read_evidence(queries.get_evidence(kept.id), actor=actor, reason="Polizei"))
    assert [one["text"] for one in inside["texts"]] == [TEXT]
    assert json.dumps(inside)
    day = clock.today() + timedelta(days=10)
    gone = world.do(lambda: actions.erase_due(day, actor=SYSTEM, periods=PERIODS))
    assert gone["evidence"] == 1
    assert world.read(lambda: db.session.execute(sa.select(Evidence)).first()) is None


def test_addresses_go_after_the_decision_and_words_later(
    client: PageClient, world: World, person: Person, case: Case
) -> None:
    number = report(client, case.reference, name="Kim", email="kanarie@example.org")
    settle(world, person, number, ending="keep", statement="Der Name ist erfunden.")

    def erase(days: int) -> dict[str, int]:
        day = clock.today() + timedelta(days=days)
        return world.do(lambda: actions.erase_due(day, actor=SYSTEM, periods=PERIODS))

    assert erase(29)["notice_contact"] == 0
    assert erase(30)["notice_contact"] == 1
    assert world.read(lambda: db.session.execute(sa.select(NoticeContact)).first()) is None
    assert erase(364)["notice_words"] == 0
    assert erase(365)["notice_words"] == 1
    assert opened(client, number, status=422).all("#code-error")
    assert world.read(lambda: db.session.execute(sa.select(ContentNotice.ending)).scalars().all()) == ["keep"]


def test_the_daily_mail_counts_what_came_before_the_day(
    client: PageClient, world: World, person: Person, case: Case
) -> None:
    report(client, case.reference)
    assert world.do(lambda: actions.write_digest(clock.today())) == 0
    tomorrow = clock.today() + timedelta(days=1)
    assert world.do(lambda: actions.write_digest(tomorrow)) == 1
    assert world.do(lambda: actions.write_digest(tomorrow)) == 1
    kinds = world.read(lambda: db.session.execute(sa.select(OutboxMail.kind)).scalars().all())
    assert kinds.count("notices_waiting") == 1


@pytest.mark.parametrize("objected", [False, True])
def test_a_notice_about_an_answer_goes_with_the_answer_to_the_heir(
    client: PageClient, world: World, person: Person, case: Case, objected: bool
) -> None:
    manager = world.person(Role.NETWORK_MANAGER, network="hf-4")
    heir = world.release(world.submit("Im Treppenhaus ist es laut.", "de"), person, german=None)
    world.decide(heir, person, moderation.merge, main=case)
    world.answer(case, manager, "Frau Beispiel ist bekannt. Der Raum kommt.")
    number, other = report(client, case.reference, answer="hf-4"), report(client, case.reference)
    if objected:
        settle(world, person, number, ending="keep", statement="Das ist erlaubt.")
        client.submit(opened(client, number).form("notice").fill(objection="Doch, sehen Sie hin."))
    world.do(lambda: followup.withdraw(contribution_queries.get(case.reference)))
    notice = by_number(world, number)
    assert (notice.contribution_id, notice.is_open) == (heir.id, True)
    assert world.read(lambda: queries.is_there(queries.get(notice.id)))
    assert WHY in opened(client, number).text
    # What was about the text that went has nothing to be about.
    gone = by_number(world, other)
    assert (gone.contribution_id, gone.ending) == (case.id, Ending.GONE)
    assert WHY not in opened(client, other).text


def test_a_notice_about_an_answer_that_does_not_go_on_stays(client: PageClient, world: World, person: Person) -> None:
    manager = world.person(Role.NETWORK_MANAGER, network="hf-7")
    heir = world.submit("Im Treppenhaus ist es laut.", "de")
    main = world.submit("Frau Beispiel macht Lärm.", "de")
    for one in (heir, main):
        world.release(one, person, german=None, fields=(4, 7))
        world.answer(one, manager, "Frau Beispiel ist bekannt.", network="hf-7")
    number = report(client, main.reference, answer="hf-7")
    world.decide(heir, person, moderation.merge, main=main)
    world.do(lambda: followup.withdraw(contribution_queries.get(main.reference)))
    assert by_number(world, number).contribution_id == main.id
    assert WHY not in opened(client, number).text
