"""Theme tables of the demo: a few notes in several languages, some of them read and translated, and sums of dots."""

from __future__ import annotations

from dataclasses import dataclass

from app.concept import queries as concept
from app.core.history import SYSTEM
from app.demo.people import Cast
from app.dialogforum.actions import notes, tables
from app.dialogforum.actions.notes import NoteWords
from app.dialogforum.models.tables import TableNote
from app.dialogforum.queries import tables as queries
from app.dialogforum.rules.tables import NoteKind
from app.permissions import Role
from app.rounds.models import ParticipationRound
from app.translating import actions as translating

READER, TRANSLATOR = "beauftragte1@rheine.example", "uebersetzung@rheine.example"
LANGUAGES = {1: ["de", "uk", "fa"], 2: ["de", "ar"], 4: ["de", "uk", "ar"], 6: ["de", "ro", "tr"]}
PLACES = {1: "Fenster links", 2: "Fenster rechts", 4: "Bühne", 6: "Eingang"}


@dataclass(frozen=True)
class Said:
    """One note of the demo; with `german` somebody has translated it, `released` when a commissioner has read it."""

    field: int
    kind: NoteKind
    language: str
    text: str
    german: str = ""
    released: bool = False


SAID = (
    Said(
        4,
        NoteKind.SAID,
        "uk",
        "Взимку дітям ніде гратися в будинку.",
        "Im Winter können die Kinder nirgends im Haus spielen.",
        True,
    ),
    Said(
        4,
        NoteKind.PROPOSAL,
        "ar",
        "نقترح غرفة مشتركة يشرف عليها الجيران.",
        "Wir schlagen einen gemeinsamen Raum vor, um den sich Nachbarn kümmern.",
        True,
    ),
    Said(4, NoteKind.QUESTION, "de", "Wer hat den Schlüssel für den Keller?", "", True),
    Said(4, NoteKind.REACTION, "de", "Das Netzwerk spricht mit der Wohnungsgesellschaft und berichtet.", "", True),
    Said(4, NoteKind.SAID, "uk", "Добре, що є спільний сад."),
    Said(
        1,
        NoteKind.SAID,
        "fa",
        "کلاس عصر برای کسانی که کار می‌کنند لازم است.",
        "Wer arbeitet, braucht einen Kurs am Abend.",
        True,
    ),
    Said(1, NoteKind.PROPOSAL, "de", "Ein Sprach-Café in jedem Stadtteil, einmal in der Woche.", "", True),
    Said(2, NoteKind.SAID, "ar", "رسائل المدرسة صعبة جداً علينا."),
    Said(
        6,
        NoteKind.SAID,
        "ro",
        "Avem nevoie de cineva care traduce la medic.",
        "Wir brauchen jemanden, der beim Arzt übersetzt.",
        True,
    ),
    Said(6, NoteKind.QUESTION, "tr", "Randevu için neden bu kadar uzun bekliyoruz?"),
)


def set_tables(cast: Cast, current: ParticipationRound) -> None:
    """Tables for all fields, notes at four of them, dots beside the measures of field 4."""
    tables.make_tables(current, actor=SYSTEM)
    rows = {row.action_field.number: row for row in queries.of_round(current)}
    for number, tags in LANGUAGES.items():
        row = rows[number]
        tables.set_up_table(row, row.name, PLACES[number], row.host_id, tags, version=row.version, actor=SYSTEM)
    for place, said in enumerate(SAID):
        host = cast.actor(f"fachperson{said.field}@rheine.example", Role.NETWORK_MANAGER)
        words = NoteWords(said.kind, said.text, said.language)
        _follow(cast, said, notes.write_note(rows[said.field], words, form_number=f"demo-note-{place}", actor=host))
    host = cast.actor("fachperson4@rheine.example", Role.NETWORK_MANAGER)
    for place, measure in enumerate(concept.measures(rows[4].action_field_id)[:3]):
        tables.count_dots(rows[4], measure, 17 - 6 * place, version=0, actor=host)


def _follow(cast: Cast, said: Said, note: TableNote) -> None:
    if said.german:
        hand = cast.actor(TRANSLATOR, Role.TRANSLATOR)
        translating.add_translation(note, "text", "de", said.german, actor=hand, checked=True)
    if said.released:
        notes.release_note(note, said.text, "", version=note.version, actor=cast.actor(READER, Role.MODERATOR))
