"""Theme tables: who sees which, notes typed live in any language, nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.contributions.models import Contribution
from app.contributions.rules import Source
from app.core import clock
from app.core.languages import content
from app.core.languages.content import TextVersion
from app.dialogforum.models.tables import TableNote
from app.extensions import db
from app.permissions import Role
from tests.support.build import World
from tests.support.racing import at_once
from tests.support.staff import Person, sign_in
from tests.support.tables import LIST, UKRAINIAN, count, only_note, release, round_with_tables, typed, typed_in, url


@pytest.fixture
def tables(world: World) -> dict[int, int]:
    return round_with_tables(world)


@pytest.fixture
def host(world: World) -> Person:
    return world.person(Role.NETWORK_MANAGER, network="hf-4")


@pytest.fixture
def reader(world: World) -> Person:
    return world.person(Role.MODERATOR)


def test_one_button_makes_a_table_for_every_field(world: World) -> None:
    round_with_tables(world)
    office = world.browser(world.person(Role.ADMIN))
    world.do(lambda: db.session.execute(sa.text("DELETE FROM theme_table")))
    form = office.get(LIST).form(action=LIST)
    office.submit(form)
    assert len(office.submit(form).all(".desk-row")) == 8


def test_organisers_set_a_table_up(world: World, tables: dict[int, int], host: Person) -> None:
    office = world.browser(world.person(Role.STEERING_MEMBER))
    form = office.get(f"{url(tables[4])}/setting").form("name")
    form.fill(name="Wohnen und Nachbarn", place="Bühne, links", host=str(host.id), languages=["de", "uk", "so"])
    page = office.submit(form)
    assert all(word in page.text for word in ("Wohnen und Nachbarn", "Bühne, links", "Kim Beispiel", "Soomaali"))
    # The page of somebody who was slower keeps its words.
    late = office.submit(form.fill(place="Anderswo"), 409)
    assert typed_in(late, "name", "place") == "Anderswo"


def test_nobody_from_elsewhere_becomes_the_host(world: World, tables: dict[int, int]) -> None:
    other = world.person(Role.NETWORK_MANAGER, email="seven@staff.example", network="hf-7")
    office = world.browser(world.person(Role.ADMIN))
    form = office.get(f"{url(tables[4])}/setting").form("name")
    data = {**dict(form.values), "host": str(other.id)}
    page = office.post(form.action, data, 422)
    assert "This person cannot be the host of this table." in page.text


def test_people_of_a_network_see_their_own_table_alone(world: World, tables: dict[int, int], host: Person) -> None:
    own = world.browser(host)
    assert len(own.get(LIST).all(".desk-row")) == 1
    own.get(url(tables[4]))
    for end in ("", "/counts"):
        own.get(url(tables[7]) + end, 404)
        own.get(url(99_999) + end, 404)
    helper = world.browser(world.person(Role.EVENT_STAFF))
    assert len(helper.get(LIST).all(".desk-row")) == 8
    helper.get(url(tables[7]))


def test_a_note_in_any_language_is_recognised(world: World, tables: dict[int, int], host: Person) -> None:
    page = typed(world.browser(host), tables[4])
    assert "The note is stored." in page.text
    assert typed_in(page, "text", "text") == ""
    words = world.read(lambda: content.original(only_note(world), "text"))
    assert (words.text, words.language) == (UKRAINIAN, "uk")


def test_a_host_says_the_language_where_the_words_do_not(world: World, tables: dict[int, int], host: Person) -> None:
    typed(world.browser(host), tables[4], "Hawl.", language="kmr")
    assert world.read(lambda: content.original(only_note(world), "text").language) == "kmr"


def test_a_double_tap_stores_one_note(world: World, tables: dict[int, int], host: Person) -> None:
    browser = world.browser(host)
    form = browser.get(url(tables[4])).form("text").fill(text=UKRAINIAN)
    browser.submit(form)
    browser.submit(form)
    assert count(world, TableNote) == 1
    browser.submit(form.fill(text="Andere Worte nach dem Zurück."))
    assert count(world, TableNote) == 2


def test_nothing_typed_is_lost(world: World, tables: dict[int, int], host: Person) -> None:
    browser = world.browser(host)
    page = typed(browser, tables[4], "Ein langer Satz.", 422, reference="222222")
    assert typed_in(page, "text", "text") == "Ein langer Satz."
    assert "Nobody can read a contribution with this reference." in page.text
    page = typed(browser, tables[4], "  ", 422)
    assert page.all(".error-summary")


def test_a_note_is_about_public_things_alone(
    world: World, tables: dict[int, int], host: Person, reader: Person
) -> None:
    browser, hidden = world.browser(host), world.release(world.submit(), reader, public=False)
    shown = world.release(world.submit("Noch ein Text."), reader)
    typed(browser, tables[4], "Zu leise.", 422, reference=hidden.reference)
    assert shown.reference in typed(browser, tables[4], "Dazu etwas.", reference=shown.reference.lower()).text


def test_own_notes_are_corrected_and_deleted_until_somebody_decided(
    world: World, tables: dict[int, int], host: Person, reader: Person
) -> None:
    browser = world.browser(host)
    typed(browser, tables[4], "Falshc.")
    note = only_note(world)
    form = browser.get(f"{url(tables[4])}/notes/{note.id}").form("text")
    browser.submit(form.fill(text="Richtig geschrieben."))
    assert world.read(lambda: [one.text for one in content.versions(note, "text")]) == ["Richtig geschrieben."]
    # A colleague at the same table sees it, and cannot change it.
    colleague = world.browser(world.person(Role.NETWORK_MEMBER, network="hf-4"))
    assert "Richtig geschrieben." in colleague.get(url(tables[4])).text
    colleague.get(f"{url(tables[4])}/notes/{note.id}", 404)
    form = browser.get(f"{url(tables[4])}/notes/{note.id}").form("text")
    delete = browser.get(url(tables[4])).form("version", action=f"{url(tables[4])}/notes/{note.id}/delete")
    release(world, note.id, reader)
    late = browser.submit(form.fill(text="Zu spät, aber nicht verloren."), 409)
    assert typed_in(late, "text", "text") == "Zu spät, aber nicht verloren."
    browser.submit(delete, 409)
    assert count(world, TableNote) == 1


def test_deleting_erases_the_words(world: World, tables: dict[int, int], host: Person) -> None:
    browser = world.browser(host)
    typed(browser, tables[4])
    note = only_note(world)
    browser.submit(browser.get(url(tables[4])).form("version", action=f"{url(tables[4])}/notes/{note.id}/delete"))
    assert count(world, TableNote) == 0
    left = sa.select(sa.func.count()).select_from(TextVersion).where(TextVersion.subject_kind == "table_note")
    assert world.read(lambda: db.session.scalar(left)) == 0


def test_a_note_becomes_one_contribution(world: World, tables: dict[int, int], host: Person, reader: Person) -> None:
    browser = world.browser(host)
    typed(browser, tables[4])
    note = only_note(world)
    form = browser.get(url(tables[4])).form("version", action=f"{url(tables[4])}/notes/{note.id}/contribution")
    for _turn in range(2):
        browser.submit(form)
    found = world.read(lambda: db.session.execute(sa.select(Contribution)).scalar_one())
    assert (found.source, found.language, found.state) == (Source.TABLE_NOTE, "uk", "submitted")
    assert world.read(lambda: [row.number for row in db.session.get(Contribution, found.id).suggested_fields]) == [4]
    assert UKRAINIAN in world.browser(reader).get(f"/staff/moderation/{found.reference}").text
    # What was made of it is fixed.
    browser.get(f"{url(tables[4])}/notes/{note.id}", 409)


def test_of_two_who_make_a_contribution_of_it_there_is_one(world: World, tables: dict[int, int], host: Person) -> None:
    first, second = world.browser(host), world.browser(world.person(Role.EVENT_STAFF))
    typed(first, tables[4])
    end = f"{url(tables[4])}/notes/{only_note(world).id}/contribution"
    forms = [one.get(url(tables[4])).form("version", action=end) for one in (first, second)]
    answers = at_once([first, second], [(form.action, dict(form.values)) for form in forms])
    assert [one.status_code for one in answers] == [303, 303]
    assert count(world, Contribution) == 1


def test_two_hosts_at_one_table_lose_nothing(world: World, tables: dict[int, int], host: Person) -> None:
    people = [world.browser(host), world.browser(world.person(Role.EVENT_STAFF))]
    forms = [one.get(url(tables[4])).form("text").fill(text=f"Notiz von {who}.") for who, one in enumerate(people)]
    answers = at_once(people, [(form.action, dict(form.values)) for form in forms])
    assert [one.status_code for one in answers] == [303, 303]
    assert count(world, TableNote) == 2


def test_after_a_pause_the_words_are_given_back(world: World, tables: dict[int, int], host: Person) -> None:
    browser = world.browser(host)
    form = browser.get(url(tables[4])).form("text").fill(text=UKRAINIAN)
    with clock.at(clock.now() + timedelta(hours=2)):
        assert UKRAINIAN in browser.submit(form, 401).one("#typed-text").to_text()
        sign_in(browser, host)
        # The page from before the pause: its words are still there for whoever goes back to it.
        assert UKRAINIAN in browser.submit(form, 400).one("#typed-text").to_text()
        assert count(world, TableNote) == 0
        typed(browser, tables[4])
        assert count(world, TableNote) == 1
