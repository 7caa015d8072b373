"""Mails that did not leave: which case, whom for, why; trying again, another person, and the daily mail about them."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.core import clock, history
from app.core.outbox import MailState, OutboxMail
from app.extensions import db
from app.permissions import Role
from app.site import actions, queries
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import Case
from tests.support.staff import Person

PAGE = "/staff/mail"


@pytest.fixture
def admin(world: World) -> Person:
    return world.person(Role.ADMIN)


@pytest.fixture
def office(world: World, admin: Person) -> PageClient:
    return world.browser(admin)


@pytest.fixture
def manager(world: World) -> Person:
    return world.person(Role.NETWORK_MANAGER, network="hf-4")


@pytest.fixture
def case(world: World, manager: Person) -> Case:
    sent = world.submit(contact="jemand@example.org")
    return world.release(sent, world.person(Role.MODERATOR))


def give_up(world: World, error: str = "recipient refused [550]", **which: str) -> None:
    """Let the mails of this kind end as the outbox ends them after its last try."""

    def work() -> None:
        values = {"state": MailState.GAVE_UP, "gave_up_on": clock.today(), "tries": 6, "last_error": error}
        db.session.execute(sa.update(OutboxMail).filter_by(**which).values(**values))

    world.do(work)


def mail_of(world: World, kind: str) -> OutboxMail:
    return world.read(lambda: db.session.execute(sa.select(OutboxMail).filter_by(kind=kind)).scalar_one())


def test_a_lost_hand_over_names_its_case_its_reader_and_the_reason(
    world: World, office: PageClient, case: Case
) -> None:
    give_up(world, kind="assignment")
    page = office.get(PAGE)
    row = page.one(".desk-row").to_text()
    assert case.reference in row
    assert "Kim Beispiel" in row
    assert "The mailbox takes no mail." in row
    assert "recipient refused [550]" in row
    assert page.all('a[href$="/email"]')
    steering = world.browser(world.person(Role.STEERING_MEMBER))
    board = steering.get("/staff/steering/")
    assert "1 mail about a contribution reached nobody." in board.text
    assert "Nobody can be reached in these networks" in board.text


def test_mail_to_an_author_tells_the_case_and_no_address(world: World, office: PageClient, case: Case) -> None:
    give_up(world, kind="confirm_contact")
    page = office.get(PAGE)
    assert case.reference in page.one(".desk-row").to_text()
    assert "To the author" in page.text
    assert "jemand@example.org" not in page.html
    # Nobody else may get what belongs to the author.
    assert not page.all(".desk-row select")
    token = dict(page.form(action="/again").values)["csrf_token"]
    mail = mail_of(world, "confirm_contact")
    office.post(f"{PAGE}/{mail.id}/recipient", {"csrf_token": token, "account": "1"}, 409)
    assert mail_of(world, "confirm_contact").recipient == mail.recipient


def test_a_mail_goes_to_a_colleague_in_her_language(world: World, office: PageClient, case: Case) -> None:
    other = world.person(Role.NETWORK_MANAGER, email="vertretung@staff.example", network="hf-4", language="de")
    give_up(world, kind="assignment")
    form = office.get(PAGE).form("account")
    page = office.submit(form.fill(account=""), 422)
    assert "Please choose another person who works here." in page.text
    assert mail_of(world, "assignment").state is MailState.GAVE_UP
    office.submit(page.form("account").fill(account=str(other.id)))
    (sent,) = [mail for mail in world.post_round() if mail["To"] == other.email]
    assert case.reference in str(sent["Subject"])
    assert "Ein Beitrag für Ihr Netzwerk" in str(sent["Subject"])
    verbs = world.read(lambda: [entry.verb for entry in history.of(mail_of(world, "assignment"))])
    assert verbs == ["send_mail_to_colleague"]


def test_a_mail_that_is_tried_again_is_not_stuck_any_more(world: World, office: PageClient, case: Case) -> None:
    give_up(world, "ConnectionRefusedError", kind="assignment")
    page = office.get(PAGE)
    assert "The mail server could not be reached." in page.text
    again = page.form(action="/again")
    office.submit(again)
    assert "No mail is stuck." in office.get(PAGE).text
    office.submit(again, 409)


def test_the_office_gets_one_mail_a_day_as_long_as_something_is_stuck(world: World, admin: Person, case: Case) -> None:
    day = clock.today()
    assert world.do(actions.write_stuck_summary, day) == 0
    give_up(world, kind="assignment")
    assert [world.do(actions.write_stuck_summary, day) for _twice in range(2)] == [1, 1]
    (mail,) = [mail for mail in world.post_round() if "stuck" in str(mail["Subject"])]
    assert mail["To"] == admin.email
    assert "1 mail is stuck" in str(mail["Subject"])
    # The mail about it does not count when it gets stuck itself.
    give_up(world, kind="mail_stuck")
    assert world.read(queries.count_stuck) == 1
