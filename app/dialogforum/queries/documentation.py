"""What can be read of the documentation of a Dialogforum and of its commitments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.concept import queries as concept
from app.concept.models import ActionField
from app.contributions.models import Contribution, ContributionField
from app.contributions.queries import is_public
from app.core import clock
from app.core.errors import Missing
from app.core.languages import content
from app.core.languages.content import Audience, Texts, Wording
from app.dialogforum.models.documentation import Commitment, ForumDocumentation
from app.dialogforum.models.tables import DotCount, TableNote
from app.dialogforum.queries import tables
from app.dialogforum.rules.documentation import Standing, standing_of
from app.dialogforum.rules.tables import NoteKind
from app.extensions import db
from app.rounds.models import ParticipationRound


@dataclass(frozen=True)
class Promise:
    """A commitment in the language of who reads it; `report` says what became of it."""

    row: Commitment
    words: Wording
    report: Wording | None
    standing: Standing


@dataclass(frozen=True)
class Note:
    """A released note of a table; `reference` of the contribution it is about, if everybody can read that."""

    kind: NoteKind
    words: Wording
    reference: str | None


@dataclass(frozen=True)
class Dots:
    """Dots beside a measure or a contribution; no vote, so they stand in the order of the table."""

    name: Wording | None
    reference: str
    is_measure: bool
    count: int


@dataclass(frozen=True)
class Chapter:
    """What one field tells of the Dialogforum."""

    field: ActionField
    name: str
    voices: int
    titles: list[tuple[str, Wording | None]]
    notes: list[Note]
    dots: list[Dots]
    promises: list[Promise]


# Titles that a chapter names; the list of contributions has the others.
MOST_TITLES = 12


def of(current: ParticipationRound) -> ForumDocumentation | None:
    """The documentation of a round, or None while nobody has begun one."""
    return db.session.execute(sa.select(ForumDocumentation).filter_by(round_id=current.id)).scalar_one_or_none()


def is_published(current: ParticipationRound) -> bool:
    """Whether everybody can read it."""
    found = of(current)
    return found is not None and found.published_on is not None


def by_form(form_hash: str) -> Commitment | None:
    """The commitment that a form has stored already, or None."""
    return db.session.execute(sa.select(Commitment).filter_by(form_hash=form_hash)).scalar_one_or_none()


def commitment(commitment_id: int, network_ids: Collection[int] | None = None) -> Commitment:
    """The commitment with this id; with `network_ids` only one of theirs. Raises Missing."""
    found = db.session.get(Commitment, commitment_id)
    if found is None or (network_ids is not None and found.network_id not in network_ids):
        raise Missing
    return found


def of_round(current: ParticipationRound) -> list[Commitment]:
    """The commitments of a round, by their day."""
    query = sa.select(Commitment).where(Commitment.round_id == current.id)
    return list(db.session.execute(query.order_by(Commitment.due_on, Commitment.id)).scalars())


def on_board(network_ids: Collection[int], *, running: bool = False) -> list[Commitment]:
    """The commitments on the boards of these networks, the earliest day first; `running`: those alone."""
    query = sa.select(Commitment).where(Commitment.network_id.in_(list(network_ids)))
    rows = db.session.execute(query.order_by(Commitment.due_on, Commitment.id)).scalars()
    today = clock.today()
    return [row for row in rows if not running or standing_of(row.state, row.due_on, today) is not Standing.DONE]


def told(rows: Iterable[Commitment], tag: str, audience: Audience) -> list[Promise]:
    """Commitments with their words in one language, as far as they are translated."""
    all_rows, today = list(rows), clock.today()
    texts = content.load(all_rows, ["text", "statement"])
    found = []
    for row in all_rows:
        words = texts.say(row, "text", tag, audience)
        if words is not None:
            report = texts.say(row, "statement", tag, audience)
            found.append(Promise(row, words, report, standing_of(row.state, row.due_on, today)))
    return found


def opening(found: ForumDocumentation | None, tag: str) -> Wording | None:
    """The opening words in one language, as far as they are translated."""
    return content.say(found, "text", tag, Audience.PUBLIC) if found is not None else None


def chapters(current: ParticipationRound, tag: str, fields: Iterable[ActionField]) -> list[Chapter]:
    """What everybody may read of each field: its contributions, notes, dots and commitments."""
    rows = list(fields)
    names = content.load(rows, ["name"])
    promises = told(of_round(current), tag, Audience.PUBLIC)
    return [
        _chapter(current, field, _name(field, names, tag), [one for one in promises if _is_about(one, field)], tag)
        for field in rows
    ]


def _is_about(one: Promise, field: ActionField) -> bool:
    return one.row.action_field.number == field.number


def _chapter(current: ParticipationRound, field: ActionField, name: str, promises: list[Promise], tag: str) -> Chapter:
    cases = _public(current, field)
    titles = content.load(cases[:MOST_TITLES], ["title"])
    return Chapter(
        field=field,
        name=name,
        voices=len(cases),
        titles=[(one.reference, titles.say(one, "title", tag, Audience.PUBLIC)) for one in cases[:MOST_TITLES]],
        notes=_notes(tables.released_notes(current, field.number), tag),
        dots=_dots(current, field, tag),
        promises=promises,
    )


def _public(current: ParticipationRound, field: ActionField) -> list[Contribution]:
    first = sa.and_(ContributionField.contribution_id == Contribution.id, ContributionField.is_primary)
    query = (
        sa.select(Contribution)
        .join(ContributionField, first)
        .join(ActionField, ActionField.id == ContributionField.action_field_id)
        .where(ActionField.number == field.number, Contribution.round_id == current.id, *is_public(Contribution))
        .order_by(Contribution.publication_number.desc())
    )
    return list(db.session.execute(query).scalars())


def _notes(rows: list[TableNote], tag: str) -> list[Note]:
    texts, about = content.load(rows, ["text"]), tables.about(rows)
    said = [(row, texts.say(row, "text", tag, Audience.PUBLIC)) for row in rows]
    return [Note(row.kind, words, about.get(row.id)) for row, words in said if words is not None]


def _dots(current: ParticipationRound, field: ActionField, tag: str) -> list[Dots]:
    table = tables.of_field(current, field.number)
    rows: list[DotCount] = tables.counts_of(table) if table else []
    things: list[Any] = [row.measure or row.contribution for row in rows]
    texts = content.load([one for one in things if one is not None], ["title"])
    return [
        Dots(texts.say(thing, "title", tag, Audience.PUBLIC), thing.reference, row.measure is not None, row.dots)
        for row, thing in zip(rows, things, strict=True)
        if thing is not None
    ]


def _name(field: ActionField, names: Texts, tag: str) -> str:
    words = names.say(field, "name", tag, Audience.PUBLIC)
    return words.text if words else field.name


def counts_by_standing(rows: Iterable[Commitment], today: date) -> Mapping[Standing, int]:
    """How many commitments there are of each urgency."""
    found = dict.fromkeys(Standing, 0)
    for row in rows:
        found[standing_of(row.state, row.due_on, today)] += 1
    return found


def fields_of(current: ParticipationRound) -> list[ActionField]:
    """The fields of a round, by number."""
    return concept.fields(min(clock.today(), current.ends_on))
