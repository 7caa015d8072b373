"""A round with its theme tables, and notes at them, made by the real actions."""

from __future__ import annotations

import tomllib
import uuid
from datetime import timedelta

import sqlalchemy as sa

from app.concept import queries as concept
from app.core import clock
from app.core.history import SYSTEM
from app.demo.people import DATA
from app.dialogforum.actions import agenda, commitments, documentation, notes, tables
from app.dialogforum.actions.commitments import Promise
from app.dialogforum.actions.notes import NoteWords
from app.dialogforum.models.tables import TableNote
from app.dialogforum.queries import tables as queries
from app.extensions import db
from app.permissions import Role
from app.rounds import queries as rounds
from app.rounds.actions import open_round
from app.rounds.rules import Phase
from tests.support.build import World
from tests.support.client import PageClient
from tests.support.desk import staff
from tests.support.page import Page
from tests.support.staff import Person

LIST, READ = "/staff/dialogforum/tables/", "/staff/dialogforum/notes/"
EXAMPLE = tomllib.loads((DATA / "concept-example.toml").read_text("utf-8"))
UKRAINIAN = "Нам потрібна дитяча кімната в будинку, бо взимку дітям ніде гратися."


def url(table_id: int) -> str:
    """The page of a table."""
    return f"/staff/dialogforum/tables/{table_id}"


def typed(browser: PageClient, table_id: int, text: str = UKRAINIAN, status: int = 200, **more: str) -> Page:
    """A note typed at a table; gives the page that comes back."""
    return browser.submit(browser.get(url(table_id)).form("text").fill(text=text, **more), status)


def typed_in(page: Page, form: str, name: str) -> str:
    """What a field of a form holds."""
    return dict(page.form(form).values)[name]


def only_note(world: World) -> TableNote:
    """The one note there is."""
    return world.read(lambda: db.session.execute(sa.select(TableNote)).scalar_one())


def count(world: World, model: type) -> int:
    """How many there are."""
    return world.read(lambda: db.session.scalar(sa.select(sa.func.count()).select_from(model)))


def round_with_tables(world: World) -> dict[int, int]:
    """The round of today, opened if there is none, with a table for every field: number of the field → id."""

    def make() -> dict[int, int]:
        today = clock.today()
        starts = {Phase.PREPARATION: today - timedelta(days=60), Phase.FORUM_DAY: today + timedelta(days=1)}
        current = rounds.current(today) or open_round(
            today.year,
            concept.current_edition(today),
            starts,
            today + timedelta(days=200),
            actor=SYSTEM,
            forum_on=today + timedelta(days=1),
        )
        tables.make_tables(current, actor=SYSTEM)
        return {row.action_field.number: row.id for row in queries.of_round(current)}

    return world.do(make)


def write(
    world: World,
    table_id: int,
    writer: Person,
    text: str,
    *,
    language: str | None = None,
    role: Role = Role.EVENT_STAFF,
) -> uuid.UUID:
    """A note at a table; gives its id."""

    def do() -> uuid.UUID:
        words = NoteWords("said", text, language)
        found = notes.write_note(queries.get(table_id), words, form_number=uuid.uuid4().hex, actor=staff(writer, role))
        return found.id

    return world.do(do)


def release(world: World, note_id: uuid.UUID, reader: Person, text: str | None = None, reason: str = "") -> None:
    """A commissioner releases a note, with shorter words if they are given."""

    def do() -> None:
        found = queries.note(note_id)
        words = text or queries.words_of([found])[note_id].own.text
        notes.release_note(found, words, reason, version=found.version, actor=staff(reader, Role.MODERATOR))

    world.do(do)


def leave_out(world: World, note_id: uuid.UUID, reader: Person, reason: str) -> None:
    """A commissioner keeps a note from everybody."""

    def do() -> None:
        found = queries.note(note_id)
        notes.leave_out(found, reason, version=found.version, actor=staff(reader, Role.MODERATOR))

    world.do(do)


def point(world: World, number: int, writer: Person, words: str, role: Role = Role.NETWORK_MANAGER) -> int:
    """A point of one's own on the agenda of a field, which is not public; gives its id."""

    def do() -> int:
        current = rounds.current(clock.today())
        field = concept.field(number, clock.today())
        assert current is not None
        made = agenda.add_point(
            current, field, words, 10, public=False, form_number=uuid.uuid4().hex, actor=staff(writer, role)
        )
        return made.id

    return world.do(do)


def promise_in_hall(world: World) -> None:
    """A promise of the networks of fields 4 and 7, and a documentation that nobody has published."""

    def do() -> None:
        current = rounds.current(clock.today())
        assert current is not None
        documentation.write_documentation(current, "Eröffnungsworte.", 12, version=0, actor=SYSTEM)
        for number in (4, 7):
            said = Promise(f"Zusage{number} im Saal.", "Jugendamt", clock.today() + timedelta(days=60))
            commitments.promise(current, number, said, form_number=f"hall-{number}", actor=SYSTEM)

    world.do(do)
