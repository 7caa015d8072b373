"""What can be read of theme tables, their notes and counts. What everybody may read are released notes alone."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.concept import queries as concept
from app.contributions.models import Contribution
from app.contributions.queries import is_public
from app.core import clock
from app.core.errors import Missing
from app.core.languages import content, locales
from app.core.languages.content import Wording
from app.dialogforum.models.tables import DotCount, TableNote, ThemeTable
from app.dialogforum.rules.tables import NoteDecision, NoteKind
from app.extensions import db
from app.networks import queries as networks
from app.permissions import MAP, Permission, Role
from app.rounds.models import ParticipationRound


def of_round(current: ParticipationRound, numbers: Collection[int] | None = None) -> list[ThemeTable]:
    """The tables of a round by field; with `numbers` those of these fields alone."""
    found = db.session.execute(sa.select(ThemeTable).where(ThemeTable.round_id == current.id)).scalars()
    rows = sorted(found, key=lambda row: row.action_field.number)
    return [row for row in rows if numbers is None or row.action_field.number in numbers]


def get(table_id: int, numbers: Collection[int] | None = None) -> ThemeTable:
    """The table with this id; with `numbers` only one of these fields. Raises Missing."""
    found = db.session.get(ThemeTable, table_id)
    if found is None or (numbers is not None and found.action_field.number not in numbers):
        raise Missing
    return found


def of_field(current: ParticipationRound, number: int) -> ThemeTable | None:
    """The table of a field in a round, or None."""
    return next(iter(of_round(current, {number})), None)


def numbers_of(network_ids: Collection[int], day: date) -> frozenset[int]:
    """The numbers of the fields that these networks carry on `day`."""
    carried = concept.carried_by(day)
    return frozenset(row.number for key in network_ids for row in carried.get(key, []))


def hosts(table: ThemeTable) -> dict[int, str]:
    """Who may be the host of a table, id → name: helpers of the day, and people of the field's network."""
    day = clock.today()
    helpers = {account.id for account in accounts.with_role(Role.EVENT_STAFF, day)}
    network = concept.network_for(concept.field(table.action_field.number, day), day)
    if network is not None:
        writers = MAP[Permission.TABLE_WRITE]
        seated = [accounts.get(seat.account_id) for seat in networks.members(network.id, day)]
        helpers |= {account.id for account in seated if not writers.isdisjoint(account.roles_on(day))}
    return dict(sorted(accounts.names(helpers).items(), key=lambda pair: pair[1]))


def note(note_id: uuid.UUID, table: ThemeTable | None = None) -> TableNote:
    """The note with this id, of this table. Raises Missing."""
    found = db.session.get(TableNote, note_id)
    if found is None or (table is not None and found.table_id != table.id):
        raise Missing
    return found


def by_form(form_hash: str) -> TableNote | None:
    """The note that a form has stored already, or None."""
    return db.session.execute(sa.select(TableNote).filter_by(form_hash=form_hash)).scalar_one_or_none()


def notes_of(table: ThemeTable) -> list[TableNote]:
    """Every note of a table, the last one first: for the table alone."""
    query = sa.select(TableNote).where(TableNote.table_id == table.id)
    return list(db.session.execute(query.order_by(TableNote.position.desc(), TableNote.id)).scalars())


def count_notes(tables: Collection[ThemeTable]) -> dict[int, int]:
    """How many notes each table has, by its id. One statement."""
    query = (
        sa.select(TableNote.table_id, sa.func.count())
        .where(TableNote.table_id.in_([row.id for row in tables]))
        .group_by(TableNote.table_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def next_position(table: ThemeTable) -> int:
    """The place behind the last note of a table."""
    query = sa.select(sa.func.max(TableNote.position)).where(TableNote.table_id == table.id)
    last = db.session.execute(query).scalar_one()
    return 0 if last is None else int(last) + 1


def notes_to_read() -> list[TableNote]:
    """Notes that no commissioner has decided about, table by table in the order of writing."""
    query = (
        sa.select(TableNote)
        .where(TableNote.decision.is_(None))
        .order_by(TableNote.table_id, TableNote.position, TableNote.id)
    )
    return list(db.session.execute(query).scalars())


def notes_decided(current: ParticipationRound) -> list[TableNote]:
    """Notes of a round with a decision, which can be taken back."""
    query = (
        sa.select(TableNote)
        .join(ThemeTable, ThemeTable.id == TableNote.table_id)
        .where(ThemeTable.round_id == current.id, TableNote.decision.is_not(None))
        .order_by(TableNote.table_id, TableNote.position, TableNote.id)
    )
    return list(db.session.execute(query).scalars())


def released_notes(current: ParticipationRound, number: int) -> list[TableNote]:
    """What everybody may read of the table of a field: by kind, each in the order of the table.

    The words: content.load(notes, ["text"]).say(note, "text", reader, Audience.PUBLIC).
    """
    table = of_field(current, number)
    if table is None:
        return []
    query = sa.select(TableNote).where(TableNote.table_id == table.id, TableNote.decision == NoteDecision.RELEASED)
    kinds = list(NoteKind)
    found = db.session.execute(query).scalars()
    return sorted(found, key=lambda row: (kinds.index(row.kind), row.position, str(row.id)))


def about(notes: Collection[TableNote]) -> dict[uuid.UUID, str]:
    """Note → reference of the contribution it is about, as long as everybody can read that one. One statement."""
    wanted = {row.contribution_id for row in notes if row.contribution_id}
    query = sa.select(Contribution.id, Contribution.reference).where(
        Contribution.id.in_(wanted), *is_public(Contribution)
    )
    known = {row[0]: row[1] for row in db.session.execute(query)} if wanted else {}
    return {row.id: known[row.contribution_id] for row in notes if row.contribution_id in known}


@dataclass(frozen=True)
class NoteText:
    """The words of a note as they stand, in their own language, and their German translation, if there is one."""

    own: Wording
    german: Wording | None


def words_of(notes: Collection[TableNote]) -> dict[uuid.UUID, NoteText]:
    """Note → its words, for whoever works with it. A note that was left out has none here. One statement."""
    told = [row for row in notes if row.decision is not NoteDecision.LEFT_OUT]
    texts = content.load(told, ["text"])
    found = {}
    for row in told:
        base, german = texts.base(row, "text"), texts.translation(row, "text", locales.GERMAN.tag)
        if base is not None:
            found[row.id] = NoteText(content.wording(base), content.wording(german) if german else None)
    return found


def counts_of(table: ThemeTable) -> list[DotCount]:
    """The sums of dots of a table: measures first, then contributions that everybody can read."""
    query = (
        sa.select(DotCount)
        .outerjoin(Contribution, Contribution.id == DotCount.contribution_id)
        .where(
            DotCount.table_id == table.id, sa.or_(DotCount.contribution_id.is_(None), sa.and_(*is_public(Contribution)))
        )
        .order_by(DotCount.contribution_id.is_not(None), DotCount.id)
    )
    return list(db.session.execute(query).scalars())


def count_of(
    table: ThemeTable, *, measure_id: int | None = None, contribution_id: uuid.UUID | None = None
) -> DotCount | None:
    """The sum beside one thing, or None while nobody has entered one."""
    query = sa.select(DotCount).filter_by(table_id=table.id, measure_id=measure_id, contribution_id=contribution_id)
    return db.session.execute(query).scalar_one_or_none()


def left_out_before(day: date, days: int) -> list[TableNote]:
    """Notes that were left out `days` or more before `day`: their words have no reader any more."""
    query = sa.select(TableNote).where(
        TableNote.decision == NoteDecision.LEFT_OUT, TableNote.decided_on <= day - timedelta(days=days)
    )
    return list(db.session.execute(query).scalars())


def shortened_before(day: date, days: int) -> list[TableNote]:
    """Released notes out of which something was left `days` or more before `day`."""
    query = sa.select(TableNote).where(
        TableNote.decision == NoteDecision.RELEASED,
        TableNote.reason.is_not(None),
        TableNote.decided_on <= day - timedelta(days=days),
    )
    return list(db.session.execute(query).scalars())
