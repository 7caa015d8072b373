"""T-38: theme tables of a hall. Set up there as in the city; notes and sums come home once, unread, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.concept import queries as concept
from app.concept.actions import load_goals
from app.contributions import queries as contributions
from app.contributions.models import Contribution
from app.core import clock, halls
from app.core.history import SYSTEM
from app.core.languages import content
from app.dialogforum.actions import notes, tables
from app.dialogforum.actions.notes import NoteWords
from app.dialogforum.models.tables import DotCount, TableNote
from app.dialogforum.queries import tables as queries
from app.extensions import db
from app.permissions import Role
from app.rounds import queries as rounds
from tests.support import hall
from tests.support.build import World
from tests.support.desk import staff
from tests.support.staff import Person
from tests.support.tables import EXAMPLE, READ, UKRAINIAN, leave_out, release, round_with_tables, write

FIELD = 4


@pytest.fixture
def ready(city: Flask, laptop: Flask, tmp_path: Path) -> dict[str, Person]:
    """City and laptop have the tables of the round; the host of the fourth is known on both sides."""

    def set_up(world: World) -> Person:
        host = world.person(Role.EVENT_STAFF)
        world.do(lambda: load_goals(EXAMPLE, actor=SYSTEM))
        table_id = round_with_tables(world)[FIELD]

        def place() -> None:
            row = queries.get(table_id)
            facts = ("Tisch Wohnen", "Bühne, links", host.id, ["de", "uk"])
            tables.set_up_table(row, *facts, version=row.version, actor=SYSTEM)

        world.do(place)
        return host

    city_host = hall.do(city, set_up)
    hall.call(city, "event", "prepare", hall.HALL, tmp_path / "hall.event")
    assert "New theme tables: 8" in hall.call(laptop, "event", "set-up", tmp_path / "hall.event")
    with laptop.app_context():
        host = db.session.execute(sa.text("SELECT id FROM account")).one()
    return {"city": city_host, "hall": replace(city_host, id=host.id)}


def table() -> Any:
    """The table of the field, wherever this runs."""
    current = rounds.current(clock.today())
    assert current is not None
    found = queries.of_field(current, FIELD)
    assert found is not None
    return found


def said(app: Flask) -> list[str]:
    """The words of every note there, in their order."""
    with app.app_context():
        rows = queries.notes_of(table())[::-1]
        return [words.text for row in rows if (words := content.original(row, "text"))]


def dots(app: Flask) -> list[int]:
    with app.app_context():
        return list(db.session.execute(sa.select(DotCount.dots).order_by(DotCount.id)).scalars())


def note_in(app: Flask, world: World, host: Person, text: str, language: str | None = None) -> TableNote:
    with app.app_context():
        table_id = table().id
    return world.read(queries.note, write(world, table_id, host, text, language=language))


def count_in(world: World, number: int) -> None:
    """So many dots beside the first measure of the field."""

    def do() -> None:
        row = table()
        thing = concept.measures(row.action_field_id)[0]
        known = queries.count_of(row, measure_id=thing.id)
        tables.count_dots(row, thing, number, version=known.version if known else 0, actor=SYSTEM)

    world.do(do)


def correct(world: World, note: TableNote, person: Person, text: str) -> None:
    def do() -> None:
        found = queries.note(note.id)
        words = NoteWords("proposal", text, "de")
        notes.correct_note(found, words, version=found.version, actor=staff(person, Role.EVENT_STAFF))

    world.do(do)


def test_a_laptop_knows_the_tables_of_the_city(laptop: Flask, ready: dict[str, Person], tmp_path: Path) -> None:
    with laptop.app_context():
        row = table()
        assert (row.name, row.place, row.languages) == ("Tisch Wohnen", "Bühne, links", ["de", "uk"])
        assert row.host_id == ready["hall"].id
        assert concept.measures(row.action_field_id)
    # What was changed there meanwhile stays.
    hall.do(laptop, lambda world: world.do(lambda: setattr(table(), "place", "Anders")))
    assert "New theme tables: 0" in hall.call(laptop, "event", "set-up", tmp_path / "hall.event")
    with laptop.app_context():
        assert table().place == "Anders"


def test_notes_and_sums_come_home_once(city: Flask, laptop: Flask, ready: dict[str, Person], tmp_path: Path) -> None:
    def work(world: World) -> None:
        note_in(laptop, world, ready["hall"], UKRAINIAN)
        note_in(laptop, world, ready["hall"], "Ein Raum für alle.", "de")
        count_in(world, 12)

    hall.do(laptop, work)
    for name in ("1.event", "2.event"):
        hall.carry(laptop, city, tmp_path / name)
    assert said(city) == [UKRAINIAN, "Ein Raum für alle."]
    assert dots(city) == [12]
    told = hall.call(city, "event", "import", tmp_path / "1.event")
    assert "notes known: 2, numbers known: 1" in told
    with city.app_context():
        rows = queries.notes_of(table())
        assert {row.written_by_id for row in rows} == {ready["city"].id}
        assert all(row.is_open for row in rows)


def test_what_changes_in_the_hall_follows_and_an_older_file_takes_nothing_back(
    city: Flask, laptop: Flask, ready: dict[str, Person], tmp_path: Path
) -> None:
    def first(world: World) -> list[TableNote]:
        count_in(world, 12)
        return [note_in(laptop, world, ready["hall"], text, "de") for text in ("Falshc.", "Weg damit.", "Bleibt.")]

    wrong, gone, _stays = hall.do(laptop, first)
    hall.carry(laptop, city, tmp_path / "1.event")

    def later(world: World) -> None:
        correct(world, wrong, ready["hall"], "Richtig.")
        found = world.read(queries.note, gone.id)
        actor = staff(ready["hall"], Role.EVENT_STAFF)
        world.do(lambda: notes.delete_note(queries.note(gone.id), version=found.version, actor=actor))
        count_in(world, 13)

    hall.do(laptop, later)
    hall.carry(laptop, city, tmp_path / "2.event")
    for _turn in range(2):
        assert (said(city), dots(city)) == (["Richtig.", "Bleibt."], [13])
        hall.call(city, "event", "import", tmp_path / "1.event")
        hall.call(city, "event", "import", tmp_path / "2.event")


def test_what_was_put_right_in_the_city_is_kept(
    city: Flask, laptop: Flask, ready: dict[str, Person], tmp_path: Path
) -> None:
    def first(world: World) -> list[TableNote]:
        count_in(world, 12)
        return [note_in(laptop, world, ready["hall"], text, "de") for text in ("Eins.", "Zwei.")]

    one, two = hall.do(laptop, first)
    hall.carry(laptop, city, tmp_path / "1.event")

    def in_the_city(world: World) -> None:
        correct(world, one, ready["city"], "Eins, in der Stadt.")
        release(world, two.id, world.person(Role.MODERATOR))
        count_in(world, 21)

    def in_the_hall(world: World) -> None:
        correct(world, one, ready["hall"], "Eins, im Saal.")
        correct(world, two, ready["hall"], "Zwei, im Saal.")
        count_in(world, 14)

    hall.do(city, in_the_city)
    hall.do(laptop, in_the_hall)
    hall.call(laptop, "event", "export", tmp_path / "2.event")
    assert "numbers that differ and were kept: 1" in hall.call(city, "event", "import", tmp_path / "2.event")
    hall.carry(laptop, city, tmp_path / "3.event")
    assert sorted(said(city)) == ["Eins, im Saal.", "Eins, in der Stadt.", "Zwei, im Saal.", "Zwei."]
    assert dots(city) == [21]


def test_decisions_of_the_hall_are_prepared_and_made_once_more(
    city: Flask, laptop: Flask, ready: dict[str, Person], tmp_path: Path
) -> None:
    def decide(world: World) -> None:
        reader = world.person(Role.MODERATOR, email="hall@staff.example")
        named, rude = (
            note_in(laptop, world, ready["hall"], text, "de") for text in ("Frau Muster half mir.", "Ein böses Wort.")
        )
        release(world, named.id, reader, "Jemand half mir.", "third_person")
        leave_out(world, rude.id, reader, "insult")

    hall.do(laptop, decide)
    hall.carry(laptop, city, tmp_path / "home.event")
    with city.app_context():
        assert queries.released_notes(table().round, FIELD) == []

    def read(world: World) -> None:
        desk = world.browser(world.person(Role.MODERATOR))
        page = desk.get(READ)
        assert page.text.count("Decided in the hall") == 2
        form = page.form("text")
        assert dict(form.values)["text"] == "Jemand half mir."
        desk.submit(form.fill(reason="third_person"))

    hall.do(city, read)
    with city.app_context():
        shown = queries.released_notes(table().round, FIELD)
        assert [content.base(row, "text").text for row in shown] == ["Jemand half mir."]
        assert content.original(shown[0], "prepared") is None


def test_what_a_note_became_comes_along(city: Flask, laptop: Flask, ready: dict[str, Person], tmp_path: Path) -> None:
    def make(world: World) -> None:
        note = note_in(laptop, world, ready["hall"], UKRAINIAN)
        world.do(lambda: notes.make_contribution(queries.note(note.id), actor=SYSTEM))

    hall.do(laptop, make)
    for name in ("1.event", "2.event"):
        came = hall.carry(laptop, city, tmp_path / name)
    assert hall.count(city) == 1
    with city.app_context():
        made = db.session.execute(sa.select(Contribution)).scalar_one()
        assert contributions.get(came[0]["reference"]).id == made.id
        assert [row.made_id for row in queries.notes_of(table())] == [made.id]


def test_a_broken_note_brings_nothing(city: Flask, laptop: Flask, ready: dict[str, Person], tmp_path: Path) -> None:
    hall.do(laptop, lambda world: [note_in(laptop, world, ready["hall"], text, "de") for text in ("Eins.", "Zwei.")])
    hall.call(laptop, "event", "export", tmp_path / "home.event")
    key = halls.known(laptop.config)[0]
    inside = key.unpack("home", (tmp_path / "home.event").read_bytes())
    notes_of = next(one["notes"] for one in inside["tables"]["tables"] if one["field"] == FIELD)
    for broken in ({"kind": "song"}, {"text": ""}, {"written_on": "yesterday"}, {"id": "x"}):
        kept = dict(notes_of[1])
        notes_of[1] |= broken
        (tmp_path / "broken.event").write_bytes(key.pack("home", inside))
        told = hall.call(city, "event", "import", tmp_path / "broken.event", fails=True)
        assert "note 2 of table 4" in told
        notes_of[1] = kept
        assert said(city) == []
    hall.call(city, "event", "import", tmp_path / "home.event", "--dry-run")
    assert said(city) == []
