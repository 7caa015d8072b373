"""Notes of tables read by a commissioner and translated; dots counted, one number for each thing."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.concept.actions import load_goals
from app.core import clock, history
from app.core.history import SYSTEM
from app.core.languages import content
from app.core.languages.content import Audience, TextVersion
from app.dialogforum.actions import notes as actions
from app.dialogforum.models.tables import DotCount
from app.dialogforum.queries import tables as queries
from app.extensions import db
from app.permissions import Role
from app.rounds import queries as rounds
from app.translating import queries as waiting_room
from tests.support.build import World
from tests.support.desk import staff
from tests.support.racing import at_once
from tests.support.staff import Person
from tests.support.tables import (
    EXAMPLE,
    READ,
    UKRAINIAN,
    count,
    only_note,
    release,
    round_with_tables,
    typed,
    typed_in,
    url,
    write,
)

GERMAN = "Wir brauchen ein Kinderzimmer im Haus, weil die Kinder im Winter nirgends spielen können."


@pytest.fixture
def tables(world: World) -> dict[int, int]:
    return round_with_tables(world)


@pytest.fixture
def host(world: World) -> Person:
    return world.person(Role.NETWORK_MANAGER, network="hf-4")


@pytest.fixture
def reader(world: World) -> Person:
    return world.person(Role.MODERATOR)


def test_nothing_is_released_before_a_commissioner_says_so(
    world: World, tables: dict[int, int], host: Person, reader: Person
) -> None:
    note_id = write(world, tables[4], host, UKRAINIAN, role=Role.NETWORK_MANAGER)

    def public() -> list[str]:
        current = rounds.current(clock.today())
        rows = queries.released_notes(current, 4)
        texts = content.load(rows, ["text"])
        return [texts.say(row, "text", "uk", Audience.PUBLIC).text for row in rows]

    assert world.read(public) == []
    desk = world.browser(reader)
    page = desk.get(READ)
    assert UKRAINIAN in page.text
    desk.submit(page.form("text"))
    assert world.read(public) == [UKRAINIAN]
    back = desk.get(READ).form("version", action=f"{READ}{note_id}/take-back")
    desk.submit(back)
    assert world.read(public) == []


def test_shortening_needs_a_reason_and_takes_translations_back(
    world: World, tables: dict[int, int], host: Person, reader: Person
) -> None:
    note_id = write(
        world, tables[4], host, "Frau Muster vom Amt half uns sehr.", language="de", role=Role.NETWORK_MANAGER
    )
    translator = world.person(Role.TRANSLATOR)
    world.translate(lambda: queries.note(note_id), "uk", "Пані Мустер дуже нам допомогла.", translator)
    desk = world.browser(reader)
    form = desk.get(READ).form("text").fill(text="Jemand vom Amt half uns sehr.")
    page = desk.submit(form, 422)
    assert typed_in(page, "text", "text") == "Jemand vom Amt half uns sehr."
    desk.submit(page.form("text").fill(reason="third_person"))

    def say(language: str) -> str:
        return content.say(queries.note(note_id), "text", language, Audience.PUBLIC).text

    assert world.read(lambda: (say("de"), say("uk"))) == ("Jemand vom Amt half uns sehr.",) * 2
    assert "Frau Muster" not in world.browser(host).get(url(tables[4])).text
    assert world.read(lambda: [(one.kind, one.language) for one in waiting_room.waiting()]) == [("table_note", "uk")]
    gone = world.do(
        lambda: actions.forget_notes(
            clock.today() + timedelta(days=99), actor=SYSTEM, periods={"refused": 90, "original": 90}
        )
    )
    assert gone["table_note_original"] == 1
    assert world.read(lambda: {one.text for one in content.versions(queries.note(note_id), "text")}) == {
        say_de(world, note_id)
    }


def say_de(world: World, note_id: object) -> str:
    return world.read(lambda: content.say(queries.note(note_id), "text", "de", Audience.PUBLIC).text)


def test_a_note_that_is_left_out_is_gone_after_its_time(
    world: World, tables: dict[int, int], host: Person, reader: Person
) -> None:
    note_id = write(world, tables[4], host, "Schlimme Worte.", role=Role.NETWORK_MANAGER)
    desk = world.browser(reader)
    form = desk.get(READ).form("text")
    left = {**dict(form.values), "reason": "insult"}
    assert "choose why" in desk.post(f"{READ}{note_id}/leave-out", {**left, "reason": ""}, 422).text
    assert "Schlimme Worte." not in desk.post(f"{READ}{note_id}/leave-out", left).text
    assert "Schlimme Worte." not in world.browser(host).get(url(tables[4])).text
    late = clock.today() + timedelta(days=90)
    gone = world.do(lambda: actions.forget_notes(late, actor=SYSTEM, periods={"refused": 90, "original": 90}))
    assert gone["table_note"] == 1
    assert world.read(lambda: content.versions(queries.note(note_id), "text")) == []
    page = desk.post(f"{READ}{note_id}/take-back", {"csrf_token": left["csrf_token"], "version": "2"}, 409)
    assert "Their time was over." in page.text


def test_the_commissioner_decides_about_the_words_she_saw(
    world: World, tables: dict[int, int], host: Person, reader: Person
) -> None:
    browser, desk = world.browser(host), world.browser(reader)
    typed(browser, tables[4], "Erste Fassung.")
    seen = desk.get(READ).form("text")
    form = browser.get(f"{url(tables[4])}/notes/{only_note(world).id}").form("text")
    browser.submit(form.fill(text="Zweite Fassung."))
    page = desk.submit(seen, 409)
    assert "Somebody changed this note meanwhile." in page.text
    assert "Zweite Fassung." in page.text
    assert only_note(world).decision is None


def test_of_two_commissioners_one_decides(world: World, tables: dict[int, int], host: Person, reader: Person) -> None:
    write(world, tables[4], host, "Ein Satz.", role=Role.NETWORK_MANAGER)
    desks = [world.browser(reader), world.browser(world.person(Role.MODERATOR, email="second@staff.example"))]
    forms = [one.get(READ).form("text") for one in desks]
    answers = at_once(desks, [(form.action, dict(form.values)) for form in forms])
    assert sorted(one.status_code for one in answers) == [303, 409]


def test_foreign_notes_wait_for_german_then_for_the_table(
    world: World, tables: dict[int, int], host: Person, reader: Person
) -> None:
    note_id = write(world, tables[4], host, UKRAINIAN, role=Role.NETWORK_MANAGER)
    world.do(lambda: setattr(queries.get(tables[4]), "languages", ["de", "uk", "ar"]))

    def waits() -> set[tuple[str, str]]:
        return world.read(lambda: {(one.need.value, one.language) for one in waiting_room.waiting()})

    assert waits() == {("need_to_read", "de")}
    person = world.person(Role.TRANSLATOR)
    browser = world.browser(person)
    browser.submit(browser.get(f"/staff/translating/table-note/{note_id}/de").form("text").fill(text=GERMAN))
    assert waits() == set()
    assert GERMAN in world.browser(reader).get(READ).text
    release(world, note_id, reader)
    assert waits() == {("need_for_table", "ar")}
    world.translate(lambda: queries.note(note_id), "ar", "نحتاج إلى غرفة للأطفال.", person)
    assert waits() == set()


def test_a_translation_beside_a_deletion_does_not_outlive_it(
    world: World, tables: dict[int, int], host: Person
) -> None:
    note_id = write(world, tables[4], host, UKRAINIAN, role=Role.NETWORK_MANAGER)
    translator = world.browser(world.person(Role.TRANSLATOR))
    form = translator.get(f"/staff/translating/table-note/{note_id}/de").form("text").fill(text=GERMAN)

    def delete() -> None:
        found = queries.note(note_id)
        actions.delete_note(found, version=found.version, actor=staff(host, Role.NETWORK_MANAGER))

    world.do(delete)
    translator.submit(form, 404)
    left = sa.select(sa.func.count()).select_from(TextVersion).where(TextVersion.subject_kind == "table_note")
    assert world.read(lambda: db.session.scalar(left)) == 0


def test_dots_are_sums_with_a_history(measured: int, world: World, host: Person) -> None:
    browser = world.browser(host)
    page = browser.get(f"{url(measured)}/counts")
    assert "This is not a vote." in page.text
    names = [name for name, _value in page.form("reference").values if name.startswith("dots-")]
    form = page.form("reference").fill(**{names[0]: "12", names[1]: "0"})
    browser.submit(form)
    browser.submit(form)
    again = browser.get(f"{url(measured)}/counts").form("reference")
    assert [dict(again.values)[name] for name in names[:2]] == ["12", "0"]
    browser.submit(again.fill(**{names[0]: "21"}))
    rows = world.read(lambda: db.session.execute(sa.select(DotCount).order_by(DotCount.id)).scalars().all())
    assert [row.dots for row in rows] == [21, 0]
    told = world.read(lambda: [(one.verb, one.facts.get("before")) for one in history.of(rows[0])])
    assert told == [("count_dots", None), ("correct_dots", 12)]


def test_of_two_numbers_at_once_none_is_lost(measured: int, world: World, host: Person) -> None:
    desks = [world.browser(host), world.browser(world.person(Role.EVENT_STAFF))]
    forms = [one.get(f"{url(measured)}/counts").form("reference") for one in desks]
    name = next(name for name, _value in forms[0].values if name.startswith("dots-"))
    sent = [(form.action, dict(form.fill(**{name: str(7 + who)}).values)) for who, form in enumerate(forms)]
    answers = at_once(desks, sent)
    assert sorted(one.status_code for one in answers) == [303, 409]
    late = 0 if answers[0].status_code == 409 else 1
    page = answers[late].get_data(as_text=True)
    assert f'value="{7 + late}"' in page
    assert f"Stored now: {8 - late}" in page


def test_wrong_numbers_are_said_at_their_place(measured: int, world: World, host: Person) -> None:
    browser = world.browser(host)
    form = browser.get(f"{url(measured)}/counts").form("reference")
    names = [name for name, _value in form.values if name.startswith("dots-")]
    page = browser.submit(form.fill(**{names[0]: "viele", names[1]: "3"}), 422)
    assert typed_in(page, "reference", names[0]) == "viele"
    assert typed_in(page, "reference", names[1]) == "3"
    assert count(world, DotCount) == 0


def test_a_contribution_gets_dots_while_everybody_can_read_it(
    measured: int, world: World, host: Person, reader: Person
) -> None:
    browser, case = world.browser(host), world.release(world.submit(), reader)
    form = browser.get(f"{url(measured)}/counts").form("reference")
    page = browser.submit(form.fill(reference=case.reference.lower(), dots="5"))
    assert typed_in(page, "reference", f"dots-{case.reference}") == "5"
    assert len(world.read(lambda: queries.counts_of(queries.get(measured)))) == 1
    browser.submit(form.fill(reference="222222", dots="5"), 422)


@pytest.fixture
def measured(world: World, tables: dict[int, int]) -> int:
    """The table of field 4, whose field has measures."""
    world.do(lambda: load_goals(EXAMPLE, actor=SYSTEM))
    return tables[4]
