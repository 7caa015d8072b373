"""What can be read of agendas: what is proposed and why, what stands on one, what everybody may read of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from app.answers.models import Answer
from app.concept.models import ActionField
from app.contributions.lifecycle import MAY_BE_PUBLIC, State
from app.contributions.models import Contribution, ContributionField
from app.core import clock
from app.core.errors import Missing
from app.core.languages import content
from app.dialogforum.models.agenda import Agenda, AgendaItem
from app.dialogforum.rules.agenda import Open, Reason, ordered
from app.extensions import db
from app.rounds.models import ParticipationRound


@dataclass(frozen=True)
class Proposal:
    """A contribution that could be talked about, with every reason."""

    contribution: Contribution
    title: str
    reasons: tuple[Reason, ...]
    days: int


@dataclass(frozen=True)
class Point:
    """One point of an agenda as staff read it. `title` None: this reader must not know it, or it is gone."""

    item: AgendaItem
    title: str | None
    is_public: bool


def of(current: ParticipationRound, number: int) -> Agenda | None:
    """The agenda of a field in a round, or None while nobody has begun one."""
    query = (
        sa.select(Agenda)
        .join(ActionField, ActionField.id == Agenda.action_field_id)
        .where(Agenda.round_id == current.id, ActionField.number == number)
    )
    return db.session.execute(query).scalar_one_or_none()


def of_round(current: ParticipationRound) -> dict[int, Agenda]:
    """Number of the field → its agenda."""
    rows = db.session.execute(sa.select(Agenda).where(Agenda.round_id == current.id)).scalars()
    return {row.action_field.number: row for row in rows}


def item(agenda: Agenda, item_id: int) -> AgendaItem:
    """A point of this agenda. Raises Missing."""
    found = next((row for row in agenda.items if row.id == item_id), None)
    if found is None:
        raise Missing
    return found


def by_form(form_hash: str) -> AgendaItem | None:
    """The point that a form has added already, or None."""
    return db.session.execute(sa.select(AgendaItem).filter_by(form_hash=form_hash)).scalar_one_or_none()


def open_one(number: int, reference: str) -> Contribution:
    """An open contribution whose first field has this number. Raises Missing."""
    found = next((row for row, _outcome in _open(number) if row.reference == reference), None)
    if found is None:
        raise Missing
    return found


def proposals(number: int, taken: Collection[AgendaItem], *, hidden: bool) -> list[Proposal]:
    """What is open in a field and not on the agenda yet, by its reasons; `hidden`: with what is not public."""
    today, known = clock.today(), {row.contribution_id for row in taken}
    rows = {
        row.reference: (row, outcome)
        for row, outcome in _open(number)
        if row.id not in known and (hidden or row.is_public)
    }
    facts = [
        Open(row.reference, row.received_on, row.voices, row.state is State.ANSWERED, outcome)
        for row, outcome in rows.values()
    ]
    titles = content.load([row for row, _outcome in rows.values()], ["title"])
    found = []
    for one, reasons in ordered(facts, today):
        row = rows[one.reference][0]
        words = titles.base(row, "title")
        found.append(Proposal(row, words.text if words else "", reasons, (today - row.received_on).days))
    return found


def _open(number: int) -> list[tuple[Contribution, str | None]]:
    """Contributions that a network has, with the outcome that its lead answer names."""
    answer = sa.and_(
        Answer.contribution_id == Contribution.id, Answer.is_lead.is_(True), Answer.published_at.is_not(None)
    )
    query = (
        sa.select(Contribution, Answer.outcome)
        .join(
            ContributionField,
            sa.and_(ContributionField.contribution_id == Contribution.id, ContributionField.is_primary),
        )
        .join(ActionField, ActionField.id == ContributionField.action_field_id)
        .outerjoin(Answer, answer)
        .where(ActionField.number == number, Contribution.state.in_([State.RELEASED, State.ANSWERED]))
    )
    return [(row[0], row[1].value if row[1] else None) for row in db.session.execute(query)]


def points(agenda: Agenda | None, *, hidden: bool) -> list[Point]:
    """The points of an agenda in their order; `hidden`: with the titles of contributions that are not public."""
    rows = agenda.items if agenda else []
    texts = content.load([*rows, *(row.contribution for row in rows if row.contribution)], ["title"])
    found = []
    for row in rows:
        about = row.contribution
        words = texts.base(about or row, "title")
        told = about is None or is_open_to_all(about) or (hidden and about.state in MAY_BE_PUBLIC)
        public = row.is_public if about is None else is_open_to_all(about)
        found.append(Point(row, (words.text if words else "") if told else None, public))
    return found


def is_open_to_all(row: Contribution) -> bool:
    """Whether everybody can read a contribution now."""
    return bool(row.is_public) and row.publication_number is not None and row.state in MAY_BE_PUBLIC


def published(current: ParticipationRound) -> list[Agenda]:
    """The agendas of a round that everybody may read, by field. Their points: public_items()."""
    rows = [row for row in of_round(current).values() if row.published_on is not None]
    return sorted(rows, key=lambda row: row.action_field.number)


def public_items(agenda: Agenda) -> list[AgendaItem]:
    """The points of a published agenda that everybody may read, in their order."""
    if agenda.published_on is None:
        return []
    return [row for row in agenda.items if (is_open_to_all(row.contribution) if row.contribution else row.is_public)]
