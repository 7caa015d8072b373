"""The desk of notices: every ending, what both sides read, one of two decisions, objections, evidence."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from app.contributions import queries as contribution_queries
from app.core import clock
from app.core.outbox import OutboxMail
from app.extensions import db
from app.followup import actions as followup
from app.moderation.models import ModerationDecision
from app.notices import queries
from app.notices.models import ContentNotice
from app.permissions import Role
from tests.support.build import World
from tests.support.cases import state
from tests.support.client import PageClient
from tests.support.desk import Case
from tests.support.notices import at_desk, by_number, opened, report, settle
from tests.support.page import Page
from tests.support.staff import Person

TEXT = "Die Nachbarin Frau Beispiel macht immer Lärm im Treppenhaus."
SHORT = "Die Nachbarin […] macht immer Lärm im Treppenhaus."


@pytest.fixture
def person(world: World) -> Person:
    return world.person(Role.MODERATOR)


@pytest.fixture
def second(world: World) -> Person:
    return world.person(Role.MODERATOR, email="second@staff.example")


@pytest.fixture
def case(world: World, person: Person) -> Case:
    return world.release(world.submit(TEXT, "de"), person, german=None)


def last_decision(world: World) -> ModerationDecision:
    query = sa.select(ModerationDecision).order_by(ModerationDecision.id.desc()).limit(1)
    return world.read(lambda: db.session.execute(query).scalar_one())


def test_urgent_ones_stand_first(client: PageClient, world: World, person: Person, case: Case) -> None:
    report(client, case.reference, ground="advertising")
    report(client, case.reference, ground="hate")
    rows = world.read(lambda: [(row.notice.ground.value, row.notice.is_urgent) for row in queries.open_ones()])
    assert rows == [("hate", True), ("advertising", False)]
    page = at_desk(world, person).get("/staff/notices/")
    assert page.text.index("Hatred") < page.text.index("Advertising")
    assert "2 notices wait" in at_desk(world, person).get("/staff/").text


def test_the_text_stays_and_the_reporter_reads_why(
    client: PageClient, world: World, person: Person, case: Case
) -> None:
    number = report(client, case.reference)
    settle(world, person, number, status=422, ending="keep")
    settle(world, person, number, ending="keep", statement="Der Name ist erfunden.")
    page = opened(client, number)
    assert page.one("[data-ending]").attrs["data-ending"] == "keep"
    assert "Der Name ist erfunden." in page.text
    client.get(f"/de/contributions/{case.reference}")
    assert last_decision(world).decision.value == "release"


def test_something_is_left_out_and_the_author_learns_of_a_notice_but_not_whose(
    client: PageClient, world: World, person: Person, case: Case
) -> None:
    number = report(client, case.reference, name="Kim Kanarie", email="kanarie@example.org")
    facts = {"ending": "redact", "redacted": SHORT, "to_author": "Der Name musste hinaus."}
    settle(world, person, number, status=422, **facts)
    settle(world, person, number, **facts, reason="third_person")
    assert "Frau Beispiel" not in client.get(f"/de/contributions/{case.reference}").text
    assert last_decision(world).after_notice
    author = client.submit(client.get("/de/code/").form("code").fill(code=case.code))
    assert author.all("[data-reason=third_person]")
    assert "Der Name musste hinaus." in author.text
    assert "kanarie" not in author.html.lower()
    assert opened(client, number).all("[data-reason=third_person]")


@pytest.mark.parametrize(("ending", "then"), [("hide", "released"), ("take_back", "submitted"), ("refuse", "refused")])
def test_what_takes_the_text_away(
    client: PageClient, world: World, person: Person, case: Case, ending: str, then: str
) -> None:
    number = report(client, case.reference)
    settle(world, person, number, ending=ending, reason="third_person", to_author="Wir lesen es noch einmal.")
    assert state(world, case.reference) == then
    client.get(f"/de/contributions/{case.reference}", status=404)
    assert last_decision(world).after_notice
    page = opened(client, number)
    assert page.one("[data-ending]").attrs["data-ending"] == ending
    assert not page.all(f'a[href$="/contributions/{case.reference}"]')


def test_an_answered_text_can_still_be_refused(client: PageClient, world: World, person: Person, case: Case) -> None:
    manager = world.person(Role.NETWORK_MANAGER, network="hf-4")
    world.answer(case, manager)
    number = report(client, case.reference, ground="hate")
    page = at_desk(world, person).get(f"/staff/notices/{by_number(world, number).id}")
    assert not page.all("input[value=take_back]")
    settle(world, person, number, ending="refuse", reason="hate_or_threat")
    assert state(world, case.reference) == "refused"
    at_desk(world, manager).get(f"/staff/network/{case.reference}", status=404)


def test_something_is_left_out_of_an_answer(client: PageClient, world: World, person: Person, case: Case) -> None:
    manager = world.person(Role.NETWORK_MANAGER, network="hf-4")
    answer = world.answer(case, manager, "Frau Beispiel ist bekannt. Der Raum kommt.")
    assert client.get(f"/de/contributions/{case.reference}/notice?answer=hf-4").form("network").values
    number = report(client, case.reference, answer="hf-4")
    assert by_number(world, number).answer_id == answer
    settle(world, person, number, ending="redact", reason="third_person", redacted="[…] Der Raum kommt.")
    for page in (
        client.get(f"/de/contributions/{case.reference}"),
        client.get(f"/tr/contributions/{case.reference}"),
        client.submit(client.get("/tr/code/").form("code").fill(code=case.code)),
    ):
        assert "Der Raum kommt." in page.text
        assert "Frau Beispiel ist" not in page.html
    told = world.read(lambda: db.session.execute(sa.select(OutboxMail.kind)).scalars().all())
    assert "notices_answer_redacted" in told


def test_a_correction_of_the_network_takes_the_place_of_the_shorter_answer(
    client: PageClient, world: World, person: Person, case: Case
) -> None:
    manager = world.person(Role.NETWORK_MANAGER, network="hf-4")
    world.answer(case, manager, "Frau Beispiel ist bekannt. Der Raum kommt.")
    number = report(client, case.reference, answer="hf-4")
    settle(world, person, number, ending="redact", reason="third_person", redacted="[…] Der Raum kommt.")
    desk = at_desk(world, manager)
    form = desk.get(f"/staff/network/{case.reference}").form("outcome")
    desk.submit(form.fill(text="Wir haben gesprochen. Der Raum kommt.", reason="Ohne den Namen"))
    assert "Wir haben gesprochen." in client.get(f"/de/contributions/{case.reference}").text


def test_of_two_decisions_one_counts_and_the_other_keeps_its_words(
    client: PageClient, world: World, person: Person, second: Person, case: Case
) -> None:
    number = report(client, case.reference)
    url = f"/staff/notices/{by_number(world, number).id}"
    desks = [at_desk(world, one) for one in (person, second)]
    forms = [desk.get(url).form("ending") for desk in desks]
    desks[0].submit(forms[0].fill(ending="hide", reason="third_person"))
    page = desks[1].submit(forms[1].fill(ending="keep", statement="Ich sehe nichts."), status=409)
    assert "Ich sehe nichts." in page.html or "not saved" in page.text
    assert world.read(lambda: db.session.execute(sa.select(ContentNotice.ending)).scalars().all()) == ["hide"]


def test_a_changed_text_is_a_conflict(client: PageClient, world: World, person: Person, case: Case) -> None:
    number = report(client, case.reference)
    desk = at_desk(world, person)
    form = desk.get(f"/staff/notices/{by_number(world, number).id}").form("ending")
    page = desk.get(f"/staff/moderation/{case.reference}")
    desk.submit(page.form(action="/redact").fill(redacted=SHORT, redaction_reason="third_person"))
    again = desk.submit(form.fill(ending="refuse", reason="insult", statement="Zu hart."), status=409)
    assert ("statement", "Zu hart.") in again.form("ending").values
    assert state(world, case.reference) == "released"


def test_other_notices_about_the_same_text_end_the_same_way(
    client: PageClient, world: World, person: Person, case: Case
) -> None:
    numbers = [report(client, case.reference) for _time in range(3)]
    settle(world, person, numbers[0], ending="hide", reason="third_person", others="y")
    assert world.read(lambda: queries.counts().waiting) == 0
    assert all(opened(client, number).all("[data-ending=hide]") for number in numbers)


def test_a_text_that_has_gone_can_only_be_closed(client: PageClient, world: World, person: Person, case: Case) -> None:
    number = report(client, case.reference, place="Frau Beispiel")
    world.do(lambda: followup.withdraw(contribution_queries.get(case.reference)))
    page = opened(client, number)
    assert page.one("[data-ending]").attrs["data-ending"] == "gone"
    assert "Frau Beispiel" not in page.text
    notice = by_number(world, number)
    assert notice.decided_by_id is None
    assert notice.decided_at is not None
    assert clock.berlin_day(notice.decided_at) == clock.today()
    assert notice.decided_at.astimezone(clock.BERLIN).hour == 0


def test_what_was_taken_back_elsewhere_is_closed_by_a_person(
    client: PageClient, world: World, person: Person, case: Case
) -> None:
    number = report(client, case.reference)
    desk = at_desk(world, person)
    page = desk.get(f"/staff/moderation/{case.reference}")
    desk.submit(page.form(action="/take-back").fill(statement="Ein Name steht darin."))
    notice = desk.get(f"/staff/notices/{by_number(world, number).id}")
    assert "ending" not in [field.attrs.get("name") for field in notice.all("input")]
    desk.submit(notice.form(action="/close"))
    assert opened(client, number).all("[data-ending=gone]")


def object_to(client: PageClient, number: str, words: str = "Der Name ist echt.") -> Page:
    return client.submit(opened(client, number).form("notice").fill(objection=words))


def test_an_objection_goes_to_somebody_else(
    client: PageClient, world: World, person: Person, second: Person, case: Case
) -> None:
    number = report(client, case.reference)
    settle(world, person, number, ending="keep", statement="Der Name ist erfunden.")
    page = object_to(client, number)
    assert "Der Name ist echt." in page.text
    assert "objection" not in page.form("notice").names
    own = at_desk(world, person).get(f"/staff/notices/{by_number(world, number).id}")
    assert not own.all("input[name=ending]")
    settle(world, second, number, ending="hide", reason="third_person", statement="Sie haben recht.")
    page = opened(client, number)
    assert page.all("[data-ending=hide]")
    assert "Sie haben recht." in page.text
    notice = by_number(world, number)
    assert (notice.first_ending, notice.second_by_id) == ("keep", second.id)
    client.get(f"/de/contributions/{case.reference}", status=404)


def test_the_same_person_cannot_decide_the_objection_even_by_hand(
    client: PageClient, world: World, person: Person, second: Person, case: Case
) -> None:
    number = report(client, case.reference)
    settle(world, person, number, ending="keep", statement="Der Name ist erfunden.")
    object_to(client, number)
    others = at_desk(world, second).get(f"/staff/notices/{by_number(world, number).id}").form("ending")
    desk = at_desk(world, person)
    token = desk.get("/staff/").one("input[name=csrf_token]").attrs["value"]
    values = [(name, value) for name, value in others.values if name not in {"csrf_token", "ending", "statement"}]
    sent = [*values, ("csrf_token", token), ("ending", "keep"), ("statement", "Bleibt.")]
    desk.post(others.action, sent, status=403)
    assert by_number(world, number).second_at is None


def test_a_single_commissioner_is_told_that_it_waits(
    client: PageClient, world: World, person: Person, case: Case
) -> None:
    number = report(client, case.reference)
    settle(world, person, number, ending="keep", statement="Der Name ist erfunden.")
    object_to(client, number)
    page = at_desk(world, person).get(f"/staff/notices/{by_number(world, number).id}")
    assert "only commissioner" in page.text


def test_one_objection_only(client: PageClient, world: World, person: Person, case: Case) -> None:
    number = report(client, case.reference)
    settle(world, person, number, ending="keep", statement="Der Name ist erfunden.")
    form = opened(client, number).form("notice").fill(objection="Er ist echt.")
    client.submit(form)
    client.submit(form)
    late = client.submit(form.fill(objection="Noch einmal."), status=409)
    assert ("objection", "Noch einmal.") in late.form("objection").values
