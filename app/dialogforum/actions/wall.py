"""What the operator of the wall does. Each act is seen by every wall within a second or two."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from app.contributions import queries as contributions
from app.core import clock, history
from app.core.errors import Conflict, Invalid
from app.core.history import Actor
from app.dialogforum.models.wall import Wall
from app.dialogforum.queries import wall as queries
from app.dialogforum.rules.wall import SPEEDS, Act, Mix
from app.extensions import db
from app.rounds.models import ParticipationRound


def set_up(
    current: ParticipationRound, fields: list[int], mix: str, seconds: int, *, version: int, actor: Actor
) -> Wall:
    """Choose fields (empty: all), languages and speed.

    Raises Invalid("wall_choice_wrong"), Conflict("wall_changed").
    """
    if seconds not in SPEEDS or mix not in list(Mix) or not all(1 <= number <= 99 for number in fields):
        raise Invalid("wall_choice_wrong", field="seconds")
    wall = _of(current, version)
    _move(wall, current)
    wall.fields, wall.mix, wall.seconds = sorted(set(fields)), Mix(mix), seconds
    return _done(wall, "set_up_wall", actor, fields=wall.fields, mix=mix, seconds=seconds)


def act(current: ParticipationRound, what: Act, reference: str = "", *, version: int, actor: Actor) -> Wall:
    """Next screen, pause or go on, blank or show again, enlarge one text or all again, take one off or put it back.

    Blank and pause never fail because somebody else was quicker: what matters is that the wall obeys. Others raise
    Conflict("wall_changed"); Missing for a reference that nobody can read.
    """
    wall = _of(current, None if what in (Act.BLANK, Act.PAUSE) else version)
    if what is Act.NEXT:
        _move(wall, current)
        wall.turn, wall.enlarged_id = wall.turn + 1, None
    elif what is Act.PAUSE:
        _move(wall, current)
        wall.is_paused = not wall.is_paused
    elif what is Act.BLANK:
        wall.is_blank = not wall.is_blank
    elif what is Act.ENLARGE:
        chosen = contributions.public_one(reference).id
        wall.enlarged_id = None if wall.enlarged_id == chosen else chosen
    else:
        known = contributions.public_one(reference).reference
        kept = [one for one in wall.taken_off if one != known]
        wall.taken_off = kept if len(kept) < len(wall.taken_off) else [*kept, known]
    return _done(wall, f"wall_{what.name.lower()}", actor, **({"reference": reference} if reference else {}))


def _move(wall: Wall, current: ParticipationRound) -> None:
    """Keep the screen that stands now: the turns so far become part of the count, and the clock begins anew."""
    wall.turn, wall.moved_at = queries.view(current).number, clock.now()


def _of(current: ParticipationRound, version: int | None) -> Wall:
    wall = queries.of_round(current.id)
    if wall is None:
        wall = queries.settings(current)
        wall.version = 1
        wall.moved_at = clock.now()
        try:
            with db.session.begin_nested():
                db.session.add(wall)
        except IntegrityError as somebody_else:
            raise Conflict("wall_changed") from somebody_else
    elif version is not None and version != wall.version:
        raise Conflict("wall_changed")
    return wall


def _done(wall: Wall, verb: str, actor: Actor, **facts: object) -> Wall:
    db.session.flush()
    history.record(actor, verb, wall, **facts)
    return wall
