"""Spreadsheets of partners: read, looked at row by row, then taken in, all rows or none.

Idempotent: a row is known by the name of its list and its id; without an id by the name and its words. The keys are
stored as keyed hashes, because an id may be somebody's name. Nothing of a sheet is kept between look and button.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from app.concept import queries as concept
from app.contributions import queries as contributions
from app.contributions.actions import check_line, form_hash, import_line
from app.contributions.models import Contribution
from app.contributions.rules import clean_text
from app.core import clock, keys
from app.core.errors import Conflict, DomainError, Invalid
from app.core.history import Actor
from app.core.languages import content, locales
from app.core.languages.content import Texts
from app.core.search import normal
from app.core.spreadsheets import Line, read
from app.dialogforum.actions.cards import CardWords, type_card
from app.dialogforum.queries import cards
from app.dialogforum.queries.cards import number_of
from app.dialogforum.rules.cards import CardState, digits_of
from app.dialogforum.rules.sheets import Column, Fate, Given, Parcel, Row, columns, fields, flag, heading, occurrences
from app.moderation.likeness import nearly_the_same

PURPOSE = "sheet"
# How long a look may last before the button; afterwards the file is chosen again.
SEALED_FOR = timedelta(hours=12)


def open_sheet(raw: bytes, *, name: str, source: str, headings: Mapping[str, Column]) -> Parcel:
    """The rows of a file. `headings`: further words for columns. Raises Invalid for the field "file"."""
    lines = read(raw)
    places, unread = columns(lines[0].cells, headings)
    if len(lines) == 1:
        raise Invalid("sheet_empty", field="file")
    names = _languages(), _fields()
    return Parcel(name, source, [_given(line, places, source, *names) for line in lines[1:]], unread)


def seal(parcel: Parcel, actor: Actor) -> str:
    """The parcel as it rides in the form: nobody else can read, change or send it."""
    rows = [asdict(row) for row in parcel.rows]
    facts = {"name": parcel.name, "source": parcel.source, "unread": list(parcel.unread), "owner": actor.account_id}
    return keys.seal(PURPOSE, {**facts, "rows": rows})


def unseal(sealed: str, actor: Actor) -> Parcel:
    """The parcel from a form. Raises Conflict when it is too old, altered, or somebody else's."""
    try:
        facts = keys.unseal(PURPOSE, sealed, SEALED_FOR, clock.now().timestamp())
    except (keys.SealBroken, keys.SealOld) as error:
        raise Conflict("sheet_form_old") from error
    if facts["owner"] != actor.account_id:
        raise Conflict("sheet_form_old")
    return Parcel(facts["name"], facts["source"], [Given(**row) for row in facts["rows"]], facts["unread"])


def look(parcel: Parcel) -> list[Row]:
    """What would become of each row now. Nothing is stored."""
    ids = _keys(parcel)
    stored = contributions.imported(ids)
    texts = content.load(stored.values(), ["text"])
    rows: list[Row] = []
    seen: set[str] = set()
    for key, given in zip(ids, parcel.rows, strict=True):
        marks = {key, f"card {digits_of(given.card)}"} if given.card else {key}
        if marks & seen:
            rows.append(Row(given, Fate.REFUSED, "sheet_card_twice" if key not in seen else "sheet_id_twice"))
        elif given.card:
            rows.append(_judged_card(given, key))
        else:
            rows.append(_judged(given, stored.get(key), texts))
        seen |= marks
    return _compared(rows)


def take_in(parcel: Parcel, *, leave_out: bool, actor: Actor) -> list[Row]:
    """Submit every row that is good, all of them or none; `leave_out` those that look like another.

    Twice is the same as once. Raises Conflict when a row that was good is so no more.
    """
    ids = _keys(parcel)
    done = []
    for key, row in zip(ids, look(parcel), strict=True):
        if row.fate is not Fate.ACCEPTED:
            done.append(row)
        elif leave_out and row.is_doubtful:
            done.append(replace(row, fate=Fate.LEFT_OUT))
        else:
            done.append(_taken(row, key, actor))
    return done


def _taken(row: Row, key: str, actor: Actor) -> Row:
    try:
        if row.given.card:
            case = type_card(number_of(row.given.card), _words(row.given), form_number=key, actor=actor)
            return replace(row, reference=case.reference)
        result = import_line({**row.given.line, "id": key}, actor=actor)
    except DomainError as error:
        raise Conflict("sheet_changed") from error
    fate = Fate.ACCEPTED if result.created else Fate.KNOWN
    return replace(row, fate=fate, reference=result.contribution.reference)


def _given(
    line: Line, places: Mapping[Column, int], source: str, languages: Mapping[str, str], names: Mapping[str, int]
) -> Given:
    def cell(column: Column) -> str:
        place = places.get(column)
        return line.cells[place] if place is not None and place < len(line.cells) else ""

    spoken = cell(Column.LANGUAGE)
    wanted: dict[str, Any] = {
        "id": cell(Column.ID),
        "text": cell(Column.TEXT),
        "lang": languages.get(heading(spoken), spoken),
        "fields": fields(cell(Column.FIELDS), names),
        "district": cell(Column.DISTRICT),
        "offer": flag(cell(Column.OFFER)),
        "quote_allowed": flag(cell(Column.QUOTE)),
        "source": source,
    }
    return Given(line.number, wanted, cell(Column.CARD))


def _languages() -> dict[str, str]:
    """Names of languages, as their speakers, Germans and the English call them, and their tags."""
    readers = [locales.GERMAN.locale, locales.KNOWN["en"].locale]
    found = {}
    for one in locales.KNOWN.values():
        names = [one.tag, one.name, one.german, *(one.named_in(reader) for reader in readers)]
        found.update({heading(name): one.tag for name in names})
    return found


def _fields() -> dict[str, int]:
    """German names of the action fields of today."""
    found = concept.fields(clock.today())
    texts = content.load(found, ["name"])
    named = [(row, texts.original(row, "name")) for row in found]
    return {heading(name.text): row.number for row, name in named if name is not None}


def _keys(parcel: Parcel) -> list[str]:
    """The key of each row: the same list and the same id or words give the same key."""
    texts = [clean_text(str(row.line.get("text", ""))) for row in parcel.rows]
    found = []
    for row, text, before in zip(parcel.rows, texts, occurrences(texts), strict=True):
        own = row.line.get("id") or f"\n{before}\n{text}"
        found.append(f"sheet:{_hashed(heading(parcel.name))[:16]}:{_hashed(str(own))[:40]}")
    return found


def _hashed(words: str) -> str:
    return hmac.new(keys.ring().derived("sheet-row"), words.encode(), hashlib.sha256).hexdigest()


def _judged_card(given: Given, key: str) -> Row:
    """A row that stands on a paper card: whoever holds the stub can follow it, and nobody here learns the code."""
    try:
        words = _words(given)
        card = cards.get(cards.number_of(given.card))
    except DomainError as error:
        return Row(given, Fate.REFUSED, error.code, error.facts)
    done = contributions.by_form(form_hash(key))
    if done is not None and done.id == card.contribution_id:
        return Row(given, Fate.KNOWN, language=done.language, reference=done.reference)
    if card.state is not CardState.OPEN:
        return Row(given, Fate.REFUSED, "card_void" if card.state is CardState.VOID else "card_typed")
    return Row(given, Fate.ACCEPTED, language=words.language or card.run.language)


def _words(given: Given) -> CardWords:
    said = check_line({**given.line, "id": "row"})
    named = said.language if given.line.get("lang") else None
    return CardWords(said.text, said.fields, named, said.district_key, said.offers_help, said.quote_allowed)


def _judged(given: Given, known: Contribution | None, texts: Texts) -> Row:
    try:
        submission = check_line({**given.line, "id": "row"})
    except DomainError as error:
        return Row(given, Fate.REFUSED, error.code, error.facts)
    if known is None:
        return Row(given, Fate.ACCEPTED, language=submission.language)
    stored = texts.original(known, "text")
    if stored is not None and stored.text != submission.text:
        return Row(given, Fate.REFUSED, "sheet_id_other_words")
    return Row(given, Fate.KNOWN, language=submission.language, reference=known.reference)


def _compared(rows: Sequence[Row]) -> list[Row]:
    """The same rows, with what the accepted ones look like: another row, or words that came before."""
    before = contributions.same_words(clean_text(row.text) for row in rows if row.fate is Fate.ACCEPTED)
    earlier: list[tuple[int, str]] = []
    found = []
    for row in rows:
        if row.fate is Fate.ACCEPTED:
            words = normal(clean_text(row.text))
            alike = nearly_the_same(words, [text for _number, text in earlier])
            like = earlier[alike[0][0]][0] if alike else None
            row = replace(row, like=like, again=clean_text(row.text) in before)
            earlier.append((row.number, words))
        found.append(row)
    return found
