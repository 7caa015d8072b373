"""Theme tables: made for all fields at once, set up one by one; sums of dots."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable

from sqlalchemy.exc import IntegrityError

from app.concept import queries as concept
from app.concept.models import ActionField, Measure
from app.contributions.models import Contribution
from app.core import clock, history
from app.core.errors import Conflict, Invalid
from app.core.forms import clean_line
from app.core.history import Actor
from app.core.languages import locales
from app.dialogforum.models.tables import DotCount, ThemeTable
from app.dialogforum.queries import tables as queries
from app.dialogforum.rules.tables import MAX_DOTS, MAX_NAME, MAX_PLACE
from app.extensions import db
from app.networks import queries as networks
from app.rounds.models import ParticipationRound


def make_tables(current: ParticipationRound, *, actor: Actor) -> list[ThemeTable]:
    """One table for each field of the round's edition that has none yet, named after its network, with one of the
    tandem as its host. Pressed twice, or by two at once, there is one for each."""
    known = {row.action_field.number for row in queries.of_round(current)}
    made = []
    for field in concept.fields(max(clock.today(), current.starts_on)):
        if field.number in known:
            continue
        try:
            with db.session.begin_nested():
                made.append(_insert(current, field))
        except IntegrityError:
            continue
        history.record(actor, "make_table", made[-1], field=field.number)
    return made


def _insert(current: ParticipationRound, field: ActionField) -> ThemeTable:
    day = clock.today()
    network = concept.network_for(field, day)
    tandem = networks.managers(network.id, day) if network else []
    row = ThemeTable(
        round_id=current.id,
        action_field_id=field.id,
        name=network.name_on(day) if network else field.name,
        host_id=tandem[0] if tandem else None,
        languages=[locales.GERMAN.tag],
        is_example=current.is_example,
    )
    db.session.add(row)
    db.session.flush()
    db.session.refresh(row)
    return row


def set_up_table(
    table: ThemeTable,
    name: str,
    place: str,
    host_id: int | None,
    languages: Collection[str],
    *,
    version: int,
    actor: Actor,
) -> ThemeTable:
    """Name, place in the hall, host and languages.

    Raises Invalid: table_name_wrong, table_place_wrong, table_host_wrong, table_language_wrong; Conflict("changed").
    """
    name, place = clean_line(name), clean_line(place)
    if table.version != version:
        raise Conflict("changed")
    if not 1 <= len(name) <= MAX_NAME:
        raise Invalid("table_name_wrong", "name", limit=MAX_NAME)
    if len(place) > MAX_PLACE:
        raise Invalid("table_place_wrong", "place", limit=MAX_PLACE)
    if host_id is not None and host_id != table.host_id and host_id not in queries.hosts(table):
        raise Invalid("table_host_wrong", "host")
    if not all(tag in locales.KNOWN for tag in languages):
        raise Invalid("table_language_wrong", "languages")
    table.name, table.place, table.host_id = name, place, host_id
    table.languages = list(dict.fromkeys(languages))
    db.session.flush()
    history.record(actor, "set_up_table", table, name=name, place=place, host=host_id, languages=table.languages)
    return table


def count_all(
    table: ThemeTable, entries: Iterable[tuple[Measure | Contribution, int | None, int]], *, actor: Actor
) -> int:
    """Enter several sums at once: thing, dots (None: nothing was typed), version. All or none; gives how many there are
    numbers for. Errors as count_dots(), with the reference of the thing as `about`."""
    counted = 0
    for thing, dots, version in entries:
        counted += count_dots(table, thing, dots, version=version, actor=actor) is not None
    return counted


def count_dots(
    table: ThemeTable, thing: Measure | Contribution, dots: int | None, *, version: int, actor: Actor
) -> DotCount | None:
    """Enter or correct the sum of dots beside a measure of the field or a public contribution; the old number stays in
    the history. `version` 0: nobody had entered one. None for `dots` changes nothing.

    Raises Invalid("dots_wrong"), Conflict("count_changed").
    """
    if dots is None:
        return None
    if not 0 <= dots <= MAX_DOTS:
        raise Invalid("dots_wrong", limit=MAX_DOTS, about=thing.reference)
    about: dict[str, int | uuid.UUID] = (
        {"measure_id": thing.id} if isinstance(thing, Measure) else {"contribution_id": thing.id}
    )
    known = queries.count_of(table, **about)  # type: ignore[arg-type]
    if known is None:
        return _first_count(table, about, dots, version, thing, actor)
    if known.dots == dots:
        return known
    if known.version != version:
        raise Conflict("count_changed", about=thing.reference)
    before, known.dots, known.entered_on = known.dots, dots, clock.today()
    db.session.flush()
    history.record(actor, "correct_dots", known, about=thing.reference, before=before, dots=dots)
    return known


def _first_count(
    table: ThemeTable,
    about: dict[str, int | uuid.UUID],
    dots: int,
    version: int,
    thing: Measure | Contribution,
    actor: Actor,
) -> DotCount:
    if version:
        raise Conflict("count_changed", about=thing.reference)
    made = DotCount(table_id=table.id, dots=dots, entered_on=clock.today(), **about)
    try:
        with db.session.begin_nested():
            db.session.add(made)
            db.session.flush()
    except IntegrityError as somebody_else:
        raise Conflict("count_changed", about=thing.reference) from somebody_else
    history.record(actor, "count_dots", made, about=thing.reference, dots=dots)
    return made
