"""Notes of theme tables: written live, put right while nobody has read them, released by a commissioner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified

from app.concept import queries as concept
from app.concept.models import Measure
from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.contributions.models import Contribution
from app.contributions.rules import Source
from app.core import clock, history
from app.core.errors import Conflict, Invalid, Missing, NotPossibleNow
from app.core.history import Actor
from app.core.languages import content, locales
from app.core.languages.content import Origin, VersionKind
from app.core.models import random_id
from app.dialogforum.models.tables import TableNote, ThemeTable
from app.dialogforum.queries import tables as queries
from app.dialogforum.rules.tables import IMPORT, NoteDecision, NoteKind
from app.extensions import db
from app.moderation.rules import PREPARED, REFUSAL_REASONS, ReasonCode


@dataclass(frozen=True)
class NoteWords:
    """What the host typed. `language` None: the words tell it. `reference`: of a public contribution; `measure`: of a
    measure of the field."""

    kind: str
    text: str
    language: str | None = None
    reference: str = ""
    measure: str = ""


def write_note(table: ThemeTable, words: NoteWords, *, form_number: str, actor: Actor) -> TableNote:
    """Store a note of a table. The same form with the same words again gives the stored one.

    Raises Invalid: text_missing, text_too_long, note_kind_wrong, note_reference_unknown, note_measure_unknown.
    """
    text, facts = _checked(table, words)
    sent = contribution_actions.form_hash(form_number, f"table-note\n{table.id}\n{words.kind}\n{text}")
    known = queries.by_form(sent)
    if known is not None:
        return known
    row = TableNote(
        id=random_id(),
        table_id=table.id,
        written_on=clock.today(),
        written_by_id=actor.account_id,
        position=queries.next_position(table),
        form_hash=sent,
        is_example=table.is_example,
        **facts,
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
            db.session.flush()
    except IntegrityError:
        # A double tap: the other request stored it a moment ago.
        return write_note(table, words, form_number=form_number, actor=actor)
    content.put(row, "text", text, language=_language(table, words, text), actor=actor)
    history.record(actor, "write_note", row, table=table.id, kind=words.kind)
    return row


def correct_note(note: TableNote, words: NoteWords, *, version: int, actor: Actor) -> TableNote:
    """Put right what one wrote oneself, while nobody has decided about it and nothing was made of it.

    Raises Missing for notes of others, NotPossibleNow("note_fixed"), Conflict("note_changed"), else as write_note().
    """
    note = _own(note, version, actor)
    text, facts = _checked(note.table, words)
    for name, value in facts.items():
        setattr(note, name, value)
    known = content.original(note, "text")
    language = _language(note.table, words, text)
    if known is None or (known.text, known.language) != (text, language):
        content.replace_unread(note, "text", text, language=language, actor=actor, origin=Origin.HUMAN)
    _changed(note)
    history.record(actor, "correct_note", note)
    return note


def delete_note(note: TableNote, *, version: int, actor: Actor) -> None:
    """Take away what one wrote oneself; its words are erased. Errors as correct_note()."""
    note = _own(note, version, actor)
    content.erase(note)
    history.record(actor, "delete_note", note, table=note.table_id)
    db.session.delete(note)
    db.session.flush()


def make_contribution(note: TableNote, *, actor: Actor) -> Contribution:
    """Let a note go the way of every contribution: a commissioner reads it, then a network. Pressed twice, it is one.

    Nobody gets its number: whoever wants one writes a card. Raises NotPossibleNow("note_decided").
    """
    note = lock(note)
    if note.made_id is not None:
        return contributions.by_id(note.made_id)
    words = content.original(note, "text")
    if note.decision is not None or words is None:
        raise NotPossibleNow("note_decided")
    sent = contribution_actions.submit(
        contribution_actions.Submission(
            text=words.text,
            language=words.language,
            reading_language=(locales.offered(words.language) or locales.GERMAN).tag,
            fields=[note.table.action_field.number],
            source=Source.TABLE_NOTE,
            import_id=IMPORT.format(note.id),
            is_example=note.is_example,
        ),
        actor=actor,
    )
    note.made_id = sent.contribution.id
    db.session.flush()
    history.record(actor, "make_contribution", note, reference=sent.contribution.reference)
    return sent.contribution


def release_note(note: TableNote, text: str, reason: str, *, version: int, actor: Actor) -> TableNote:
    """A commissioner lets everybody read a note. Where `text` is not the note's own, it is shortened, with a reason.

    Raises Invalid: text_missing, text_too_long, note_reason_missing; Conflict("note_changed"), NotPossibleNow.
    """
    note = _undecided(note, version)
    words, original = contribution_actions.checked_text(text), content.original(note, "text")
    if original is None:
        raise NotPossibleNow("note_decided")
    shorter = words != original.text
    if shorter:
        note.reason = _reason(reason)
        content.put(note, "text", words, language=original.language, actor=actor, kind=VersionKind.REDACTION)
    return _decide(note, NoteDecision.RELEASED, actor, shortened=shorter)


def leave_out(note: TableNote, reason: str, *, version: int, actor: Actor) -> TableNote:
    """A commissioner keeps a note from everybody, with a reason.

    Raises Invalid("note_reason_missing"), Conflict("note_changed"), NotPossibleNow("note_decided").
    """
    note = _undecided(note, version)
    note.reason = _reason(reason)
    return _decide(note, NoteDecision.LEFT_OUT, actor)


def take_back(note: TableNote, *, version: int, actor: Actor) -> TableNote:
    """The note waits to be read again, with the words its host wrote.

    Raises Conflict("note_changed"), NotPossibleNow("note_words_gone") when their time was over.
    """
    note = lock(note, version)
    if note.decision is None:
        return note
    current = content.base(note, "text")
    if current is None:
        raise NotPossibleNow("note_words_gone")
    if current.kind is VersionKind.REDACTION:
        content.retire(current)
    note.decision = note.decided_on = note.reason = None
    db.session.flush()
    history.record(actor, "take_note_back", note)
    return note


def forget_notes(day: date, *, actor: Actor, periods: Mapping[str, int]) -> dict[str, int]:
    """Erase words whose time is over: of notes that were left out (`refused`), and what was left out of released ones
    (`original`). Returns how many of each."""
    left_out = [note for note in queries.left_out_before(day, periods["refused"]) if content.base(note, "text")]
    for note in left_out:
        content.erase(note)
        history.record(actor, "erase_note", note)
    shortened = [
        note for note in queries.shortened_before(day, periods["original"]) if content.forget_original(note, "text")
    ]
    return {"table_note": len(left_out), "table_note_original": len(shortened)}


def lock(note: TableNote, version: int | None = None) -> TableNote:
    """The note as it is now; whoever else acts on it waits. Raises Missing, Conflict("note_changed")."""
    query = sa.select(TableNote).where(TableNote.id == note.id).with_for_update(of=TableNote)
    found = db.session.execute(query.execution_options(populate_existing=True)).scalar_one_or_none()
    if found is None:
        raise Missing
    if version is not None and found.version != version:
        raise Conflict("note_changed")
    return found


def _own(note: TableNote, version: int, actor: Actor) -> TableNote:
    found = lock(note)
    if found.written_by_id != actor.account_id:
        raise Missing
    if not found.is_open:
        raise NotPossibleNow("note_fixed")
    if found.version != version:
        raise Conflict("note_changed")
    return found


def _undecided(note: TableNote, version: int) -> TableNote:
    found = lock(note)
    if found.decision is not None:
        raise NotPossibleNow("note_decided")
    if found.version != version:
        raise Conflict("note_changed")
    return found


def _decide(note: TableNote, decision: NoteDecision, actor: Actor, **facts: bool) -> TableNote:
    note.decision, note.decided_on = decision, clock.today()
    content.erase(note, PREPARED)
    db.session.flush()
    reason = {"reason": note.reason.value} if note.reason else {}
    history.record(actor, decision.value, note, **reason, **facts)
    return note


def _reason(code: str) -> ReasonCode:
    if code not in list(REFUSAL_REASONS):
        raise Invalid("note_reason_missing", "reason")
    return ReasonCode(code)


def _checked(table: ThemeTable, words: NoteWords) -> tuple[str, dict[str, object]]:
    text = contribution_actions.checked_text(words.text)
    if words.kind not in list(NoteKind):
        raise Invalid("note_kind_wrong", "kind")
    about = _contribution(words.reference) if words.reference.strip() else None
    measure = _measure(table, words.measure) if words.measure else None
    return text, {
        "kind": NoteKind(words.kind),
        "contribution_id": about.id if about else None,
        "measure_id": measure.id if measure else None,
    }


def _contribution(reference: str) -> Contribution:
    try:
        return contributions.public_one(reference.strip().upper())
    except Missing as error:
        raise Invalid("note_reference_unknown", "reference") from error


def _measure(table: ThemeTable, reference: str) -> Measure:
    found = next((row for row in concept.measures(table.action_field_id) if row.reference == reference), None)
    if found is None:
        raise Invalid("note_measure_unknown", "measure")
    return found


def _language(table: ThemeTable, words: NoteWords, text: str) -> str:
    """What the host says, else what the words tell; a few words that tell nothing are in the table's first language."""
    spoken = next(iter(table.languages), locales.GERMAN.tag)
    return contributions.language_of(text, words.language, spoken)[0]


def _changed(note: TableNote) -> None:
    """Raise the version although only words beside the row changed: nobody may decide about words she has not seen."""
    flag_modified(note, "kind")
    db.session.flush()
