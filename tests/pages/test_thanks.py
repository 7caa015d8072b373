"""Thanks after the Dialogforum: once a round, once for each address, whoever left it where."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.core import clock, outbox
from app.core.history import SYSTEM
from app.dialogforum.actions import desk_seats, seat_mail
from app.dialogforum.models.seats import SeatContact
from app.dialogforum.queries import seat_mail as mail_queries
from app.extensions import db
from app.permissions import Role
from app.rounds import queries as rounds
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.documentation import DESK, publish
from tests.support.page import Page
from tests.support.seats import at, take
from tests.support.staff import Person
from tests.support.tables import round_with_tables


@pytest.fixture
def year(world: World) -> Iterator[int]:
    """A round with its tables; the day of the Dialogforum was yesterday."""
    tables = round_with_tables(world)
    assert tables
    found = world.read(rounds.current, clock.today())
    assert found is not None
    assert found.forum_on is not None
    with at(found.forum_on + timedelta(days=1)):
        yield found.year


@pytest.fixture
def organiser(year: int, world: World) -> PageClient:
    return world.browser(world.person(Role.STEERING_MEMBER))


@pytest.fixture
def moderator(year: int, world: World) -> Person:
    return world.person(Role.MODERATOR)


def confirm(contribution_id: uuid.UUID) -> None:
    """The button behind the link of the first mail."""
    contribution_actions.confirm_contact(contributions.mail_links(contribution_id)["confirm_token"])


def thank(organiser: PageClient, year: int, status: int = 200) -> Page:
    return organiser.post(f"{DESK}{year}/thank", organiser.get(DESK).form("words").values, status=status)


def mails(world: World) -> list[str]:
    query = db.select(outbox.OutboxMail).filter_by(kind="forum_thanks")
    return sorted(one.language for one in world.read(lambda: list(db.session.scalars(query))))


def test_thanks_leave_once_and_once_for_each_address(
    world: World, organiser: PageClient, moderator: Person, year: int
) -> None:
    with at(clock.today() - timedelta(days=1)):
        for address in ("same@example.org", "same@example.org", "other@example.org"):
            case = world.submit(contact=address)
            world.do(
                lambda case=case: contribution_actions.confirm_contact(
                    contributions.mail_links(case.id)["confirm_token"]
                )
            )
        world.submit(contact="never-confirmed@example.org")
    thank(organiser, year, 409)
    publish(organiser, year)
    thank(organiser, year)
    assert len(mails(world)) == 2
    thank(organiser, year, 409)
    assert len(mails(world)) == 2


def test_who_registered_and_wrote_gets_one_mail(
    client: PageClient, world: World, organiser: PageClient, year: int
) -> None:
    with at(clock.today() - timedelta(days=1)):
        current = world.read(rounds.of_year, year)
        assert current is not None
        world.do(desk_seats.set_capacity, current, 10, 0, version=0, actor=SYSTEM)
        for address in ("Both@example.org", "seat@example.org"):
            take(client, year, contact=address)
        world.do(confirm_seats)
        for address in ("both@example.org", "words@example.org"):
            world.do(confirm, world.submit(contact=address).id)
    publish(organiser, year)
    assert "3 mails" in thank(organiser, year).text
    assert len(mails(world)) == 1
    sent = [mail for mail in world.post_round() if f"/dialogforum/{year}/documentation" in mail.get_content()]
    assert sorted(str(mail["To"]) for mail in sent) == ["Both@example.org", "seat@example.org", "words@example.org"]
    assert all("/seat/leave/" in mail.get_content() or "/unsubscribe/" in mail.get_content() for mail in sent)


def confirm_seats() -> None:
    """Everybody presses the button of the first mail."""
    for seat_id in db.session.scalars(sa.select(SeatContact.seat_id)).all():
        seat_mail.confirm_address(mail_queries.mail_facts(seat_id)["confirm_token"])
