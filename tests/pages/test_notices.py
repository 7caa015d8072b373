"""Anybody reports a public text: form, number, decision, objection. No account, no script, no trace of who it was."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.history import HistoryEntry
from app.extensions import db
from app.notices import queries
from app.notices.actions import Verdict, decide
from app.notices.contact import opened as unsealed
from app.notices.models import ContentNotice, NoticeContact
from app.notices.rules import Ending
from app.permissions import Role
from tests.support.build import World
from tests.support.cases import acting
from tests.support.client import PageClient
from tests.support.desk import Case
from tests.support.notices import WHY, by_number, fill, number_on, opened, report
from tests.support.staff import Person


@pytest.fixture
def person(world: World) -> Person:
    return world.person(Role.MODERATOR)


@pytest.fixture
def case(world: World, person: Person) -> Case:
    text = "Die Nachbarin Frau Beispiel macht immer Lärm im Treppenhaus."
    return world.release(world.submit(text, "de"), person, german=None)


def count(world: World, model: type = ContentNotice) -> int:
    return world.read(lambda: db.session.execute(sa.select(sa.func.count()).select_from(model)).scalar_one())


def test_a_notice_is_sent_and_its_number_opens_it(client: PageClient, world: World, case: Case) -> None:
    public = client.get(f"/de/contributions/{case.reference}")
    assert any(link.attrs["href"].endswith("/notice") for link in public.all("a[href]"))
    number = report(client, case.reference, place="Frau Beispiel")
    notice = by_number(world, number)
    assert (notice.ground.value, notice.is_urgent, notice.day) == ("privacy", True, clock.today())
    page = opened(client, number)
    assert WHY in page.text
    assert page.one("[data-ending]").attrs["data-ending"] == "open"
    assert client.cookies() == []


def test_a_double_tap_stores_one_and_shows_the_same_number(client: PageClient, world: World, case: Case) -> None:
    form = fill(client, case.reference)
    first, second = client.submit(form), client.submit(form)
    assert number_on(first) == number_on(second)
    assert count(world) == 1


def test_the_same_form_again_shows_its_number_after_the_text_has_gone(
    client: PageClient, world: World, case: Case, person: Person
) -> None:
    form = fill(client, case.reference)
    number = number_on(client.submit(form))
    from_queue = world.browser(person)
    page = from_queue.get(f"/staff/moderation/{case.reference}")
    from_queue.submit(page.form(action="/take-back").fill(statement="Ein Name steht darin."))
    assert number_on(client.submit(form)) == number
    client.get(f"/de/contributions/{case.reference}/notice", status=404)
    assert "nicht mehr" not in opened(client, number).heading


@pytest.mark.parametrize(
    ("missing", "field"), [({"ground": None}, "ground"), ({"why": " "}, "why"), ({"good_faith": None}, "good_faith")]
)
def test_what_is_missing_is_said_and_every_word_stays(
    client: PageClient, world: World, case: Case, missing: dict[str, str | None], field: str
) -> None:
    form = fill(client, case.reference, name="Kim", place="im dritten Satz")
    page = client.submit(form.fill(**missing), status=422)
    assert page.all(f"#{field}-error, #{field} .form-field__error")
    assert ("place", "im dritten Satz") in page.form("ground").values
    assert ("name", "Kim") in page.form("ground").values
    assert count(world) == 0


def test_another_language_keeps_every_word(client: PageClient, world: World, case: Case) -> None:
    form = fill(client, case.reference, place="dritter Satz")
    page = client.press(form, "switch_language", "ar")
    assert page.one("html").attrs["dir"] == "rtl"
    assert {("why", WHY), ("place", "dritter Satz"), ("ground", "privacy")} <= set(page.form("ground").values)
    assert count(world) == 0
    receipt = client.submit(page.form("ground"))
    again = client.press(receipt.form("ticket"), "switch_language", "tr")
    assert number_on(again) == number_on(receipt)
    assert by_number(world, number_on(receipt)).reading_language == "ar"


def test_only_public_texts_can_be_reported(client: PageClient, world: World, person: Person, case: Case) -> None:
    hidden = world.release(world.submit("Nur für das Netzwerk.", "de"), person, german=None, public=False)
    waiting = world.submit("Noch nicht gelesen.", "de")
    for reference in (hidden.reference, waiting.reference, "222222"):
        client.get(f"/de/contributions/{reference}/notice", status=404)
        client.post(f"/de/contributions/{reference}/notice", {"why": WHY}, status=404)


def test_a_text_that_goes_meanwhile_costs_nobody_the_words(
    client: PageClient, world: World, case: Case, person: Person
) -> None:
    form = fill(client, case.reference, place="im dritten Satz", name="Kim Kanarie", email="kanarie@example.org")
    desk = world.browser(person)
    taken = desk.get(f"/staff/moderation/{case.reference}").form(action="/take-back")
    desk.submit(taken.fill(statement="Ein Name steht darin."))
    page = client.submit(form, status=404)
    assert page.one("#typed-text").to_text().split("\n\n") == [WHY, "im dritten Satz"]
    assert "kanarie" not in page.html.lower()
    assert count(world) == 0


def test_a_name_and_address_are_sealed_and_nobody_sees_them(
    client: PageClient, world: World, case: Case, person: Person
) -> None:
    number = report(client, case.reference, name="Kim Kanarie", email="kanarie@example.org")
    notice = by_number(world, number)
    contact = world.read(lambda: db.session.get(NoticeContact, notice.id))
    assert contact is not None
    assert "kanarie" not in repr([contact.name, contact.address]).lower()
    assert world.read(lambda: unsealed(contact.address or "")) == "kanarie@example.org"
    desk = world.browser(person)
    for url in ("/staff/notices/", f"/staff/notices/{notice.id}", f"/staff/moderation/{case.reference}"):
        assert "kanarie" not in desk.get(url).html.lower()


def test_for_child_abuse_no_name_is_kept(client: PageClient, world: World, case: Case) -> None:
    report(client, case.reference, ground="child_abuse", name="Kim", email="kanarie@example.org")
    assert count(world, NoticeContact) == 0
    assert world.post_round() == []


def test_mail_one_receipt_then_only_after_the_button(client: PageClient, world: World, case: Case) -> None:
    number = report(client, case.reference, "tr", email="kanarie@example.org")
    (receipt,) = world.post_round()
    body = receipt.get_content()
    assert number not in body.replace(" ", "")
    assert case.reference not in body
    link = next(word for word in body.split() if "/notice/confirm/" in word)
    page = client.get(link.split("dialogforum.test")[1])
    client.submit(page.form())
    notice = by_number(world, number)
    contact = world.read(lambda: db.session.get(NoticeContact, notice.id))
    assert contact is not None
    assert contact.confirmed_on == clock.today()
    client.get("/de/notice/confirm/" + "x" * 40, status=404)


def test_wrong_numbers_are_explained_and_charged(client: PageClient, case: Case) -> None:
    number = report(client, case.reference)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert opened(client, wrong, status=422).all("#code-error")
    assert opened(client, "12", status=422).all("#code-error")
    assert opened(client, "", status=422).all("#code-error")
    assert WHY in opened(client, " ".join(number[start : start + 4] for start in range(0, 16, 4))).text
    # The code of a contribution is no number of a notice.
    assert opened(client, case.code, status=422).all("#code-error")


def test_history_tells_no_hour_and_nothing_about_who(client: PageClient, world: World, case: Case) -> None:
    report(client, case.reference)
    query = sa.select(HistoryEntry).where(HistoryEntry.verb == "notice")
    entry = world.read(lambda: db.session.execute(query).scalar_one())
    assert (entry.at, entry.position, entry.account_id) == (None, None, None)
    assert entry.facts == {"ground": "privacy"}


def test_an_old_page_asks_for_the_number_again_and_keeps_the_words(
    client: PageClient, world: World, case: Case
) -> None:
    number = report(client, case.reference)
    page = opened(client, number)
    with clock.at(clock.now() + timedelta(hours=3)):
        form = page.form("notice")
        asked = client.post(form.action, [*form.values, ("objection", "Ich sehe es anders.")], status=422)
    assert ("objection", "Ich sehe es anders.") in asked.form("code").values


def test_who_confirms_an_address_after_the_decision_hears_of_it(
    client: PageClient, world: World, case: Case, person: Person
) -> None:
    notice = by_number(world, report(client, case.reference, email="leser@example.org"))
    [receipt] = world.post_round()
    verdict = Verdict(Ending.KEEP, 0, statement="Wir haben es angesehen.")
    world.do(lambda: decide(queries.get(notice.id), verdict, actor=acting(person)))
    assert world.post_round() == []
    link = next(word for word in receipt.get_content().split() if "/notice/confirm/" in word)
    form = client.get(link.split("dialogforum.test")[1]).form()
    for _twice in range(2):
        client.submit(form)
    [told] = world.post_round()
    assert told["To"] == "leser@example.org"
