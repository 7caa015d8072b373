"""Theme tables in a hall: the laptop knows them, what was typed and counted there comes home once, and unread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from app.concept import queries as concept
from app.concept.actions import load_goals
from app.core import clock
from app.core.history import SYSTEM
from app.core.languages import content
from app.dialogforum.actions import notes, tables
from app.dialogforum.models.tables import DotCount, TableNote, ThemeTable
from app.dialogforum.queries import hall_tables
from app.dialogforum.queries import tables as table_queries
from app.extensions import db
from app.moderation.rules import ReasonCode
from app.permissions import Role
from app.rounds import queries as rounds
from tests.support import hall
from tests.support.build import World
from tests.support.staff import Person
from tests.support.tables import EXAMPLE, leave_out, release, round_with_tables, write

UKRAINIAN = "Нам потрібна дитяча кімната в будинку."


def ready(city: Flask, laptop: Flask, folder: Path) -> None:
    """Tables in the city, with a helper; the laptop is set up with them."""

    def prepare(world: World) -> None:
        round_with_tables(world)
        world.person(Role.EVENT_STAFF, email="helper@staff.example")

    hall.do(city, prepare)
    hall.call(city, "event", "prepare", hall.HALL, folder / "hall.event")
    hall.call(laptop, "event", "set-up", folder / "hall.event")


def told(app: Flask) -> list[tuple[str, str, bool]]:
    """Words, language and whether anybody has decided, of every note."""
    with app.app_context():
        rows = list(db.session.execute(sa.select(TableNote).order_by(TableNote.position)).scalars())
        bases = [(content.base(row, "text"), row) for row in rows]
        return [(base.text, base.language, row.decision is not None) for base, row in bases if base is not None]


def in_hall(laptop: Flask, work: Callable[[World, dict[int, int]], Any]) -> None:
    hall.do(laptop, lambda world: work(world, world.read(_tables)))


def _tables() -> dict[int, int]:
    found = db.session.execute(sa.select(ThemeTable)).scalars()
    return {row.action_field.number: row.id for row in found}


def test_the_laptop_knows_the_tables_of_the_city(city: Flask, laptop: Flask, tmp_path: Path) -> None:
    ready(city, laptop, tmp_path)
    hall.call(laptop, "event", "set-up", tmp_path / "hall.event")
    with laptop.app_context():
        assert [row["field"] for row in hall_tables.tables_for_the_hall()] == list(range(1, 9))


def test_notes_come_home_once_and_unread(city: Flask, laptop: Flask, tmp_path: Path) -> None:
    ready(city, laptop, tmp_path)

    def typed(world: World, found: dict[int, int]) -> None:
        helper = world.person(Role.EVENT_STAFF, email="typist@staff.example")
        reader: Person = world.person(Role.MODERATOR)
        write(world, found[4], helper, UKRAINIAN, language="uk")
        shown = write(world, found[4], helper, "Frau Muster braucht Hilfe.", language="de")
        gone = write(world, found[7], helper, "Eine Beleidigung.", language="de")
        release(world, shown, reader, "Jemand braucht Hilfe.", ReasonCode.THIRD_PERSON)
        leave_out(world, gone, reader, ReasonCode.INSULT)

    in_hall(laptop, typed)
    for name in ("1.event", "2.event"):
        hall.carry(laptop, city, tmp_path / name)
    # What was left out of a note in the hall is not in the file; what was left out as a whole stays there.
    assert told(city) == [(UKRAINIAN, "uk", False), ("Jemand braucht Hilfe.", "de", False)]


def test_a_note_that_became_a_contribution_is_one_at_home(city: Flask, laptop: Flask, tmp_path: Path) -> None:
    ready(city, laptop, tmp_path)

    def typed(world: World, found: dict[int, int]) -> None:
        helper = world.person(Role.EVENT_STAFF, email="typist@staff.example")
        note_id = write(world, found[4], helper, UKRAINIAN, language="uk")
        world.do(lambda: notes.make_contribution(db.session.get_one(TableNote, note_id), actor=SYSTEM))

    in_hall(laptop, typed)
    for name in ("1.event", "2.event"):
        hall.carry(laptop, city, tmp_path / name)
    assert hall.count(city) == 1
    with city.app_context():
        assert db.session.execute(sa.select(TableNote)).scalar_one().made_id is not None


def test_sums_come_home_and_never_replace_a_number(city: Flask, laptop: Flask, tmp_path: Path) -> None:
    ready(city, laptop, tmp_path)
    for app in (city, laptop):
        hall.do(app, lambda world: world.do(lambda: load_goals(EXAMPLE, actor=SYSTEM)))

    def count(dots: list[int]) -> Callable[[World], None]:
        def work(world: World) -> None:
            def do() -> None:
                current = rounds.current(clock.today())
                assert current is not None
                table = table_queries.of_field(current, 4)
                assert table is not None
                for measure, number in zip(concept.measures(table.action_field_id), dots, strict=False):
                    tables.count_dots(table, measure, number, version=0, actor=SYSTEM)

            world.do(do)

        return work

    hall.do(city, count([9]))
    hall.do(laptop, count([5, 17]))
    for name in ("1.event", "2.event"):
        hall.carry(laptop, city, tmp_path / name)
    with city.app_context():
        assert [row.dots for row in db.session.execute(sa.select(DotCount).order_by(DotCount.id)).scalars()] == [9, 17]
