"""Theme tables of a hall: set up on its laptop as in the city; their notes and sums come home. Twice is once.

Notes arrive unread: nothing of them is public before a commissioner of the city decides. What was put right in the
city stays: words of the hall that differ come beside it, and a sum that somebody entered in the city is kept.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.accounts import queries as accounts
from app.concept import queries as concept
from app.concept.models import Measure
from app.contributions import actions as contribution_actions
from app.contributions import queries as contributions
from app.contributions.actions import home_key
from app.contributions.models import Contribution
from app.core import clock, history
from app.core.errors import DomainError, Invalid
from app.core.halls import HallKey
from app.core.history import Actor
from app.core.languages import content
from app.core.languages.content import VersionKind
from app.dialogforum.actions.tables import count_dots, make_tables, set_up_table
from app.dialogforum.models.tables import DotCount, TableNote, ThemeTable
from app.dialogforum.queries import tables as queries
from app.dialogforum.queries.hall_tables import DECIDED, DELETED
from app.dialogforum.rules.tables import NoteDecision, NoteKind
from app.extensions import db
from app.moderation.rules import PREPARED, ReasonCode
from app.rounds import queries as rounds

# That a note or a sum came home, in which version of the hall.
CAME = "come_home"


def set_tables(given: Iterable[Mapping[str, Any]], *, actor: Actor) -> int:
    """On a laptop: tables as the city set them up. Those that are there already stay as they are; how many are new."""
    wanted = {(row["year"], row["field"]): row for row in given}
    new = []
    for year in {year for year, _field in wanted}:
        current = rounds.of_year(year)
        new += make_tables(current, actor=actor) if current else []
    for table in new:
        row = wanted.get((table.round.year, table.action_field.number))
        if row is not None:
            account = accounts.by_email(row["host"]) if row["host"] else None
            host = account.id if account and account.id in queries.hosts(table) else None
            words = row["name"], row["place"], host, row["languages"]
            set_up_table(table, *words, version=table.version, actor=actor)
    return len(new)


def take_tables(given: Mapping[str, Any], hall: HallKey, *, actor: Actor) -> Counter[str]:
    """In the city: notes and sums of a hall's tables; how many of each became what.

    Raises Invalid with the `place` in the file.
    """
    done: Counter[str] = Counter()
    place = "tables"
    try:
        for table in given["tables"]:
            place = f"table {table['field']}"
            row = _table(table, actor)
            for number, item in enumerate(table["notes"], start=1):
                place = f"note {number} of table {table['field']}"
                done[_take_note(row, item, hall, actor)] += 1
            for number, item in enumerate(table["counts"], start=1):
                place = f"number {number} of table {table['field']}"
                done[_take_count(row, item, hall, actor)] += 1
        for note_id in given["deleted"]:
            done[_take_away(uuid.UUID(note_id), hall, actor)] += 1
    except DomainError as error:
        raise Invalid(error.code, None, place=place) from error
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise Invalid("home_broken", None, place=place) from error
    return done


def _table(given: Mapping[str, Any], actor: Actor) -> ThemeTable:
    current = rounds.of_year(int(given["year"]))
    if current is None:
        raise Invalid("home_round_unknown")
    found = queries.of_field(current, given["field"])
    if found is None:
        make_tables(current, actor=actor)
        found = queries.of_field(current, given["field"])
    if found is None:
        raise Invalid("home_table_unknown")
    return found


def _take_note(row: ThemeTable, item: Mapping[str, Any], hall: HallKey, actor: Actor) -> str:
    note_id = uuid.UUID(item["id"])
    known = queries.by_form(_form(note_id.hex, hall))
    if known is None:
        if _was_deleted(note_id):
            return "notes deleted"
        _arrive(row, item, note_id, _form(note_id.hex, hall), hall, actor)
        return "notes arrived"
    before = _came(known, hall)
    if before and before["version"] >= item["version"]:
        return "notes known"
    text, mark = contribution_actions.checked_text(item["text"]), _mark(item)
    if before and before["mark"] == mark:
        pass
    elif known.is_open and before and _mark_now(known) == before["mark"]:
        _describe(known, item, hall)
        content.replace_unread(known, "text", text, language=str(item["language"]), actor=actor)
    else:
        beside = f"{note_id.hex}:{mark}"
        if queries.by_form(_form(beside, hall)) is None:
            _arrive(row, item, uuid.uuid5(note_id, mark), _form(beside, hall), hall, actor)
    _prepare(known, item, hall, actor)
    history.record(actor, CAME, known, hall=hall.id, version=item["version"], mark=mark)
    return "notes changed"


def _arrive(
    row: ThemeTable, item: Mapping[str, Any], note_id: uuid.UUID, form: str, hall: HallKey, actor: Actor
) -> TableNote:
    """A note of the hall, as it was written there."""
    text = contribution_actions.checked_text(item["text"])
    made = TableNote(
        id=note_id,
        table_id=row.id,
        written_on=min(date.fromisoformat(item["written_on"]), clock.today()),
        written_by_id=_writer(row, item),
        position=queries.next_position(row),
        form_hash=form,
        is_example=row.is_example,
    )
    made.table = row
    _describe(made, item, hall)
    db.session.add(made)
    db.session.flush()
    content.put(made, "text", text, language=str(item["language"]), actor=actor)
    _prepare(made, item, hall, actor)
    history.record(actor, CAME, made, hall=hall.id, version=item["version"], mark=_mark(item))
    return made


def _describe(note: TableNote, item: Mapping[str, Any], hall: HallKey) -> None:
    """Kind, and what it is about, as far as the city knows that thing."""
    about, measure = _case(item["contribution"], hall), _measure(note.table, item["measure"])
    note.kind = NoteKind(item["kind"])
    note.contribution_id, note.measure_id = about.id if about else None, measure.id if measure else None


def _prepare(note: TableNote, item: Mapping[str, Any], hall: HallKey, actor: Actor) -> None:
    """What was made of it in the hall: a contribution, a German text, a decision that is made once more here."""
    made = _case(item["made"], hall)
    if made is not None and note.made_id is None:
        note.made_id = made.id
    if note.decision is not None:
        return
    if item["german"] and item["language"] != "de":
        words, kind = str(item["german"]), VersionKind.TRANSLATION
        content.put(note, "text", words, language="de", actor=actor, kind=kind)
    if item["shorter"]:
        content.put(note, PREPARED, str(item["shorter"]), language=str(item["language"]), actor=actor)
    if item["decision"]:
        reason = ReasonCode(item["reason"]).value if item["reason"] else None
        history.record(actor, DECIDED, note, decision=NoteDecision(item["decision"]).value, reason=reason)
    db.session.flush()


def _take_count(row: ThemeTable, item: Mapping[str, Any], hall: HallKey, actor: Actor) -> str:
    thing = _measure(row, item["measure"]) or _case(item["contribution"], hall)
    if thing is None:
        return "numbers without a place"
    about: dict[str, Any] = {"measure_id": thing.id} if isinstance(thing, Measure) else {"contribution_id": thing.id}
    known, dots = queries.count_of(row, **about), int(item["dots"])
    before = _came(known, hall) if known else None
    if before and before["version"] >= item["version"]:
        return "numbers known"
    kept = known is not None and known.dots not in {dots, before["dots"] if before else dots}
    if not kept:
        known = count_dots(row, thing, dots, version=known.version if known else 0, actor=actor)
    if known is not None:
        history.record(actor, CAME, known, hall=hall.id, version=item["version"], dots=dots)
    return "numbers that differ and were kept" if kept else "numbers taken over"


def _take_away(note_id: uuid.UUID, hall: HallKey, actor: Actor) -> str:
    """A note that its host deleted in the hall. What somebody in the city decided about, or put right, stays."""
    known = queries.by_form(_form(note_id.hex, hall))
    if known is None:
        if not _was_deleted(note_id):
            history.record(actor, DELETED, TableNote(id=note_id))
        return "notes deleted"
    before = _came(known, hall)
    if not known.is_open or not before or _mark_now(known) != before["mark"]:
        return "notes known"
    content.erase(known)
    history.record(actor, DELETED, known, table=known.table_id)
    db.session.delete(known)
    db.session.flush()
    return "notes deleted"


def _form(key: str, hall: HallKey) -> str:
    """Under which mark a note of a hall is known here."""
    return contribution_actions.form_hash(home_key(key, hall), "table-note")


def _came(subject: TableNote | DotCount, hall: HallKey) -> Mapping[str, Any] | None:
    """What came of it last from this hall."""
    found = [entry.facts for entry in history.of(subject) if entry.verb == CAME and entry.facts["hall"] == hall.id]
    return max(found, key=lambda facts: facts["version"], default=None)


def _was_deleted(note_id: uuid.UUID) -> bool:
    return any(entry.verb == DELETED for entry in history.of(TableNote(id=note_id)))


def _mark(item: Mapping[str, Any]) -> str:
    """What tells the words of a note apart, without telling them."""
    parts = (item["kind"], item["language"], item["measure"] or "", item["text"])
    return contribution_actions.form_hash("table-note-words", "\n".join(parts))[:16]


def _mark_now(note: TableNote) -> str:
    """The same for the words that stand here now."""
    words, measure = content.original(note, "text"), note.measure
    said = {"language": words.language if words else "", "text": words.text if words else ""}
    return _mark({"kind": note.kind.value, "measure": measure.reference if measure else None, **said})


def _case(case_id: str | None, hall: HallKey) -> Contribution | None:
    return contributions.by_import(home_key(case_id, hall)) if case_id else None


def _measure(row: ThemeTable, reference: str | None) -> Measure | None:
    return next((one for one in concept.measures(row.action_field_id) if one.reference == reference), None)


def _writer(row: ThemeTable, item: Mapping[str, Any]) -> int | None:
    """Who wrote it, by the address in the city; for somebody who has none here the host of the table answers."""
    account = accounts.by_email(item["writer"]) if item["writer"] else None
    return account.id if account else row.host_id
