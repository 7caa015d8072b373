"""What the wall of a round shows at this moment: public texts alone, in their own language and in German."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa

from app.concept.models import ActionField
from app.contributions import marks
from app.contributions import queries as contributions
from app.contributions.marks import Mark
from app.contributions.models import Contribution, ContributionField
from app.core import clock
from app.core.languages import content
from app.core.languages.content import TextVersion, Wording
from app.dialogforum.models.wall import Wall
from app.dialogforum.rules import wall as rules
from app.dialogforum.rules.posters import shortened
from app.dialogforum.rules.wall import Item, Mix
from app.extensions import db
from app.rounds.models import ParticipationRound


@dataclass(frozen=True)
class Card:
    """One text on the wall. `german` is empty where the text is German itself."""

    reference: str
    field: int
    own: Wording
    text: str
    german: Wording | None
    german_text: str


@dataclass(frozen=True)
class View:
    """What stands on the wall now. `waiting`: new texts that still wait for a third."""

    cards: list[Card]
    counts: list[tuple[int, int | None]]
    number: int
    waiting: int
    is_blank: bool
    is_paused: bool
    is_enlarged: bool
    batch: str
    seconds: int


def of_round(round_id: int) -> Wall | None:
    """What was set for the wall of a round, or None before anybody set anything."""
    return db.session.execute(sa.select(Wall).filter_by(round_id=round_id)).scalar_one_or_none()


def settings(current: ParticipationRound) -> Wall:
    """The wall of a round as it stands, or as it would begin. What this gives may be unsaved: read it, no more."""
    started = clock.start_of(current.starts_on)
    return of_round(current.id) or Wall(
        round_id=current.id,
        is_blank=False,
        is_paused=False,
        fields=[],
        mix=Mix.ALL,
        seconds=20,
        turn=0,
        moved_at=started,
        taken_off=[],
        version=0,
    )


def items(round_id: int) -> list[tuple[Item, str]]:
    """Every public contribution of a round with its reference, in the order of publication, in one statement."""
    query = (
        sa.select(
            Contribution.id,
            ActionField.number,
            Contribution.language,
            Contribution.published_on,
            Contribution.reference,
        )
        .join(ContributionField, ContributionField.contribution_id == Contribution.id)
        .join(ActionField, ActionField.id == ContributionField.action_field_id)
        .where(ContributionField.is_primary, Contribution.round_id == round_id, *contributions.is_public(Contribution))
        .order_by(Contribution.publication_number)
    )
    return [(Item(str(row[0]), row[1], row[2], row[3] or clock.today()), row[4]) for row in db.session.execute(query)]


def view(current: ParticipationRound, *, newest: bool = False) -> View:
    """What the wall of a round shows now; with `newest` the screen of the newest batch, unless the operator paused."""
    wall, today = settings(current), clock.today()
    found = [(item, reference) for item, reference in items(current.id) if _is_wanted(item, reference, wall)]
    shown = rules.on_the_wall([item for item, _reference in found], today)
    order = rules.shuffled(shown, today)
    number = rules.screen(len(order), wall.turn, wall.moved_at, clock.now(), wall.seconds, paused=wall.is_paused)
    if newest and not wall.is_paused:
        number = 0
    large = [one for one in order if str(wall.enlarged_id) == one.id]
    chosen = large or order[number * rules.PER_SCREEN : (number + 1) * rules.PER_SCREEN]
    return View(
        cards=[] if wall.is_blank else cards([uuid.UUID(one.id) for one in chosen]),
        counts=_counts(shown),
        number=number,
        waiting=len(found) - len(shown),
        is_blank=wall.is_blank,
        is_paused=wall.is_paused,
        is_enlarged=bool(large),
        batch=rules.batch_mark(shown, today),
        seconds=wall.seconds,
    )


def _is_wanted(item: Item, reference: str, wall: Wall) -> bool:
    german = item.language.split("-")[0] == "de"
    language = {Mix.ALL: True, Mix.OTHERS: not german, Mix.GERMAN: german}[wall.mix]
    return language and reference not in wall.taken_off and (not wall.fields or item.field in wall.fields)


def _counts(shown: list[Item]) -> list[tuple[int, int | None]]:
    """How many texts each field has on the wall; None stands for one to four: so few would point at people."""
    counted = Counter(one.field for one in shown)
    return [(field, counted[field] if counted[field] >= rules.SMALLEST else None) for field in sorted(counted)]


def cards(ids: list[uuid.UUID]) -> list[Card]:
    """The texts of these contributions in the given order, in two statements."""
    rows = {
        row.id: row for row in db.session.execute(sa.select(Contribution).where(Contribution.id.in_(ids))).scalars()
    }
    texts = content.load(list(rows.values()), ["text"])
    made = []
    for key in ids:
        row = rows.get(key)
        base = texts.base(row, "text") if row else None
        if row is None or base is None or row.primary_field is None:
            continue
        own = content.wording(base)
        german = texts.translation(row, "text", "de") if own.language.split("-")[0] != "de" else None
        made.append(_card(row, own, german))
    return made


def _card(row: Contribution, own: Wording, german: TextVersion | None) -> Card:
    translated = content.wording(german) if german else None
    return Card(
        reference=row.reference,
        field=row.primary_field.number if row.primary_field else 0,
        own=own,
        text=_short(own.text),
        german=translated,
        german_text=_short(translated.text) if translated else "",
    )


def _short(text: str) -> str:
    told = "".join("[…]" if isinstance(one, Mark) else one for one in marks.pieces(text))
    return shortened(told, rules.LETTERS)


def candidates(current: ParticipationRound) -> list[Card]:
    """Every text that stands on the wall or was taken off, for the operator, in the order of the wall."""
    wall = settings(current)
    found = items(current.id)
    shown = rules.shuffled(rules.on_the_wall([item for item, _reference in found], clock.today()), clock.today())
    keys = {item.id for item, reference in found if reference in wall.taken_off}
    return cards([uuid.UUID(one.id) for one in shown if one.id not in keys] + [uuid.UUID(key) for key in sorted(keys)])
