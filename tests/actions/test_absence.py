"""Being away: mails, claims and hand-overs go to colleagues. Terms of office that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from app.accounts import actions as accounts
from app.accounts import queries as account_queries
from app.cli.worker import Day, work
from app.contributions import queries as contribution_queries
from app.core import clock, history
from app.core.errors import Invalid, Missing, NotPossibleNow
from app.core.history import SYSTEM, Actor, ActorKind
from app.core.outbox import OutboxMail, transport
from app.extensions import db
from app.moderation import actions, queries
from app.moderation.models import HandOver
from app.permissions import Role
from tests.support.build import World
from tests.support.cases import acting, decide, look, moderator, send
from tests.support.client import PageClient
from tests.support.staff import Person

MONDAY = datetime(2027, 3, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with clock.at(MONDAY):
        yield


@pytest.fixture
def person(world: World) -> Person:
    return moderator(world)


@pytest.fixture
def second(world: World) -> Person:
    return moderator(world, "second@staff.example")


def away(world: World, person: Person, first: int = 0, last: int = 7) -> int:
    """Away from day to day, counted from that Monday."""
    start = MONDAY.date()

    def work() -> int:
        account = account_queries.get(person.id)
        days = (start + timedelta(days=first), start + timedelta(days=last))
        return accounts.go_away(account, *days, actor=Actor(ActorKind.STAFF, person.id)).id

    return world.do(work)


def mails(world: World, kind: str) -> list[tuple[str, str]]:
    query = sa.select(OutboxMail).where(OutboxMail.kind == kind).order_by(OutboxMail.recipient)
    return world.read(lambda: [(row.recipient, row.language) for row in db.session.scalars(query)])


def next_of(world: World, person: Person) -> str | None:
    found = world.read(queries.next_unread, person.id)
    return found.reference if found else None


def test_mails_go_to_who_is_there(world: World, person: Person, second: Person) -> None:
    with clock.at(MONDAY - timedelta(days=1)):
        send(world)
    away(world, person)
    assert world.do(actions.write_digest, clock.today()) == 1
    assert mails(world, "arrivals_digest") == [(f"account:{second.id}", "en")]
    with clock.at(MONDAY + timedelta(days=8)):
        assert world.do(actions.write_digest, clock.today()) == 2


def test_when_everybody_is_away_nothing_waits_unseen(world: World, person: Person, second: Person) -> None:
    admin = world.person(Role.ADMIN, email="admin@staff.example")
    with clock.at(MONDAY - timedelta(days=1)):
        send(world)
    away(world, person, 0, 5)
    assert mails(world, "nobody_reads") == []
    away(world, second, 4, 6)
    assert mails(world, "nobody_reads") == [(f"account:{admin.id}", "en")]
    assert world.read(account_queries.day_without, Role.MODERATOR, date(2027, 3, 1), date(2027, 3, 9)) == date(
        2027, 3, 5
    )
    with clock.at(MONDAY + timedelta(days=4)):
        assert world.do(actions.write_digest, clock.today()) == 2
    assert "Texts of residents would wait unread" in world.post_round()[0].get_content()


def test_a_claim_of_somebody_who_is_away_counts_no_longer(world: World, person: Person, second: Person) -> None:
    case = send(world)
    world.do(lambda: actions.claim(contribution_queries.get(case), actor=acting(person)))
    assert next_of(world, second) is None
    absence = away(world, person)
    assert next_of(world, second) == case
    assert look(world, case, queries.reader_of) is None
    world.do(lambda: accounts.come_back(account_queries.get(person.id), absence, actor=SYSTEM))
    assert next_of(world, second) is None


@pytest.mark.parametrize(
    ("first", "last", "code"), [(3, 2, "order"), (-5, -1, "past"), (0, 400, "too_long"), (7, 9, "there")]
)
def test_days_that_cannot_be(world: World, person: Person, first: int, last: int, code: str) -> None:
    away(world, person, 0, 7)
    with pytest.raises(Invalid, match=f"absence_{code}"):
        away(world, person, first, last)


def test_nobody_ends_the_absence_of_somebody_else(world: World, person: Person, second: Person) -> None:
    absence = away(world, person)
    with pytest.raises(Missing):
        world.do(lambda: accounts.come_back(account_queries.get(second.id), absence, actor=SYSTEM))


def hand_over(world: World, case: str, person: Person, to: int, note: str = "Bitte lesen") -> None:
    world.do(lambda: actions.hand_over(contribution_queries.get(case), to, note, actor=acting(person)))


def test_a_case_is_left_to_a_colleague(world: World, person: Person, second: Person) -> None:
    third = moderator(world, "third@staff.example")
    first, other = send(world), send(world, "Zweites")
    hand_over(world, first, person, second.id)
    assert next_of(world, person) == other
    assert next_of(world, second) == first, "what was left to her comes first"
    assert mails(world, "please_read") == [(f"account:{second.id}", "en")]
    text = world.post_round()[0].get_content()
    assert first in text
    assert "Bitte lesen" not in text
    away(world, second)
    hand_over(world, other, person, third.id)
    assert next_of(world, person) == first, "who is away gets nothing"
    with pytest.raises(Invalid, match="colleague_away"):
        hand_over(world, first, person, second.id)
    with pytest.raises(Invalid, match="colleague_unknown"):
        hand_over(world, first, person, person.id)
    decide(world, first, actions.refer, actor=acting(third))
    assert look(world, first, queries.left_to) is None
    with pytest.raises(NotPossibleNow):
        hand_over(world, first, person, third.id)
    assert world.read(history.broken_links) == []


def test_what_waits_no_longer_is_forgotten(world: World, person: Person, second: Person) -> None:
    case = send(world)
    hand_over(world, case, person, second.id)
    world.do(actions.forget_hand_overs)
    assert world.read(lambda: len(db.session.scalars(sa.select(HandOver)).all())) == 1
    with clock.at(MONDAY + timedelta(days=1)):
        world.do(actions.write_digest, clock.today())
        bodies = [mail.get_content() for mail in world.post_round() if "contribution waits" in mail["Subject"]]
        assert sum("A colleague asks you to read 1 contribution." in body for body in bodies) == 1


def grant(world: World, person: Person, role: Role, until: date) -> None:
    def work() -> None:
        account = account_queries.get(person.id)
        first = MONDAY.date() - timedelta(days=300)
        accounts.grant_role(account, role, actor=SYSTEM, valid_from=first, valid_until=until)

    world.do(work)


def test_terms_that_end_are_told_thirty_and_seven_days_before(world: World, person: Person) -> None:
    admin = world.person(Role.ADMIN, email="admin@staff.example")
    end = MONDAY.date() + timedelta(days=40)
    grant(world, person, Role.TRANSLATOR, end)
    told = []
    for day in range(42):
        world.do(accounts.remind_of_ends, MONDAY.date() + timedelta(days=day))
        told.append(len(mails(world, "term_ends")))
    assert [told.index(count) for count in (2, 4)] == [10, 33]
    assert told[-1] == 4
    assert {recipient for recipient, _language in mails(world, "term_ends")} == {
        f"account:{person.id}",
        f"account:{admin.id}",
    }
    with clock.at(MONDAY + timedelta(days=33)):
        assert any("Translator" in mail.get_content() for mail in world.post_round())


def test_a_term_that_goes_on_is_told_to_nobody(world: World, person: Person) -> None:
    end = MONDAY.date() + timedelta(days=5)
    grant(world, person, Role.TRANSLATOR, end)

    def go_on() -> None:
        accounts.grant_role(
            account_queries.get(person.id), Role.TRANSLATOR, actor=SYSTEM, valid_from=end + timedelta(days=1)
        )

    world.do(go_on)
    world.do(accounts.remind_of_ends, MONDAY.date())
    assert mails(world, "term_ends") == []


def test_a_term_that_ended_closes_powers_and_sessions(world: World, client: PageClient) -> None:
    helper = world.person(Role.TRANSLATOR, email="helper@staff.example")

    def end_today() -> None:
        account = account_queries.get(helper.id)
        accounts.change_term(account, account.grants[0].id, MONDAY.date(), actor=SYSTEM)

    world.do(end_today)
    browser = world.browser(helper)
    browser.get("/staff/translating/")
    with clock.at(MONDAY.replace(hour=23, minute=5)):
        browser.raw("GET", "/staff/")
        assert browser.last is not None
        assert browser.last.status_code == 302, "midnight in Rheine has passed"
        assert world.read(account_queries.sessions_of, helper.id)
        assert world.do(accounts.close_ended, clock.today()) == 1
        assert not world.read(account_queries.sessions_of, helper.id)


@pytest.mark.parametrize(("month", "hour"), [(11, 6), (7, 5)], ids=["winter", "summer"])
def test_the_digest_leaves_at_seven_once_and_only_when_something_waits(world: World, month: int, hour: int) -> None:
    moderator(world, "third@staff.example")
    arabic = world.person(Role.MODERATOR, email="arabic@staff.example", language="ar")
    day, seven = Day(), datetime(2027, month, 12, hour, tzinfo=UTC)
    with clock.at(seven - timedelta(days=1)):
        turn(world, Day())
        assert not digests(), "nothing waits"
        send(world)
    with clock.at(seven - timedelta(minutes=1)):
        turn(world, day)
        assert not digests()
    for minutes in (0, 1, 600):
        with clock.at(seven + timedelta(minutes=minutes)):
            turn(world, day if minutes < 600 else Day())
            assert len(digests()) == 2
    languages = {mail["To"]: mail["Content-Language"] for mail in digests()}
    assert languages[arabic.email] == "ar"


def digests() -> list[object]:
    return [mail for mail in transport.memory if "/staff/moderation/" in mail.get_content()]


def turn(world: World, day: Day) -> None:
    with world.app.app_context():
        work(day)


def test_the_digest_names_what_is_due_next_the_oldest_first(world: World, person: Person) -> None:
    sent = {}
    for name, days in (("late", -7), ("later", -6), ("due", -5), ("soon", -4), ("fresh", -1)):
        with clock.at(MONDAY + timedelta(days=days)):
            sent[name] = send(world, name)
    found = world.read(queries.due_next, MONDAY.date())
    assert found == {"late": [sent["late"], sent["later"]], "due": [sent["due"]], "soon": [sent["soon"]]}
    world.do(actions.write_digest, clock.today())
    text = world.post_round()[0].get_content()
    assert sent["late"] in text
    assert sent["fresh"] not in text
