"""Organisers of the Dialogforum: numbers, the list that is looked at with a line in the log, the door, mails."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.history import SYSTEM, HistoryEntry
from app.core.outbox import OutboxMail
from app.dialogforum.actions import desk_seats, seat_mail
from app.dialogforum.models.seats import Seat, SeatContact, SeatNeeds
from app.dialogforum.queries import seat_mail as mail_queries
from app.dialogforum.queries import seats as queries
from app.extensions import db
from app.permissions import Role
from app.rounds import queries as rounds
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import staff
from tests.support.seats import a_round, at, cancel, capacity, number_on, opened, take

DESK = "/staff/dialogforum/seats"
ADDRESS = "sonne@example.org"
NEEDS = {"needs": ["wheelchair"], "interpreting": "ar", "note": "Nah am Ausgang.", "name": "Sonne", "consent": "y"}


@pytest.fixture
def year(world: World) -> int:
    return a_round(world)


@pytest.fixture
def office(world: World) -> PageClient:
    return world.browser(world.person(Role.ADMIN))


def link_in(mail: EmailMessage, part: str) -> str:
    words = mail.get_content().split()
    return next(word for word in words if f"/{part}/" in word).split("localhost", 1)[-1].split("/", 1)[-1]


def confirmed(client: PageClient, world: World, year: int, address: str = ADDRESS, **more: str) -> str:
    """Registered with an address that was confirmed; gives the number."""
    number = number_on(take(client, year, contact=address, **more))
    mail = next(one for one in world.post_round() if one["To"] == address)
    page = client.get("/" + link_in(mail, "confirm"))
    client.submit(page.form(action="/confirm/" + page.url.rsplit("/", 1)[-1]))
    return number


def verbs(world: World) -> list[str]:
    query = sa.select(HistoryEntry.verb).where(HistoryEntry.subject_kind == "seat_plan")
    return world.read(lambda: sorted(db.session.execute(query).scalars()))


def test_before_the_first_round_and_before_the_first_number(world: World, office: PageClient) -> None:
    assert "There is no round yet" in office.get(DESK).text
    year = a_round(world, seats=None)
    page = office.get(DESK)
    assert "Nobody can register yet" in page.text
    wrong = office.submit(page.form("care_places").fill(seats="many", care_places="3"), 422)
    assert wrong.one("#seats-error")
    office.submit(wrong.form("care_places").fill(seats="2"))
    assert "People can register" in office.get(DESK).text
    assert PageClient(world.app).get(f"/de/dialogforum/{year}/seat").form("people")


def test_numbers_for_planning_and_a_list_that_is_looked_at_in_the_open(
    client: PageClient, world: World, office: PageClient, year: int
) -> None:
    number = number_on(take(client, year, people="2", contact=ADDRESS, **NEEDS))
    page = office.get(DESK)
    assert "Arabic" in page.text
    assert "Nah am Ausgang" not in page.html
    rows = office.submit(page.form(action="/list"))
    assert "Nah am Ausgang." in rows.text
    assert "Sonne" in rows.text
    for secret in (ADDRESS, number, number[:4]):
        assert secret not in rows.html
    assert verbs(world) == ["read_seats", "set_capacity"]
    auditor = world.browser(world.person(Role.AUDITOR, email="auditor@staff.example"))
    assert "List of seats and needs read" in auditor.get("/staff/looks/").text


def test_the_list_opens_by_a_button_only_and_not_for_everybody(world: World, office: PageClient, year: int) -> None:
    assert office.raw("GET", f"{DESK}/list").status_code == 405
    reader = world.browser(world.person(Role.NETWORK_MANAGER, network="hf-4", email="four@staff.example"))
    assert reader.raw("GET", DESK).status_code == 403


def test_two_doors_count_together_and_a_number_is_corrected(world: World, office: PageClient, year: int) -> None:
    helper = world.browser(world.person(Role.EVENT_STAFF, email="door@staff.example"))
    page = helper.get(DESK)
    office.press(office.get(DESK).form("add"), "add", "2")
    after = helper.press(page.form("add"), "add", "5")
    assert after.one("[data-arrived]").to_text().strip() == "7"
    wrong = helper.submit(after.form("arrived").fill(arrived="-4"), 422)
    fixed = helper.submit(wrong.form("arrived").fill(arrived="37"))
    assert fixed.one("[data-arrived]").to_text().strip() == "37"
    assert not fixed.all('[name="care_places"]')
    assert world.read(lambda: queries.arrived(rounds.of_year(year))) == 37


def test_an_old_page_does_not_overwrite_the_numbers(world: World, office: PageClient, year: int) -> None:
    old = office.get(DESK).form("care_places")
    capacity(world, year, 9)
    page = office.submit(old.fill(seats="5"), 409)
    assert "Somebody else changed the numbers" in page.text


def test_a_mail_comes_only_after_a_button_was_pressed(client: PageClient, world: World, year: int) -> None:
    first = number_on(take(client, year, people="4"))
    waiting = confirmed(client, world, year, lang="ar")
    take(client, year, people="2", contact="nobody@example.org")
    world.post_round()
    cancel(client, year, first)
    mails = world.post_round()
    assert [one["To"] for one in mails] == [ADDRESS]
    assert waiting not in mails[0].get_content().replace(" ", "")
    page = client.get("/" + link_in(mails[0], "leave"))
    client.submit(page.form(action=page.url.rsplit("/", 1)[-1]))
    assert opened(client, year, waiting)
    capacity(world, year, 9)
    assert world.post_round() == []


def test_who_confirms_late_still_hears_of_the_seat(client: PageClient, world: World, year: int) -> None:
    first = number_on(take(client, year, people="4"))
    take(client, year, contact=ADDRESS)
    mail = world.post_round()[0]
    cancel(client, year, first)
    assert world.post_round() == []
    page = client.get("/" + link_in(mail, "confirm"))
    client.submit(page.form(action=page.url.rsplit("/", 1)[-1]))
    assert client.get(page.url)
    mails = world.post_round()
    assert [one["To"] for one in mails] == [ADDRESS]


def test_everybody_is_reminded_once(client: PageClient, world: World, year: int) -> None:
    confirmed(client, world, year)
    day = world.read(lambda: rounds.of_year(year).forum_on)
    for ahead, expected in ((4, 0), (3, 1), (2, 0), (0, 0), (-1, 0)):
        with at(day - timedelta(days=ahead)):
            assert world.do(seat_mail.remind, clock.today(), days=3) == expected
    with at(day - timedelta(days=2)):
        mail = world.post_round()[0]
    assert "Stadthalle Rheine" in mail.get_content()


def test_news_go_to_confirmed_addresses_once_for_each_fact(
    client: PageClient, world: World, office: PageClient, year: int
) -> None:
    confirmed(client, world, year)
    take(client, year, contact="nobody@example.org")
    page = office.get(DESK)
    assert "1 registration has a confirmed address" in page.text
    assert office.submit(page.form("news"), 422).one("#news-error")
    for _turn in range(2):
        office.submit(page.form("news").fill(news="seat_changed"))
    assert [one["To"] for one in world.post_round()].count(ADDRESS) == 1
    office.submit(page.form("news").fill(news="seat_called_off"))
    assert len(world.post_round()) == 1
    closed = client.get(f"/de/dialogforum/{year}/seat")
    assert closed.one("[data-opening]").attrs["data-opening"] == "called_off"
    assert client.get("/de/dialogforum/").text


def test_thanks_can_reach_everybody_with_an_address(client: PageClient, world: World, year: int) -> None:
    confirmed(client, world, year, lang="uk")
    take(client, year)
    found = world.read(lambda: mail_queries.with_address(rounds.of_year(year)))
    assert [(one.split(":")[0], language) for one, language in found] == [("seat", "uk")]


def everything(world: World) -> str:
    return world.read(lambda: repr([db.session.execute(table.select()).all() for table in db.metadata.sorted_tables]))


def test_fourteen_days_later_numbers_stay_and_nothing_else(client: PageClient, world: World, year: int) -> None:
    number = confirmed(client, world, year, **NEEDS)
    take(client, year, people="4")
    ids = world.read(lambda: [str(one) for one in db.session.execute(sa.select(Seat.id)).scalars()])
    assert ids[0] in everything(world)
    day = world.read(lambda: rounds.of_year(year).forum_on)
    with at(day + timedelta(days=13)):
        assert world.do(desk_seats.erase_due, clock.today(), actor=SYSTEM, days=14) == 0
    with at(day + timedelta(days=14)):
        assert world.do(desk_seats.erase_due, clock.today(), actor=SYSTEM, days=14) == 2
        assert world.do(desk_seats.erase_due, clock.today(), actor=SYSTEM, days=14) == 0
        opened(client, year, number, status=422)
    for model in (Seat, SeatNeeds, SeatContact):
        assert world.read(lambda model=model: db.session.execute(sa.select(model)).all()) == []
    left = everything(world)
    for one in (*ids, *(one.replace("-", "") for one in ids), "Nah am Ausgang", "seat:"):
        assert one not in left
    assert world.read(lambda: db.session.execute(sa.select(OutboxMail.id)).all()) == []
    totals = world.read(lambda: queries.needs(rounds.of_year(year)))
    assert (totals.people, totals.needs, totals.interpreting, totals.waiting) == (1, {"wheelchair": 1}, {"ar": 1}, 4)
    assert verbs(world) == ["erase_seats", "set_capacity"]


def test_the_nightly_work_does_it(client: PageClient, world: World, year: int) -> None:
    take(client, year)
    day = world.read(lambda: rounds.of_year(year).forum_on)
    with at(day + timedelta(days=14)):
        result = world.app.test_cli_runner().invoke(args=["retention", "run"])
    assert "seats: 1 deleted" in result.output, result.output


def test_staff_acts_name_the_person(world: World, year: int) -> None:
    person = world.person(Role.ADMIN)
    current = world.read(lambda: rounds.of_year(year))
    world.do(lambda: desk_seats.count_arrived(rounds.of_year(current.year), exactly=3, actor=staff(person, Role.ADMIN)))
    entry = world.read(lambda: db.session.execute(sa.select(HistoryEntry).filter_by(verb="count_arrived")).scalar_one())
    assert entry.account_id == person.id
